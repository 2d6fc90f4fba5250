import HTTPTypes
import Testing

@testable import DemoProvider

@Suite struct PushedRequestTests {
    private static let right: [String: String] = [
        "response_type": "code", "client_id": "pixie-demo", "redirect_uri": Desk.redirect, "scope": "openid email",
        "state": "s t", "nonce": "n", "code_challenge_method": "S256", "code_challenge": Desk.challenge,
    ]

    private func desk(_ pushed: DemoProviderOffers.PushedRequests = .offered) async throws -> Desk {
        try await Desk { $0.offers.pushedRequests = pushed }
    }

    private func push(_ desk: Desk, _ changes: [String: String?] = [:]) -> Answer {
        let names = Set(Self.right.keys).union(changes.keys).sorted()
        return desk.post(
            "/par",
            names.compactMap { name in (changes[name] ?? Self.right[name]).flatMap { $0 }.map { FormPair(name, $0) } })
    }

    private func address(_ name: String, _ more: [FormPair] = []) -> String {
        "/authorize?" + FormCoding.encode([FormPair("client_id", "pixie-demo"), FormPair("request_uri", name)] + more)
    }

    @Test func aPushedRequestIsAnsweredLikeAnyOther() async throws {
        let desk = try await desk(.required)
        let pushed = push(desk)
        #expect(pushed.status == .created)
        #expect(pushed.fields[.cacheControl] == "no-store")
        let members = try Parsed(pushed)
        #expect(members.expires_in == 60)
        let answer = try Browser(desk).goThrough(address(try #require(members.request_uri)))
        #expect(answer.location.base == Desk.redirect)
        #expect(answer.location.query["state"] == "s t")
        let tokens = try Parsed(desk.exchange(try #require(answer.location.query["code"])))
        #expect(tokens.scope == "openid email")
    }

    /// Only what was pushed counts (RFC 9126 section 4).
    @Test func theAddressChangesNothing() async throws {
        let desk = try await desk()
        let name = try #require(try Parsed(push(desk)).request_uri)
        let more = [FormPair("redirect_uri", "http://127.0.0.1:9/callback"), FormPair("state", "other")]
        let answer = try Browser(desk).goThrough(address(name, more))
        #expect(answer.location.base == Desk.redirect)
        #expect(answer.location.query["state"] == "s t")
    }

    @Test func aNameWorksOnceAndForAMinute() async throws {
        let desk = try await desk()
        let first = try #require(try Parsed(push(desk)).request_uri)
        #expect(desk.ask(.get, address(first)).status == .ok)
        #expect(desk.ask(.get, address(first)).status == .badRequest)
        let second = try #require(try Parsed(push(desk)).request_uri)
        desk.pass(seconds: 60)
        #expect(desk.ask(.get, address(second)).status == .badRequest)
        #expect(desk.ask(.get, address("urn:ietf:params:oauth:request_uri:unknown")).status == .badRequest)
    }

    @Test func anotherClientCannotUseIt() async throws {
        let desk = try await desk()
        let name = try #require(try Parsed(push(desk)).request_uri)
        let answer = desk.ask(.get, "/authorize?" + FormCoding.encode([FormPair("request_uri", name)]))
        #expect(answer.status == .badRequest)
        #expect(answer.fields[.location] == nil)
    }

    @Test(
        arguments: [
            (["redirect_uri": "https://evil.example/cb"], "invalid_request"),
            (["redirect_uri": nil], "invalid_request"),
            (["code_challenge": nil], "invalid_request"), (["code_challenge_method": "plain"], "invalid_request"),
            (["scope": "root"], "invalid_scope"), (["client_id": "other"], "invalid_client"),
            (["response_type": "token"], "unsupported_response_type"), (["request": "eyJ"], "request_not_supported"),
            (["request_uri": "urn:ietf:params:oauth:request_uri:x"], "invalid_request"),
        ] as [([String: String?], String)])
    func refusesWhatTheBrowserWouldBeRefused(change: [String: String?], error: String) async throws {
        let desk = try await desk()
        let answer = push(desk, change)
        #expect(try Parsed(answer).error == error)
        #expect(try Parsed(answer).request_uri == nil)
        #expect(answer.status == (error == "invalid_client" ? .unauthorized : .badRequest))
    }

    @Test func whereItIsAMustNothingElseIsTaken() async throws {
        let answer = try await desk(.required).ask(.get, Desk.request())
        #expect(answer.location.query["error"] == "invalid_request")
        #expect(try await desk(.offered).ask(.get, Desk.request()).status == .ok)
    }

    @Test func isInTheMetadataWhereItIsOffered() async throws {
        let text = try await desk(.required).ask(.get, "/.well-known/openid-configuration").text
        #expect(text.contains(#""pushed_authorization_request_endpoint":"http://127.0.0.1:4000/par""#))
        #expect(text.contains(#""require_pushed_authorization_requests":true"#))
        let without = try await Desk()
        #expect(!without.ask(.get, "/.well-known/openid-configuration").text.contains("pushed_"))
        #expect(push(without).status == .notFound)
        #expect(without.ask(.post, "/device_authorization").status == .notFound)
        #expect(without.ask(.get, "/device").status == .notFound)
    }
}
