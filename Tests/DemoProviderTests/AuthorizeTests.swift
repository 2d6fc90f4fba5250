import HTTPTypes
import Testing

@testable import DemoProvider

@Suite struct AuthorizeTests {
    @Test func answersWithCodeStateAndIssuer() async throws {
        let desk = try await Desk()
        let answer = try Browser(desk).goThrough(Desk.request())
        #expect(answer.status == .seeOther)
        #expect(answer.location.base == Desk.redirect)
        #expect(Set(answer.location.query.keys) == ["code", "state", "iss"])
        #expect(answer.location.query["state"] == "st/at e+1")
        #expect(answer.location.query["iss"] == "http://127.0.0.1:4000")
    }

    /// What is wrong with the request, and the error that goes back to the client with state and iss.
    static let refusals: [(change: [String: String?], error: String)] = [
        (["response_type": nil], "invalid_request"),
        (["response_type": "token"], "unsupported_response_type"),
        (["response_type": "code id_token"], "unsupported_response_type"),
        (["response_mode": "fragment"], "invalid_request"),
        (["response_mode": "query fragment"], "invalid_request"),
        (["code_challenge": nil], "invalid_request"),
        (["code_challenge_method": nil], "invalid_request"),
        (["code_challenge_method": "plain"], "invalid_request"),
        (["code_challenge_method": "s256"], "invalid_request"),
        (["code_challenge": "short"], "invalid_request"),
        (["code_challenge": Desk.challenge + "="], "invalid_request"),
        (["code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM"], "invalid_request"),
        // The last character holds set bits behind the 32nd octet: no hash looks like that.
        (["code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN"], "invalid_request"),
        (["code_challenge": Desk.verifier + Desk.verifier], "invalid_request"),
        (["scope": nil], "invalid_scope"),
        (["scope": ""], "invalid_scope"),
        (["scope": "admin root"], "invalid_scope"),
        (["prompt": "none"], "login_required"),
        (["prompt": "none login"], "invalid_request"),
        (["prompt": "create"], "invalid_request"),
        (["max_age": "-1"], "invalid_request"),
        (["max_age": "ten"], "invalid_request"),
        (["max_age": "99999999999999999999"], "invalid_request"),
        (["request": "eyJ"], "request_not_supported"),
        (["request_uri": "urn:x"], "request_uri_not_supported"),
        (["registration": "{}"], "registration_not_supported"),
        (["id_token_hint": "eyJ.e30.x"], "invalid_request"),
    ]

    @Test(arguments: refusals)
    func sendsRefusalToTheClient(change: [String: String?], error: String) async throws {
        let desk = try await Desk()
        let answer = desk.ask(.get, Desk.request(change))
        #expect(answer.status == .seeOther)
        #expect(answer.location.base == Desk.redirect)
        #expect(answer.location.query["error"] == error)
        #expect(answer.location.query["state"] == "st/at e+1")
        #expect(answer.location.query["iss"] == "http://127.0.0.1:4000")
        #expect(answer.location.query["code"] == nil)
    }

    @Test(arguments: ["scope=openid", "nonce=b", "code_challenge=c", "response_type=code", "foo=1&foo=2"])
    func refusesRepeatedParameters(extra: String) async throws {
        let desk = try await Desk()
        let answer = desk.ask(.get, Desk.request() + "&" + extra)
        #expect(answer.location.query["error"] == "invalid_request")
    }

    /// A redirect URI that is not the client's never gets anything (RFC 6749 section 4.1.2.1).
    @Test(
        arguments: [
            ["client_id": nil], ["client_id": "other"], ["redirect_uri": nil],
            ["redirect_uri": "https://127.0.0.1:51234/callback"],
            ["redirect_uri": "http://evil.example/callback"],
            ["redirect_uri": "http://127.0.0.1.evil.example/callback"],
            ["redirect_uri": "http://127.0.0.1:51234@evil.example/callback"],
            ["redirect_uri": "http://user@127.0.0.1:51234/callback"],
            ["redirect_uri": "http://localhost:51234/callback"],
            ["redirect_uri": "http://127.0.0.2:51234/callback"],
            ["redirect_uri": "http://0.0.0.0:51234/callback"],
            ["redirect_uri": "http://127.0.0.1:51234/callback/"],
            ["redirect_uri": "http://127.0.0.1:51234/CALLBACK"],
            ["redirect_uri": "http://127.0.0.1:51234/callback/../x"],
            ["redirect_uri": "http://127.0.0.1:51234/other"],
            ["redirect_uri": "http://127.0.0.1:51234"],
            ["redirect_uri": "http://127.0.0.1:51234/callback?a=b"],
            ["redirect_uri": "http://127.0.0.1:51234/callback#f"],
            ["redirect_uri": "http://127.0.0.1:0/callback"],
            ["redirect_uri": "http://127.0.0.1:65536/callback"],
            ["redirect_uri": "http://127.0.0.1:/callback"],
            ["redirect_uri": "http://127.0.0.1:51234\\callback"],
            ["redirect_uri": "http://127.0.0.1:51234/callback\r\nSet-Cookie: a=b"],
            ["redirect_uri": "javascript:alert(1)"],
            ["redirect_uri": "com.example:/callback"],
        ] as [[String: String?]])
    func showsPageForForeignClientOrRedirect(change: [String: String?]) async throws {
        let desk = try await Desk()
        let answer = desk.ask(.get, Desk.request(change))
        #expect(answer.status == .badRequest)
        #expect(answer.fields[.location] == nil)
        #expect(answer.text.contains("<h1>"))
    }

    @Test(arguments: ["client_id=pixie-demo", "redirect_uri=http://evil.example/", "state=x"])
    func showsPageForRepeatedWayBack(extra: String) async throws {
        let desk = try await Desk()
        let answer = desk.ask(.get, Desk.request() + "&" + extra)
        #expect(answer.status == .badRequest)
        #expect(answer.fields[.location] == nil)
    }

    @Test(arguments: [
        "http://127.0.0.1/callback", "http://127.0.0.1:1/callback", "http://127.0.0.1:65535/callback",
        "http://[::1]:8080/callback", "http://localhost:3000/auth/done?x=1",
    ])
    func acceptsLoopbackRedirectWithAnyPortAndExactOnes(redirect: String) async throws {
        let desk = try await Desk { $0.redirectURIs = ["http://localhost:3000/auth/done?x=1"] }
        let answer = try Browser(desk).goThrough(Desk.request(["redirect_uri": redirect]))
        #expect(answer.fields[.location]?.hasPrefix(redirect) == true)
        #expect(answer.location.query["code"] != nil)
    }

    @Test func takesRequestAsPost() async throws {
        let desk = try await Desk()
        let query = Desk.request().split(separator: "?")[1]
        let answer = desk.ask(
            .post, "/authorize", fields: [.contentType: "application/x-www-form-urlencoded"], body: String(query))
        #expect(answer.status == .ok)
        #expect(HTMLForms.read(answer.text).first?.asksPassword == true)
    }

    @Test func leavesUnknownScopesOut() async throws {
        let desk = try await Desk()
        let tokens = try Parsed(desk.exchange(desk.code(["scope": "openid admin openid email"])))
        #expect(tokens.scope == "openid email")
    }
}
