import OAuth
import Testing

/// Resource indicators (RFC 8707): each value of `resource` goes with every request that may bring tokens.
struct ResourceIndicatorTests {
    private static let resources = ["https://api.example/v1", "https://files.example/"]

    private static func client() throws -> ClientConfiguration {
        try ClientConfiguration(
            issuer: Issuer("https://login.example.com"), clientID: "cli",
            extraParameters: resources.map { FormPair("resource", $0) })
    }

    private static func values(_ form: [HTTPCall.Field]) -> [String] {
        form.filter { $0.name == "resource" }.map { $0.value.reveal() }
    }

    private static func request() throws -> AuthorizationRequest {
        AuthorizationRequest(
            endpoint: try WebAddress("https://login.example.com/authorize"), client: try client(),
            redirect: try RedirectURI("http://127.0.0.1:1/callback"), state: Secret("s"), nonce: nil, challenge: "c")
    }

    @Test func theAuthorizationRequestHasEachValue() throws {
        let request = try Self.request()
        #expect(request.parameters.filter { $0.name == "resource" }.map(\.value) == Self.resources)
        #expect(
            request.address.text.hasSuffix(
                "&resource=https%3A%2F%2Fapi.example%2Fv1&resource=https%3A%2F%2Ffiles.example%2F"))
    }

    @Test func everyOtherRequestForTokensHasEachValue() throws {
        let endpoint = try Endpoint("https://login.example.com/e")
        let client = try Self.client()
        let calls = [
            PushRequest.call(try Self.request(), clientID: "cli", endpoint: endpoint, authentication: .none),
            RefreshRequest.call(
                Secret("r"), clientID: "cli", resources: client.resources, endpoint: endpoint, authentication: .none),
            DeviceRequest.start(client: client, endpoint: endpoint, authentication: .none),
            DeviceRequest.poll(Secret("d"), client: client, endpoint: endpoint, authentication: .none),
        ]
        for call in calls { #expect(Self.values(call.form) == Self.resources, "\(call.purpose)") }
    }

    @Test func aRefusedResourceIsExplained() {
        let atTheToken = TokenError(code: ForeignText("invalid_target"), status: 400)
        #expect(atTheToken.kind == .invalidTarget)
        #expect(atTheToken.message.contains("resource"))
        let atTheBrowser = AuthorizationError(code: ForeignText("invalid_target"))
        #expect(atTheBrowser.message.contains("resource"))
    }
}
