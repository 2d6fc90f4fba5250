import HTTPTypes
import Testing

@testable import DemoProvider

/// The oracle sees every kind of thing that a client must not do, and nothing where a client does right.
@Suite(.serialized) struct OracleTests {
    // MARK: A client that does right

    @Test(arguments: FaultCatalog.all.map(\.id))
    func isSilentAboutAGoodClient(_ id: String) async throws {
        let desk = try await Desk(fault: id)
        try GoodClient(desk).run(FaultCatalog.fault(id))
        #expect(desk.oracle.violations == [])
    }

    @Test func isSilentAboutTwoLoginsAfterARotation() async throws {
        let desk = try await Desk(fault: "jwks-rotate-between")
        try GoodClient(desk, verifier: Desk.verifier).run(nil)
        let second = Desk.verifier.replacing("dBj", with: "dBk")
        try GoodClient(desk, verifier: second).run(nil)
        #expect(desk.oracle.violations == [])
    }

    // MARK: A client that goes on whatever it gets

    @Test(
        arguments: FaultCatalog.all.filter {
            $0.expectation == .reject && [.discovery, .callback, .idToken, .token].contains($0.stage)
                && !$0.id.hasPrefix("tls-")
        }.map(\.id))
    func seesAClientThatGoesOn(_ id: String) async throws {
        let desk = try await Desk(fault: id)
        try CarelessClient(desk).run()
        #expect(desk.oracle.violations != [])
    }

    // MARK: Each kind of violation

    struct Misdeed: Sendable, CustomTestStringConvertible {
        let sentence: String
        let fault: String
        let deed: @Sendable (Desk) throws -> Void

        var testDescription: String { "\(fault): \(sentence)" }

        init(_ sentence: String, at fault: String = "ok", _ deed: @escaping @Sendable (Desk) throws -> Void) {
            (self.sentence, self.fault, self.deed) = (sentence, fault, deed)
        }
    }

    @Test(arguments: misdeeds)
    func seesWhatMustNotBeDone(_ misdeed: Misdeed) async throws {
        let desk = try await Desk(fault: misdeed.fault)
        try misdeed.deed(desk)
        let violations = desk.oracle.violations
        #expect(violations.contains { $0.contains(misdeed.sentence) }, "\(violations)")
    }

    static let misdeeds: [Misdeed] = callbackMisdeeds + tokenMisdeeds + placeMisdeeds + collectorMisdeeds

    private static let callbackMisdeeds = [
        Misdeed("although its callback had to be refused", at: "cb-wrong-state") { desk in
            _ = try desk.exchange(desk.code())
        },
        Misdeed("after a callback that had to be refused", at: "cb-missing-code") { desk in
            _ = try Browser(desk).goThrough(Desk.request())
            _ = desk.exchange("made-up")
        },
        Misdeed("the provider never gave it to this client") { desk in _ = desk.exchange("made-up") },
        Misdeed("to the token endpoint more than once") { desk in
            let code = try desk.code()
            _ = desk.exchange(code)
            _ = desk.exchange(code)
        },
        Misdeed("to the token endpoint more than once", at: "tok-503-then-ok") { desk in
            let code = try desk.code()
            for _ in 0..<3 {
                desk.pass(seconds: 2)
                _ = desk.exchange(code)
            }
        },
        Misdeed("before the time that the provider had asked for", at: "tok-429-far") { desk in
            let code = try desk.code()
            _ = desk.exchange(code)
            desk.pass(seconds: 60)
            _ = desk.exchange(code)
        },
        Misdeed("The verifier 1 was sent more than once") { desk in
            _ = try desk.exchange(desk.code())
            _ = try desk.exchange(desk.code())
        },
        Misdeed("without a code_verifier") { desk in _ = try desk.exchange(desk.code(), ["code_verifier": nil]) },
        Misdeed("plain code_challenge") { desk in _ = desk.ask(.get, Desk.request(["code_challenge_method": "plain"]))
        },
        Misdeed("plain code_challenge") { desk in _ = desk.ask(.get, Desk.request(["code_challenge_method": nil])) },
        Misdeed("no code_challenge") { desk in _ = desk.ask(.get, Desk.request(["code_challenge": nil])) },
        Misdeed("a response_type other than code") { desk in
            _ = desk.ask(.get, Desk.request(["response_type": "id_token token"]))
        },
        Misdeed("The browser was sent to the provider although its metadata", at: "disc-wrong-issuer") { desk in
            _ = desk.ask(.get, "/.well-known/openid-configuration")
            _ = desk.ask(.get, Desk.request())
        },
        Misdeed("although the pushed request had failed", at: "par-400") { desk in
            _ = desk.post("/par", [FormPair("client_id", "pixie-demo")])
            _ = desk.ask(.get, "/authorize?client_id=pixie-demo&request_uri=urn:x")
        },
        Misdeed("although the pushed request had failed", at: "par-no-uri") { desk in
            let form = try FormCoding.decode(Desk.request().drop { $0 != "?" }.dropFirst())
            _ = desk.post("/par", form)
            _ = desk.ask(.get, Desk.request())
        },
        Misdeed("A token request was sent although the metadata", at: "disc-missing-jwks") { desk in
            _ = desk.ask(.get, "/.well-known/openid-configuration")
            _ = desk.exchange("made-up")
        },
    ]

    private static let tokenMisdeeds = [
        Misdeed("Userinfo was called with the access token 1 although", at: "idt-wrong-nonce") { desk in
            let tokens = try Parsed(desk.exchange(desk.code()))
            _ = desk.userInfo(try #require(tokens.access_token))
        },
        Misdeed("Userinfo was called with the access token 1 although", at: "idt-key-enc") { desk in
            let tokens = try Parsed(desk.exchange(desk.code()))
            _ = desk.userInfo(try #require(tokens.access_token))
        },
        Misdeed("which the provider never gave to this client") { desk in _ = desk.userInfo("made-up") },
        Misdeed("was used although the answer with it had to be refused", at: "tok-type-mac") { desk in
            let tokens = try Parsed(desk.exchange(desk.code()))
            _ = desk.refresh(try #require(tokens.refresh_token))
        },
        Misdeed("again after the provider had said invalid_grant", at: "rt-invalid-grant") { desk in
            let token = try #require(Parsed(desk.exchange(desk.code())).refresh_token)
            _ = desk.refresh(token)
            desk.pass(seconds: 100)
            _ = desk.refresh(token)
        },
        Misdeed("a storm", at: "rt-storm") { desk in
            var token = try #require(Parsed(desk.exchange(desk.code())).refresh_token)
            for _ in 0..<3 { token = try #require(Parsed(desk.refresh(token)).refresh_token) }
        },
        Misdeed("The refresh token 1 was sent, but the provider never gave it") { desk in _ = desk.refresh("made-up") },
        Misdeed("The refresh token 1 was sent to /userinfo, where it does not belong") { desk in
            _ = desk.userInfo(try #require(Parsed(desk.exchange(desk.code())).refresh_token))
        },
        Misdeed("The password grant was used") { desk in
            _ = desk.post("/token", [FormPair("grant_type", "password"), FormPair("client_id", "pixie-demo")])
        },
        Misdeed("The key set was fetched more than twice", at: "jwks-unknown-kid-always") { desk in
            for _ in 0..<3 { _ = desk.ask(.get, "/jwks") }
        },
        Misdeed("The metadata was fetched more than eight times", at: "disc-redirect-loop") { desk in
            for _ in 0..<9 { _ = desk.ask(.get, "/.well-known/openid-configuration") }
        },
    ]

    private static let placeMisdeeds = [
        Misdeed("access_token was sent in the address of a request to /userinfo") { desk in
            _ = desk.ask(.get, "/userinfo?access_token=abc")
        },
        Misdeed("code_verifier was sent in the address of a request to /authorize") { desk in
            _ = desk.ask(.get, Desk.request(["code_verifier": Desk.verifier]))
        },
        Misdeed("client_secret was sent in the address") { desk in
            _ = desk.ask(.get, Desk.request(["client_secret": "s3cret"]))
        },
        Misdeed("The code 1 was sent in the address of a request to /token") { desk in
            _ = desk.ask(.post, "/token?code=\(try desk.code())")
        },
        Misdeed("A cookie was sent to /token", at: "ok-set-cookie") { desk in
            _ = try desk.exchange(desk.code(), fields: [.cookie: "tracker=1"])
        },
        Misdeed("An Authorization header was sent to /jwks") { desk in
            _ = desk.ask(.get, "/jwks", fields: [.authorization: "Bearer abc"])
        },
        Misdeed("the request was injected into", at: "tok-crlf-token") { desk in
            let name = try #require(HTTPField.Name("X-Injected"))
            _ = desk.ask(.get, "/userinfo", fields: [.authorization: "Bearer abc", name: "yes"])
        },
    ]

    private static let collectorMisdeeds = [
        Misdeed("The code 1 was sent to another host than the provider (POST /token)", at: "tok-307") { desk in
            let code = try desk.code()
            _ = desk.exchange(code)
            desk.collect(.post, "/token", body: "code=\(code)&x=1")
        },
        Misdeed("A verifier was sent to another host", at: "tls-downgrade") { desk in
            desk.collect(.post, "/token", body: "code_verifier=abc")
        },
        Misdeed("The access token 1 was sent to another host") { desk in
            let token = try #require(Parsed(desk.exchange(desk.code())).access_token)
            desk.collect(.get, "/x?t=\(token)")
        },
        Misdeed("An Authorization header was sent to another host") { desk in
            desk.collect(.get, "/userinfo", fields: [.authorization: "Basic YTpi"])
        },
        Misdeed("A cookie was sent to another host") { desk in desk.collect(.get, "/", fields: [.cookie: "a=b"]) },
    ]

    // MARK: What it shows

    @Test func showsEveryRequestAndNoSecret() async throws {
        let desk = try await Desk(fault: "ok")
        let code = try desk.code()
        let tokens = try Parsed(desk.exchange(code))
        _ = desk.userInfo(try #require(tokens.access_token))
        _ = desk.refresh(try #require(tokens.refresh_token))
        desk.collect(.get, "/elsewhere?code=\(code)")
        let shown = desk.oracle.report.text
        for secret in [code, Desk.verifier, Desk.password, tokens.access_token, tokens.refresh_token, tokens.id_token] {
            #expect(!shown.contains(try #require(secret)))
        }
        for path in ["/authorize", "/sign-in", "/consent", "/token", "/userinfo", "/elsewhere"] {
            #expect(shown.contains("\"path\":\"\(path)\""))
        }
        #expect(shown.contains("code=(code 1)") && shown.contains("code_verifier=(verifier 1)"))
        #expect(shown.contains("refresh_token=(refresh token 1)") && shown.contains("Bearer (access token 1)"))
    }

    @Test func aLongRunStaysBounded() async throws {
        let desk = try await Desk(fault: "ok")
        for number in 0..<(Oracle.mostRequests + 10) { desk.collect(.get, "/\(number)?code=a") }
        let report = try #require(Seen(octets: Array(desk.oracle.report.text.utf8)))
        #expect(report["requests"]?.values.count == Oracle.mostRequests)
        #expect(report["requests_not_shown"]?.number == 10)
        #expect(desk.oracle.violations.count <= Judge.mostViolations)
        desk.oracle.reset()
        #expect(desk.oracle.violations == [])
    }
}
