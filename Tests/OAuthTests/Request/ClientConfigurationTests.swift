import OAuth
import Testing

@Suite struct ClientConfigurationTests {
    private static func client(
        _ id: String = "cli", secret: Secret? = nil, scopes: [String] = ["openid"], extra: [FormPair] = []
    ) throws -> ClientConfiguration {
        try ClientConfiguration(
            issuer: Issuer("https://login.example.com"), clientID: id, clientSecret: secret, scopes: scopes,
            extraParameters: extra)
    }

    @Test func takesWhatIsUsual() throws {
        let client = try Self.client(
            "0oa+1 é/ü", scopes: ["openid", "https://api.banno.com/consumer/auth/offline_access", "a:b!#[]"],
            extra: [
                FormPair("prompt", "login"), FormPair("resource", "https://a/"), FormPair("resource", "https://b/"),
            ])
        #expect(client.scopeText == "openid https://api.banno.com/consumer/auth/offline_access a:b!#[]")
        #expect(client.resources == ["https://a/", "https://b/"])
        #expect(client.wantsIDToken)
        #expect(try Self.client(scopes: []).scopeText == "")
        #expect(try !Self.client(scopes: ["openid2"]).wantsIDToken)
    }

    @Test(arguments: [
        ("", ClientFault.emptyID), ("   ", .emptyID), ("a\nb", .badID(position: 2)), ("\u{1b}x", .badID(position: 1)),
        ("ab\u{200b}", .badID(position: 3)), ("a\u{a0}b", .badID(position: 2)), ("\u{0}", .badID(position: 1)),
        (String(repeating: "x", count: 5 << 10), .longID(limit: Limits.clientID)),
    ])
    func refusesClientIDs(id: String, fault: ClientFault) {
        #expect(throws: fault) { try Self.client(id) }
        #expect(!fault.message.isEmpty)
    }

    @Test(arguments: [
        ([""], ClientFault.emptyScope), (["openid", "openid"], .repeatedScope(ForeignText("openid"))),
        (["a\"b"], .badScope(ForeignText("a\"b"))), (["a\\b"], .badScope(ForeignText("a\\b"))),
        (["a b"], .badScope(ForeignText("a b"))), (["é"], .badScope(ForeignText("é"))),
        (["a\n"], .badScope(ForeignText("a\n"))),
        ([String(repeating: "s", count: 9000)], .longScopes(limit: Limits.scopeText)),
    ])
    func refusesScopes(scopes: [String], fault: ClientFault) {
        #expect(throws: fault) { try Self.client(scopes: scopes) }
    }

    @Test func readsTypedScopes() throws {
        #expect(
            try ClientConfiguration.scopes(typed: "  openid   email\tprofile\r\n") == ["openid", "email", "profile"])
        #expect(try ClientConfiguration.scopes(typed: " ") == [])
        #expect(throws: ClientFault.repeatedScope(ForeignText("a"))) { try ClientConfiguration.scopes(typed: "a b a") }
    }

    @Test func refusesAnEmptySecret() {
        #expect(throws: ClientFault.emptySecret) { try Self.client(secret: Secret("")) }
    }

    @Test(arguments: [
        "state", "nonce", "redirect_uri", "code_challenge", "code_challenge_method", "response_type", "client_id",
        "scope",
        "client_secret", "code_verifier", "request", "request_uri", "code",
    ])
    func refusesReservedParameters(name: String) {
        #expect(throws: ClientFault.reservedParameter(name)) { try Self.client(extra: [FormPair(name, "x")]) }
    }

    @Test(
        arguments: [
            ([FormPair("", "x")], ClientFault.emptyParameterName),
            ([FormPair("a", "1"), FormPair("a", "2")], .repeatedParameter(ForeignText("a"))),
            ([FormPair("resource", "/relative")], nil), ([FormPair("resource", "https://a/#f")], nil),
            ([FormPair("resource", "a b")], nil), ([FormPair("max_age", "-1")], nil),
            ([FormPair("max_age", "1e3")], nil),
            ([FormPair("max_age", "")], nil), ([FormPair("x", "a\nb")], nil), ([FormPair("x\u{202e}", "a")], nil),
            ([FormPair("x", String(repeating: "y", count: 9000))], nil),
        ] as [([FormPair], ClientFault?)])
    func refusesParameters(extra: [FormPair], fault: ClientFault?) {
        #expect {
            try Self.client(extra: extra)
        } throws: { error in
            guard let found = error as? ClientFault else { return false }
            if let fault { return found == fault }
            guard case .badParameter = found else { return false }
            return true
        }
    }
}
