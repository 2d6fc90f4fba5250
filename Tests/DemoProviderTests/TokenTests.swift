import Crypto
import HTTPTypes
import Testing

@testable import DemoProvider

@Suite struct TokenTests {
    @Test func codeGivesTokens() async throws {
        let desk = try await Desk()
        let answer = try desk.exchange(desk.code())
        let tokens = try Parsed(answer)
        #expect(answer.status == .ok)
        #expect(answer.fields[.contentType] == "application/json")
        #expect(tokens.token_type == "Bearer")
        #expect(tokens.expires_in == 300)
        #expect(tokens.scope == "openid profile email offline_access")
        #expect(tokens.refresh_token != nil)

        let claims = try Claims(token: #require(tokens.id_token))
        #expect(claims.iss == "http://127.0.0.1:4000")
        #expect(claims.aud == "pixie-demo")
        #expect(claims.sub == Person.subject)
        #expect(claims.nonce == "n-0S6_WzA2Mj")
        #expect(claims.iat == desk.now && claims.exp == desk.now + 300 && claims.auth_time == desk.now)
        let access = try #require(tokens.access_token)
        #expect(claims.at_hash == Base64URL.encode(Array(SHA256.hash(data: Array(access.utf8))).prefix(16)))
    }

    @Test func givesOnlyWhatTheScopeAsksFor() async throws {
        let desk = try await Desk()
        let plain = try Parsed(desk.exchange(desk.code(["scope": "email"])))
        #expect(plain.id_token == nil && plain.refresh_token == nil)
        let withoutNonce = try Parsed(desk.exchange(desk.code(["scope": "openid", "nonce": nil])))
        #expect(try Claims(token: #require(withoutNonce.id_token)).nonce == nil)
    }

    /// What is wrong with the exchange of a good code, the status and the error (RFC 6749 section 5.2).
    static let refusals: [(change: [String: String?], status: Int, error: String)] = [
        (["grant_type": nil], 400, "invalid_request"),
        (["grant_type": "password"], 400, "unsupported_grant_type"),
        (["code": nil], 400, "invalid_request"),
        (["code": "unknown"], 400, "invalid_grant"),
        (["redirect_uri": nil], 400, "invalid_request"),
        (["redirect_uri": "http://127.0.0.1:51235/callback"], 400, "invalid_grant"),
        (["redirect_uri": "http://127.0.0.1:51234/callback?"], 400, "invalid_grant"),
        (["code_verifier": nil], 400, "invalid_request"),
        (["code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl"], 400, "invalid_grant"),
        (["code_verifier": Desk.challenge], 400, "invalid_grant"),
        (["code_verifier": "short"], 400, "invalid_grant"),
        (["code_verifier": Desk.verifier + " "], 400, "invalid_grant"),
        (["client_id": nil], 401, "invalid_client"),
        (["client_id": "other"], 401, "invalid_client"),
        (["client_secret": "guess"], 401, "invalid_client"),
    ]

    @Test(arguments: refusals)
    func refusesExchange(change: [String: String?], status: Int, error: String) async throws {
        let desk = try await Desk()
        let answer = try desk.exchange(desk.code(), change)
        #expect(answer.status.code == status)
        #expect(try Parsed(answer).error == error)
        #expect(try Parsed(answer).access_token == nil)
        #expect((answer.fields[.wwwAuthenticate] != nil) == (status == 401))
    }

    @Test func refusesFormsThatAreNotForms() async throws {
        let desk = try await Desk()
        let form = "grant_type=authorization_code&client_id=pixie-demo"
        let type: HTTPFields = [.contentType: "application/x-www-form-urlencoded; charset=UTF-8"]
        let answers = [
            desk.ask(.post, "/token", fields: [.contentType: "application/json"], body: "{}"),
            desk.ask(.post, "/token", body: form),
            desk.ask(.post, "/token?code=x", fields: type, body: form),
            desk.ask(.post, "/token", fields: type, body: form + "&code=a&code=b"),
            desk.ask(.post, "/token", fields: type, body: form + "&code=%zz"),
            desk.ask(.post, "/token", fields: type, body: form + "&code=%ff"),
            desk.ask(.post, "/token", fields: type, body: form + String(repeating: "&a", count: 100)),
        ]
        for answer in answers {
            #expect(answer.status == .badRequest)
            #expect(try Parsed(answer).error == "invalid_request")
        }
        #expect(desk.ask(.get, "/token").status == .methodNotAllowed)
        #expect(desk.ask(.get, "/token").fields[.allow] == "POST")
    }

    @Test func codeExpires() async throws {
        let desk = try await Desk()
        let (early, late) = try (desk.code(), desk.code())
        desk.pass(seconds: 59)
        #expect(desk.exchange(early).status == .ok)
        desk.pass(seconds: 1)
        #expect(try Parsed(desk.exchange(late)).error == "invalid_grant")
    }

    @Test func codeIsSpentByAFailedExchange() async throws {
        let desk = try await Desk()
        let code = try desk.code()
        #expect(desk.exchange(code, ["code_verifier": Desk.challenge]).status == .badRequest)
        #expect(try Parsed(desk.exchange(code)).error == "invalid_grant")
    }

    @Test func replayedCodeRevokesAllTokens() async throws {
        let desk = try await Desk()
        let code = try desk.code()
        let tokens = try Parsed(desk.exchange(code))
        let access = try #require(tokens.access_token)
        #expect(desk.userInfo(access).status == .ok)
        #expect(try Parsed(desk.exchange(code)).error == "invalid_grant")
        #expect(desk.userInfo(access).status == .unauthorized)
        #expect(try Parsed(desk.refresh(#require(tokens.refresh_token))).error == "invalid_grant")
    }

    @Test func refreshRotates() async throws {
        let desk = try await Desk()
        let first = try Parsed(desk.exchange(desk.code()))
        desk.pass(seconds: 200)
        let second = try Parsed(desk.refresh(#require(first.refresh_token)))
        #expect(second.refresh_token != nil && second.refresh_token != first.refresh_token)
        #expect(second.access_token != first.access_token)
        #expect(second.scope == first.scope)
        let claims = try Claims(token: #require(second.id_token))
        #expect(claims.nonce == nil)
        #expect(claims.auth_time == desk.now - 200 && claims.iat == desk.now)
        #expect(claims.sub == Person.subject)
        #expect(desk.refresh(try #require(second.refresh_token)).status == .ok)
    }

    @Test func reusedRefreshTokenRevokesTheFamily() async throws {
        let desk = try await Desk()
        let first = try Parsed(desk.exchange(desk.code()))
        let second = try Parsed(desk.refresh(#require(first.refresh_token)))
        #expect(try Parsed(desk.refresh(#require(first.refresh_token))).error == "invalid_grant")
        #expect(try Parsed(desk.refresh(#require(second.refresh_token))).error == "invalid_grant")
        #expect(desk.userInfo(try #require(second.access_token)).status == .unauthorized)

        let other = try Parsed(desk.exchange(desk.code()))
        #expect(desk.userInfo(try #require(other.access_token)).status == .ok)
    }

    @Test func refreshKeepsWithinWhatWasAllowed() async throws {
        let desk = try await Desk()
        let first = try Parsed(desk.exchange(desk.code()))
        let token = try #require(first.refresh_token)
        #expect(try Parsed(desk.refresh(token, scope: "openid phone")).error == "invalid_scope")
        let narrow = try Parsed(desk.refresh(token, scope: "openid email"))
        #expect(narrow.scope == "openid email")
        let wide = try Parsed(desk.refresh(#require(narrow.refresh_token)))
        #expect(wide.scope == first.scope)
    }

    @Test func refreshTokenExpires() async throws {
        let desk = try await Desk()
        let token = try #require(try Parsed(desk.exchange(desk.code())).refresh_token)
        desk.pass(seconds: 86400)
        #expect(try Parsed(desk.refresh(token)).error == "invalid_grant")
    }

    @Test func clientWithSecretMustShowIt() async throws {
        let desk = try await Desk {
            $0.clientID = "id:with %"
            $0.clientSecret = "s+ e:c"
        }
        let own = ["client_id": "id:with %"]
        #expect(try desk.exchange(desk.code(own), own).status == .unauthorized)
        #expect(
            try desk.exchange(desk.code(own), ["client_id": "id:with %", "client_secret": "no"]).status == .unauthorized
        )
        #expect(try desk.exchange(desk.code(own), ["client_id": "id:with %", "client_secret": "s+ e:c"]).status == .ok)
        // id%3Awith+%25:s%2B+e%3Ac
        let basic: HTTPFields = [.authorization: "Basic aWQlM0F3aXRoKyUyNTpzJTJCK2UlM0Fj"]
        #expect(try desk.exchange(desk.code(own), ["client_id": nil], fields: basic).status == .ok)
        let both = try desk.exchange(desk.code(own), ["client_id": nil, "client_secret": "s+ e:c"], fields: basic)
        #expect(try Parsed(both).error == "invalid_request")
        let broken = try desk.exchange(desk.code(own), own, fields: [.authorization: "Basic %%%"])
        #expect(broken.fields[.wwwAuthenticate]?.hasPrefix("Basic ") == true)
    }
}
