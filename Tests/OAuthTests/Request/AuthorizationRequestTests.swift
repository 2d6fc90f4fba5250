import OAuth
import Testing

@Suite struct AuthorizationRequestTests {
    private static func request(
        endpoint: String = "https://login.example.com/authorize", id: String = "cli", secret: Secret? = nil,
        scopes: [String] = ["openid", "email"], extra: [FormPair] = [], nonce: Secret? = Secret("nnn")
    ) throws -> AuthorizationRequest {
        AuthorizationRequest(
            endpoint: try WebAddress(endpoint),
            client: try ClientConfiguration(
                issuer: Issuer("https://login.example.com"), clientID: id, clientSecret: secret, scopes: scopes,
                extraParameters: extra),
            redirect: .loopback(host: .v4, port: 8400), state: Secret("sss"), nonce: nonce, challenge: "ccc")
    }

    @Test func sendsTheParametersInOrder() throws {
        let request = try Self.request(extra: [FormPair("prompt", "login")])
        #expect(
            request.address.text == "https://login.example.com/authorize?response_type=code&client_id=cli"
                + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A8400%2Fcallback&scope=openid+email&state=sss&nonce=nnn"
                + "&code_challenge_method=S256&code_challenge=ccc&prompt=login")
        #expect(
            request.parameters.map(\.name) == [
                "response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge_method",
                "code_challenge", "prompt",
            ])
    }

    @Test func everyParameterIsThereOnce() throws {
        let pairs = try FormEncoding.decode(Self.request().address.query ?? "")
        #expect(Set(pairs.map(\.name)).count == pairs.count)
    }

    @Test func asksForANonceOnlyWithOpenID() throws {
        #expect(try !Self.request(scopes: ["email"]).parameters.contains { $0.name == "nonce" })
        #expect(try !Self.request(nonce: nil).parameters.contains { $0.name == "nonce" })
        #expect(try !Self.request(scopes: []).parameters.contains { $0.name == "scope" || $0.name == "nonce" })
    }

    @Test func keepsTheEndpointsOwnQuery() throws {
        let text = try Self.request(endpoint: "https://login.example.com/authorize?tenant=a%20b").address.text
        #expect(text.hasPrefix("https://login.example.com/authorize?tenant=a%20b&response_type=code&"))
    }

    @Test func neverCarriesTheSecret() throws {
        #expect(try !Self.request(secret: Secret("hunter2")).address.text.contains("hunter2"))
    }

    @Test(arguments: ["a b", "a+b", "a&b=c", "100%", "a#b", "é日🙂", "%20"])
    func encodesOnce(text: String) throws {
        let request = try Self.request(id: text, extra: [FormPair("login_hint", text)])
        let pairs = try FormEncoding.decode(request.address.query ?? "")
        #expect(pairs.first { $0.name == "client_id" }?.value == text)
        #expect(pairs.first { $0.name == "login_hint" }?.value == text)
    }
}
