import HTTPTypes

@testable import DemoProvider

/// One login at a provider with a fault, with userinfo, refresh and revocation, as far as the fault lets it go.
struct Walk: Sendable {
    let desk: Desk
    let discovery: Answer
    let keys: Answer
    /// What the authorization request got.
    let firstPage: Answer
    let callback: Answer
    var token: Answer
    var idToken: SeenToken?
    var tokenAgain: Answer?
    var keysAfterwards: Answer
    var discoveryAgain: Answer
    var userInfo: Answer?
    var refresh: Answer?
    var refreshAgain: Answer?
    var revocation: Answer

    init(_ fault: String) async throws {
        let desk = try await Desk(fault: fault)
        self.desk = desk
        let base = desk.provider.basePath
        discovery = desk.ask(.get, base + "/.well-known/openid-configuration")
        discoveryAgain = desk.ask(.get, base + "/.well-known/openid-configuration")
        keys = desk.ask(.get, base + "/jwks")
        let browser = Browser(desk)
        var request = base + Desk.request()
        if let query = discovery.seen?["authorization_endpoint"]?.text?.split(separator: "?").dropFirst().first {
            request += "&" + query
        }
        firstPage = desk.ask(.get, request)
        callback = try browser.goThrough(request)
        let code = callback.location.query["code"] ?? "none"
        token = desk.exchange(code)
        tokenAgain = token.status == .ok ? nil : desk.exchange(code)
        keysAfterwards = desk.ask(.get, base + "/jwks")
        let tokens = token.seen
        idToken = tokens?["id_token"]?.text.flatMap(SeenToken.init)
        if let access = tokens?["access_token"]?.text { userInfo = desk.userInfo(access) }
        if let old = tokens?["refresh_token"]?.text {
            refresh = desk.refresh(old)
            refreshAgain = desk.refresh(old)
        }
        revocation = desk.post(base + "/revoke", [FormPair("token", "x"), FormPair("client_id", "pixie-demo")])
    }

    var metadata: Seen? { discovery.seen }
    var keyList: [Seen] { keys.seen?["keys"]?.values ?? [] }
    var claims: Seen? { idToken?.claims }
    var header: Seen? { idToken?.header }
    var tokens: Seen? { token.seen }
    var refreshed: Seen? { refresh?.seen }
    /// Parameters of the callback in their order.
    var parameters: [FormPair] {
        let location = callback.fields[.location] ?? ""
        return (try? FormCoding.decode(location.drop { $0 != "?" }.dropFirst())) ?? []
    }

    func values(_ name: String) -> [String] { parameters.filter { $0.name == name }.map(\.value) }

    /// Whether the provider's own key signed the ID token.
    var isSignedWell: Bool { idToken.map { desk.provider.keys.claims(of: $0.text) != nil } ?? false }

    /// How far a claim that is a time is from now, in seconds.
    func distance(_ claim: String) -> Double? { claims?[claim]?.number.map { $0 - Double(desk.now) } }
}
