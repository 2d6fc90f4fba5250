import HTTPTypes
import Testing

@testable import DemoProvider

@Suite struct ResourceTests {
    @Test func userInfoGivesTheClaimsOfTheScopes() async throws {
        let desk = try await Desk()
        let tokens = try Parsed(desk.exchange(desk.code(["scope": "openid email"])))
        let answer = desk.userInfo(try #require(tokens.access_token))
        let claims = try Parsed(answer)
        #expect(claims.sub == Person.subject)
        #expect(claims.email == "dana@example.com")
        #expect(claims.name == nil)
    }

    /// The Authorization field, the status and the error in WWW-Authenticate (RFC 6750 section 3).
    @Test(
        arguments: [
            (nil, 401, nil), ("Bearer nonsense", 401, "invalid_token"), ("Bearer ", 400, "invalid_request"),
            ("Bearer a b", 400, "invalid_request"), ("Basic abc", 400, "invalid_request"),
        ] as [(String?, Int, String?)])
    func userInfoRefuses(header: String?, status: Int, error: String?) async throws {
        let desk = try await Desk()
        var fields = HTTPFields()
        fields[.authorization] = header
        let answer = desk.ask(.get, "/userinfo", fields: fields)
        let challenge = try #require(answer.fields[.wwwAuthenticate])
        #expect(answer.status.code == status)
        #expect(challenge.hasPrefix("Bearer realm="))
        #expect(challenge.contains("error=") == (error != nil))
        if let error { #expect(challenge.contains("error=\"\(error)\"")) }
    }

    @Test func userInfoTakesNoTokenFromTheAddressAndNeedsOpenID() async throws {
        let desk = try await Desk()
        let token = try #require(try Parsed(desk.exchange(desk.code(["scope": "email"]))).access_token)
        #expect(desk.ask(.get, "/userinfo?access_token=\(token)").status == .badRequest)
        let answer = desk.userInfo(token)
        #expect(answer.status == .forbidden)
        #expect(answer.fields[.wwwAuthenticate]?.contains("error=\"insufficient_scope\"") == true)
    }

    @Test func accessTokenExpires() async throws {
        let desk = try await Desk()
        let token = try #require(try Parsed(desk.exchange(desk.code())).access_token)
        desk.pass(seconds: 299)
        #expect(desk.userInfo(token).status == .ok)
        desk.pass(seconds: 1)
        #expect(desk.userInfo(token).status == .unauthorized)
    }

    @Test func idTokenIsNoAccessToken() async throws {
        let desk = try await Desk()
        let token = try #require(try Parsed(desk.exchange(desk.code())).id_token)
        #expect(desk.userInfo(token).status == .unauthorized)
    }

    private func revoke(_ desk: Desk, _ form: [FormPair]) -> Answer { desk.post("/revoke", form) }

    @Test func revokesAccessTokenAlone() async throws {
        let desk = try await Desk()
        let tokens = try Parsed(desk.exchange(desk.code()))
        let access = try #require(tokens.access_token)
        let client = FormPair("client_id", "pixie-demo")
        let answer = revoke(desk, [client, FormPair("token", access), FormPair("token_type_hint", "refresh_token")])
        #expect(answer.status == .ok && answer.body.isEmpty)
        #expect(desk.userInfo(access).status == .unauthorized)
        #expect(desk.refresh(try #require(tokens.refresh_token)).status == .ok)
    }

    @Test func revokesRefreshTokenWithAllThatCameFromIt() async throws {
        let desk = try await Desk()
        let tokens = try Parsed(desk.exchange(desk.code()))
        let (access, refresh) = try (#require(tokens.access_token), #require(tokens.refresh_token))
        #expect(revoke(desk, [FormPair("client_id", "pixie-demo"), FormPair("token", refresh)]).status == .ok)
        #expect(desk.userInfo(access).status == .unauthorized)
        #expect(try Parsed(desk.refresh(refresh)).error == "invalid_grant")
    }

    @Test func revocationOfUnknownTokenIsFineAndBadRequestsAreNot() async throws {
        let desk = try await Desk()
        let client = FormPair("client_id", "pixie-demo")
        #expect(revoke(desk, [client, FormPair("token", "unknown")]).status == .ok)
        #expect(try Parsed(revoke(desk, [client])).error == "invalid_request")
        #expect(revoke(desk, [FormPair("token", "x")]).status == .unauthorized)
    }

    @Test(arguments: ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"])
    func discoveryNamesWhatIsThere(path: String) async throws {
        let desk = try await Desk { $0.algorithm = .rs256 }
        let text = desk.ask(.get, path).text
        for member in [
            "\"issuer\":\"http://127.0.0.1:4000\"",
            "\"authorization_endpoint\":\"http://127.0.0.1:4000/authorize\"",
            "\"token_endpoint\":\"http://127.0.0.1:4000/token\"", "\"jwks_uri\":\"http://127.0.0.1:4000/jwks\"",
            "\"userinfo_endpoint\":\"http://127.0.0.1:4000/userinfo\"",
            "\"revocation_endpoint\":\"http://127.0.0.1:4000/revoke\"",
            "\"end_session_endpoint\":\"http://127.0.0.1:4000/end-session\"",
            "\"response_types_supported\":[\"code\"]", "\"subject_types_supported\":[\"public\"]",
            "\"id_token_signing_alg_values_supported\":[\"RS256\"]",
            "\"code_challenge_methods_supported\":[\"S256\"]",
            "\"token_endpoint_auth_methods_supported\":[\"none\"]",
            "\"authorization_response_iss_parameter_supported\":true",
        ] {
            #expect(text.contains(member), "\(member)")
        }
        let keys = desk.ask(.get, "/jwks").text
        #expect(keys.contains("\"kty\":\"RSA\"") && keys.contains("\"e\":\"AQAB\"") && !keys.contains("\"d\""))
    }

    @Test(arguments: ["evil.example", "evil.example:4000", "127.0.0.1", "127.0.0.1:4001", "localhost:4000", ""])
    func answersOnlyToItsOwnHost(host: String) async throws {
        let desk = try await Desk()
        for target in ["/.well-known/openid-configuration", Desk.request(), "/nothing"] {
            #expect(desk.ask(.get, target, host: host).status == .misdirectedRequest)
        }
    }
}
