import OAuth
import Testing

@Suite struct DiscoveryTests {
    private static let issuer = "https://login.example.com"

    /// The required members, then `members`, of which an empty text removes one.
    private static func document(issuer: String = issuer, _ members: [String: String] = [:]) -> String {
        var all: [(String, String)] = [
            ("issuer", "\"\(issuer)\""), ("authorization_endpoint", "\"\(issuer)/authorize\""),
            ("token_endpoint", "\"\(issuer)/token\""), ("jwks_uri", "\"\(issuer)/jwks\""),
            ("response_types_supported", "[\"code\"]"), ("subject_types_supported", "[\"public\"]"),
            ("id_token_signing_alg_values_supported", "[\"RS256\"]"),
        ]
        for (name, value) in members {
            all.removeAll { $0.0 == name }
            if !value.isEmpty { all.append((name, value)) }
        }
        return "{" + all.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
    }

    private static func judge(
        _ body: String, status: Int = 200, type: String = "application/json", issuer: String = issuer
    ) throws -> ProviderMetadata {
        try Discovery.judge(
            HTTPReply(status: status, headers: [HTTPReply.Header("Content-Type", type)], body: Array(body.utf8)),
            issuer: Issuer(issuer))
    }

    private static func fault(
        _ body: String, status: Int = 200, type: String = "application/json", issuer: String = issuer
    )
        -> DiscoveryFault?
    {
        do {
            _ = try judge(body, status: status, type: type, issuer: issuer)
            return nil
        } catch {
            return error as? DiscoveryFault
        }
    }

    // MARK: - Addresses

    @Test(arguments: [
        (
            "https://h.example", "https://h.example/.well-known/openid-configuration",
            "https://h.example/.well-known/oauth-authorization-server"
        ),
        (
            "https://h.example/", "https://h.example/.well-known/openid-configuration",
            "https://h.example/.well-known/oauth-authorization-server"
        ),
        (
            "https://h.example/t", "https://h.example/t/.well-known/openid-configuration",
            "https://h.example/.well-known/oauth-authorization-server/t"
        ),
        (
            "https://h.example/t/u/", "https://h.example/t/u/.well-known/openid-configuration",
            "https://h.example/.well-known/oauth-authorization-server/t/u"
        ),
        (
            "http://[::1]:9000/x", "http://[::1]:9000/x/.well-known/openid-configuration",
            "http://[::1]:9000/.well-known/oauth-authorization-server/x"
        ),
    ])
    func looksInBothPlaces(issuer: String, first: String, second: String) throws {
        #expect(try Discovery.addresses(of: Issuer(issuer)).map(\.text) == [first, second])
    }

    // MARK: - Accepted

    @Test(arguments: ["\"openid profile\"", "[\"openid\",null]", "7"])
    func scopesAreOnlyShownSoTheirFormDoesNotMatter(scopes: String) throws {
        #expect(try Self.judge(Self.document(["scopes_supported": scopes])).scopesSupported == nil)
    }

    @Test func anEmptyAddressIsNotOffered() throws {
        let names = [
            "userinfo_endpoint", "revocation_endpoint", "end_session_endpoint", "device_authorization_endpoint",
            "pushed_authorization_request_endpoint", "introspection_endpoint", "registration_endpoint",
        ]
        let members = Dictionary(uniqueKeysWithValues: names.map { ($0, "\"\"") })
        let metadata = try Self.judge(Self.document(members))
        #expect(metadata.userinfoEndpoint == nil && metadata.revocationEndpoint == nil)
        #expect(metadata.introspectionEndpoint == nil && metadata.registrationEndpoint == nil)
        guard case .badEndpoint("token_endpoint", _, _)? = Self.fault(Self.document(["token_endpoint": "\"\""])) else {
            Issue.record("a login cannot do without it")
            return
        }
    }

    @Test func readsTheLeastDocument() throws {
        let metadata = try Self.judge(Self.document())
        #expect(metadata.issuer.text == Self.issuer)
        #expect(metadata.authorizationEndpoint.text == Self.issuer + "/authorize")
        #expect(metadata.tokenEndpoint.text == Self.issuer + "/token")
        #expect(metadata.jwksURI?.text == Self.issuer + "/jwks")
        #expect(metadata.userinfoEndpoint == nil && metadata.revocationEndpoint == nil)
        #expect(metadata.endSessionEndpoint == nil && metadata.deviceAuthorizationEndpoint == nil)
        #expect(
            metadata.codeChallengeMethods == nil && metadata.scopesSupported == nil && metadata.tokenAuthMethods == nil)
        #expect(!metadata.issuerParameterSupported)
        #expect(
            metadata.checks.map(\.id) == [
                "discovery.issuer", "discovery.endpoints", "discovery.pkce", "discovery.response_types",
                "discovery.algorithms",
            ])
        #expect(metadata.checks[2].verdict == .skipped("not listed; S256 is sent all the same"))
        #expect(metadata.checks.count { $0.verdict == .passed } == 4)
    }

    @Test func readsEverything() throws {
        let metadata = try Self.judge(
            Self.document([
                "userinfo_endpoint": "\"https://api.example.com/me\"",
                "revocation_endpoint": "\"https://login.example.com/r\"",
                "end_session_endpoint": "\"https://login.example.com/out\"",
                "device_authorization_endpoint": "\"https://login.example.com/d\"",
                "scopes_supported": "[\"openid\",\"\\u001b[2J\"]",
                "code_challenge_methods_supported": "[\"plain\",\"S256\"]",
                "response_types_supported": "[\"code\",\"id_token\"]",
                "response_modes_supported": "[\"query\",\"fragment\"]",
                "grant_types_supported": "[\"authorization_code\"]",
                "id_token_signing_alg_values_supported": "[\"none\",\"HS256\",\"ES256\"]",
                "token_endpoint_auth_methods_supported": "[\"client_secret_post\"]",
                "authorization_response_iss_parameter_supported": "true",
            ]))
        #expect(metadata.userinfoEndpoint?.text == "https://api.example.com/me")
        #expect(metadata.revocationEndpoint?.text == "https://login.example.com/r")
        #expect(metadata.endSessionEndpoint?.text == "https://login.example.com/out")
        #expect(metadata.deviceAuthorizationEndpoint?.text == "https://login.example.com/d")
        #expect(metadata.codeChallengeMethods == ["plain", "S256"])
        #expect(metadata.tokenAuthMethods == ["client_secret_post"])
        #expect(metadata.idTokenAlgorithms == ["none", "HS256", "ES256"])
        #expect(metadata.issuerParameterSupported)
        #expect(metadata.checks.allSatisfy { $0.verdict == .passed })
        #expect(metadata.json["scopes_supported"] != nil)
    }

    @Test(arguments: [
        ("[\"form_post\"]", nil), ("[\"query\",\"form_post\"]", nil), ("[\"query\",\"fragment\"]", "query, fragment"),
        ("[]", "an empty list"), ("[\"FORM_POST\"]", "FORM_POST"), ("[\"form_post.jwt\"]", "form_post.jwt"),
        ("", "no list, which means query and fragment"), ("null", "no list, which means query and fragment"),
    ])
    func anAnswerAsAFormMustBeListed(modes: String, listed: String?) throws {
        let reply = HTTPReply(status: 200, body: Array(Self.document(["response_modes_supported": modes]).utf8))
        let issuer = try Issuer("https://login.example.com")
        let result = Result { () throws(DiscoveryFault) in
            try Discovery.judge(reply, issuer: issuer, wantsFormPost: true)
        }
        switch result {
        case .success: #expect(listed == nil)
        case .failure(let fault):
            #expect(fault == .noFormPost(listed: ForeignText(try #require(listed))))
            #expect(
                fault.checks(for: issuer).filter { $0.verdict == .failed }.map(\.id) == ["discovery.response_types"])
        }
    }

    @Test func keepsAShellsFavouriteCharacters() throws {
        let address = "https://login.example.com/authorize;$(id)&x='y'"
        #expect(
            try Self.judge(Self.document(["authorization_endpoint": "\"\(address)\""])).authorizationEndpoint.text
                == address)
    }

    @Test func boundsNothingThatIsWithinTheBody() throws {
        let scopes = "[" + (0..<20_000).map { "\"scope-\($0)\"" }.joined(separator: ",") + "]"
        let long = "\"" + String(repeating: "x", count: 200_000) + "\""
        let metadata = try Self.judge(Self.document(["scopes_supported": scopes, "service_documentation": long]))
        #expect(metadata.scopesSupported?.count == 20_000)
    }

    @Test func loopbackIssuersMayUseHTTP() throws {
        let issuer = "http://127.0.0.1:9000"
        #expect(try Self.judge(Self.document(issuer: issuer), issuer: issuer).tokenEndpoint.text == issuer + "/token")
    }

    @Test func aPlainOAuthServerNeedsNoKeys() throws {
        let body = Self.document([
            "jwks_uri": "", "subject_types_supported": "", "id_token_signing_alg_values_supported": "",
        ])
        #expect(try Self.judge(body).jwksURI == nil)
        #expect(Self.fault(Self.document(["jwks_uri": ""])) == .missing("jwks_uri"))
        let openid = Self.document([
            "jwks_uri": "", "subject_types_supported": "", "id_token_signing_alg_values_supported": "",
            "scopes_supported": "[\"openid\"]",
        ])
        #expect(Self.fault(openid) == .missing("jwks_uri"))
    }

    // MARK: - Refused

    @Test(arguments: [
        (
            ["issuer": "\"https://other.example\""],
            DiscoveryFault.issuerDiffers(found: ForeignText("https://other.example"))
        ),
        (
            ["issuer": "\"https://login.example.com/\""],
            .issuerDiffers(found: ForeignText("https://login.example.com/"))
        ),
        (["issuer": "\"https://LOGIN.example.com\""], .issuerDiffers(found: ForeignText("https://LOGIN.example.com"))),
        (["issuer": "\"\""], .issuerDiffers(found: ForeignText(""))), (["issuer": ""], .issuerMissing),
        (["issuer": "null"], .issuerMissing), (["issuer": "7"], .wrongType("issuer")),
        (["authorization_endpoint": ""], .missing("authorization_endpoint")),
        (["token_endpoint": ""], .missing("token_endpoint")),
        (["token_endpoint": "null"], .missing("token_endpoint")), (["jwks_uri": ""], .missing("jwks_uri")),
        (["token_endpoint": "7"], .wrongType("token_endpoint")),
        (["userinfo_endpoint": "{}"], .wrongType("userinfo_endpoint")),
        (["code_challenge_methods_supported": "[\"plain\"]"], .noS256(listed: ForeignText("plain"))),
        (["code_challenge_methods_supported": "[]"], .noS256(listed: ForeignText("an empty list"))),
        (["code_challenge_methods_supported": "[\"s256\"]"], .noS256(listed: ForeignText("s256"))),
        (["code_challenge_methods_supported": "\"S256\""], .wrongType("code_challenge_methods_supported")),
        (["code_challenge_methods_supported": "[1]"], .wrongType("code_challenge_methods_supported")),
        (
            ["response_types_supported": "[\"token\",\"code id_token\"]"],
            .noCodeFlow(member: "response_types_supported", listed: ForeignText("token, code id_token"))
        ),
        (
            ["response_types_supported": "[]"],
            .noCodeFlow(member: "response_types_supported", listed: ForeignText("an empty list"))
        ),
        (
            ["response_modes_supported": "[\"form_post\"]"],
            .noCodeFlow(member: "response_modes_supported", listed: ForeignText("form_post"))
        ),
        (
            ["grant_types_supported": "[\"implicit\"]"],
            .noCodeFlow(member: "grant_types_supported", listed: ForeignText("implicit"))
        ),
        (
            ["id_token_signing_alg_values_supported": "[\"none\"]"],
            .noSignature(listed: ForeignText("none"))
        ),
        (
            ["id_token_signing_alg_values_supported": "[\"HS256\",\"none\"]"],
            .noSignature(listed: ForeignText("HS256, none"))
        ),
        (
            ["id_token_signing_alg_values_supported": "[\"NONE\",\"ES256K\"]"],
            .noSignature(listed: ForeignText("NONE, ES256K"))
        ),
        (
            ["require_pushed_authorization_requests": "true"], .missing("pushed_authorization_request_endpoint")
        ),
        (["require_pushed_authorization_requests": "1"], .wrongType("require_pushed_authorization_requests")),
        (
            ["authorization_response_iss_parameter_supported": "\"true\""],
            .wrongType("authorization_response_iss_parameter_supported")
        ),
    ])
    func refuses(members: [String: String], fault: DiscoveryFault) throws {
        #expect(Self.fault(Self.document(members)) == fault)
        #expect(!fault.isNotThere)
        let checks = fault.checks(for: try Issuer(Self.issuer))
        #expect(checks.count == 5)
        #expect(checks.count { $0.verdict == .failed } == 1)
    }

    @Test(
        "a member of the wrong type fails the check that reads it",
        arguments: [
            ("issuer", "discovery.issuer"), ("token_endpoint", "discovery.endpoints"),
            ("code_challenge_methods_supported", "discovery.pkce"),
            ("response_types_supported", "discovery.response_types"),
            ("id_token_signing_alg_values_supported", "discovery.algorithms"),
        ])
    func wrongTypeFailsItsOwnCheck(member: String, check: String) throws {
        let checks = DiscoveryFault.wrongType(member).checks(for: try Issuer(Self.issuer))
        #expect(checks.filter { $0.verdict == .failed }.map(\.id) == [check])
    }

    @Test(
        arguments: [
            "authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint", "revocation_endpoint",
            "end_session_endpoint", "device_authorization_endpoint", "pushed_authorization_request_endpoint",
        ],
        [
            "http://192.0.2.1/x", "http://login.example.com/x", "http://127.0.0.1:9/x", "javascript:alert(1)",
            "file:///etc/passwd",
            "--remote-debugging-port=9222", "https://login.ex\u{430}mple.com/x", "https://u:p@login.example.com/x",
            "https://login.example.com/x#f", "/relative", "https://login.example.com/ x", "data:text/html,x",
            "https:///x",
        ])
    func refusesEndpoints(name: String, address: String) {
        guard case .badEndpoint(let found, _, let why)? = Self.fault(Self.document([name: "\"\(address)\""])) else {
            Issue.record("accepted \(address)")
            return
        }
        #expect(found == name)
        #expect(!why.isEmpty)
    }

    @Test func refusesAnAuthorizationQueryThatSetsOurParameters() {
        for query in ["state=x", "a=1&client_id=evil", "response_%74ype=token", "a=%"] {
            let fault = Self.fault(
                Self.document(["authorization_endpoint": "\"https://login.example.com/a?\(query)\""]))
            guard case .badEndpoint("authorization_endpoint", _, _)? = fault else {
                Issue.record("accepted \(query)")
                continue
            }
        }
    }

    @Test(arguments: [
        ("", 200, "application/json", DiscoveryFault.notJSON(kind: .empty), true),
        ("<html>", 200, "text/html", .notJSON(kind: .html), true),
        ("hello", 200, "text/plain", .notJSON(kind: .other), false),
        ("{", 200, "application/json", .badJSON(.endsEarly), false),
        ("[]", 200, "application/json", .badJSON(.notAnObject), false),
        ("{\"issuer\":1,\"issuer\":2}", 200, "", .badJSON(.repeatedName(ForeignText("issuer"))), false),
        ("{}", 404, "application/json", .status(404), true), ("", 410, "", .status(410), true),
        ("", 429, "", .status(429), false),
        ("", 503, "", .status(503), false), ("", 302, "", .status(302), false),
        ("{}", 200, "application/json", .issuerMissing, false),
    ])
    func refusesAnswers(body: String, status: Int, type: String, fault: DiscoveryFault, isNotThere: Bool) {
        #expect(Self.fault(body, status: status, type: type) == fault)
        #expect(fault.isNotThere == isNotThere)
    }

    @Test func messagesAreSafeSentences() throws {
        let evil = ForeignText("\u{1b}[2J\u{202e}" + String(repeating: "x", count: 9000))
        let all: [DiscoveryFault] = [
            .status(404), .status(302), .status(500), .notJSON(kind: .html), .notJSON(kind: .other), .badJSON(.empty),
            .issuerMissing, .issuerDiffers(found: evil), .missing("token_endpoint"), .wrongType("issuer"),
            .badEndpoint(name: "jwks_uri", found: evil, why: "Because."),
            .noCodeFlow(member: "response_types_supported", listed: evil), .noS256(listed: evil),
            .noSignature(listed: evil), .noFormPost(listed: evil),
        ]
        for fault in all {
            #expect(fault.message.hasSuffix("."))
            #expect(fault.message.count < 500)
            #expect(fault.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202e}" })
        }
        #expect(Set(all.map(\.reason)).count == 12)
    }
}
