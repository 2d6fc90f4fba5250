import OAuth
import Testing

@Suite struct TokenRequestTests {
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

    private static func client(_ id: String = "cli", extra: [FormPair] = []) throws -> ClientConfiguration {
        try ClientConfiguration(issuer: Issuer("https://login.example.com"), clientID: id, extraParameters: extra)
    }

    private static func callback(code: String) throws -> ValidatedCallback {
        let redirect = RedirectURI.loopback(host: .v4, port: 8400)
        let verdict = CallbackJudge.judge(
            redirect.text + "?" + FormEncoding.encode([FormPair("code", code), FormPair("state", "s")]),
            expecting: CallbackExpectation(
                redirect: redirect, state: Secret("s"), issuer: "https://login.example.com",
                issuerParameterPromised: false))
        guard case .accepted(let callback) = verdict else { throw CallbackRejection.codeMissing }
        return callback
    }

    private static func exchange(
        code: String = "abc", client: ClientConfiguration, authentication: ClientAuthentication
    ) throws -> HTTPCall {
        TokenRequest.exchange(
            try callback(code: code), verifier: try CodeVerifier(verifier), redirect: .loopback(host: .v4, port: 8400),
            client: client, endpoint: try Endpoint("https://login.example.com/token?tenant=1"),
            authentication: authentication)
    }

    private static func fields(_ fields: [HTTPCall.Field]) -> [String] {
        fields.map { "\($0.name)=\($0.value.reveal())" }
    }

    @Test func aPublicClientSendsItsIDAndTheVerifier() throws {
        let call = try Self.exchange(code: "a+b c&d=%", client: Self.client(), authentication: .none)
        #expect(call.purpose == .token)
        #expect(call.method == .post)
        #expect(call.url.text == "https://login.example.com/token?tenant=1")
        #expect(Self.fields(call.headers) == ["Accept=application/json"])
        #expect(
            Self.fields(call.form) == [
                "grant_type=authorization_code", "code=a+b c&d=%", "redirect_uri=http://127.0.0.1:8400/callback",
                "code_verifier=\(Self.verifier)", "client_id=cli",
            ])
    }

    /// RFC 6749 2.3.1: both halves are form-encoded before they are joined.
    @Test func basicGoesIntoTheHeaderAlone() throws {
        let call = try Self.exchange(client: Self.client("a b:c"), authentication: .basic(Secret("p:w/é+")))
        #expect(
            Self.fields(call.headers)[1] == "Authorization=Basic " + Base64.encode("a+b%3Ac:p%3Aw%2F%C3%A9%2B".utf8))
        #expect(!call.form.contains { $0.name == "client_id" || $0.name == "client_secret" })
    }

    @Test func basicIsTheKnownExample() throws {
        let call = try Self.exchange(client: Self.client("s6BhdRkqt3"), authentication: .basic(Secret("gX1fBat3bV")))
        #expect(Self.fields(call.headers)[1] == "Authorization=Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW")
    }

    @Test func postGoesIntoTheBodyAlone() throws {
        let call = try Self.exchange(client: Self.client(), authentication: .post(Secret("pw")))
        #expect(Self.fields(call.headers) == ["Accept=application/json"])
        #expect(Self.fields(call.form).suffix(2) == ["client_id=cli", "client_secret=pw"])
    }

    @Test func repeatsTheResources() throws {
        let extra = [
            FormPair("resource", "https://a/"), FormPair("prompt", "login"), FormPair("resource", "https://b/"),
        ]
        let call = try Self.exchange(client: Self.client(extra: extra), authentication: .none)
        #expect(Self.fields(call.form).suffix(2) == ["resource=https://a/", "resource=https://b/"])
        #expect(!call.form.contains { $0.name == "prompt" })
    }

    @Test func printingACallHidesItsSecrets() throws {
        let call = try Self.exchange(code: "c0de", client: Self.client(), authentication: .basic(Secret("hunter2")))
        var dumped = ""
        dump(call, to: &dumped)
        for secret in ["c0de", Self.verifier, "hunter2", Base64.encode("cli:hunter2".utf8)] {
            #expect(!dumped.contains(secret))
            #expect(!"\(call)".contains(secret))
        }
    }

    @Test(
        arguments: [
            (nil, nil, ClientAuthentication.none), (nil, ["client_secret_basic"], .none), ("", nil, .none),
            ("s", nil, .basic(Secret("s"))), ("s", ["client_secret_basic", "client_secret_post"], .basic(Secret("s"))),
            ("s", ["client_secret_post", "client_secret_basic"], .basic(Secret("s"))),
            ("s", ["client_secret_post"], .post(Secret("s"))),
            ("s", ["client_secret_post", "none"], .post(Secret("s"))),
            ("s", [], .basic(Secret("s"))), ("s", ["private_key_jwt"], .basic(Secret("s"))),
        ] as [(String?, [String]?, ClientAuthentication)])
    func choosesTheAuthentication(secret: String?, supported: [String]?, chosen: ClientAuthentication) {
        #expect(ClientAuthentication.choose(secret: secret.map { Secret($0) }, supported: supported) == chosen)
    }
}
