import HTTPTypes
import Testing

@testable import DemoProvider

@Suite struct VisitorTests {
    private func visit(_ url: String, password: String = "x") async throws(DemoVisitFault) -> String {
        try await DemoVisitor.signIn(at: url, username: "demo", password: password) { _ in }
    }

    @Test func saysThatThePasswordIsWrong() async throws {
        let provider = try await DemoProvider.start(DemoProviderOptions(algorithm: .es256))
        await #expect(throws: DemoVisitFault.wrongPassword) { try await visit(provider.authorizationURL()) }
        await provider.stop()
    }

    @Test func saysWhatTheProviderSays() async throws {
        let provider = try await DemoProvider.start(DemoProviderOptions(algorithm: .es256))
        let url = provider.authorizationURL(["client_id": "other"])
        await #expect(throws: DemoVisitFault.refused(status: 400, text: "This client is not known here")) {
            try await visit(url, password: provider.password)
        }
        let refused = try await visit(provider.authorizationURL(["scope": nil]), password: provider.password)
        #expect(refused.contains("error=invalid_scope"))
        await provider.stop()
    }

    @Test(arguments: [
        "https://127.0.0.1/authorize", "http://accounts.example/authorize", "http://127.0.0.1@evil.example/",
        "http://127.0.0.1.evil.example/", "file:///etc/passwd", "",
    ])
    func visitsOnlyThisMachine(url: String) async {
        await #expect(throws: DemoVisitFault.notLoopback) { try await visit(url) }
    }

    @Test func saysThatNobodyAnswers() async throws {
        let provider = try await DemoProvider.start(DemoProviderOptions(algorithm: .es256))
        await provider.stop()
        let fault = await #expect(throws: DemoVisitFault.self) { try await visit(provider.authorizationURL()) }
        guard case .unreachable = fault else { return #expect(Bool(false), "\(String(describing: fault))") }
    }

    /// Pages of a provider that does not mean well, and what comes of them.
    static let lies: [(answer: Answer, fault: DemoVisitFault)] = [
        (.redirect(to: "/again"), .tooManySteps(10)),
        (.redirect(to: "https://evil.example/cb?code=x"), .sentAway),
        (.redirect(to: "//evil.example/"), .sentAway),
        (.redirect(to: "javascript:alert(1)"), .sentAway),
        (page("<form method=post action='http://evil.example/'><button>Go</button></form>"), .sentAway),
        (page("<form method=post action=/x><button>Go</button></form>"), .tooManySteps(10)),
        (page("<form action=/x></form><h1>Get &amp; go</h1>"), .refused(status: 200, text: "Get & go")),
        (page(String(repeating: "<", count: 300 << 10)), .tooLarge),
        (page(String(repeating: "<p a=\"", count: 30 << 10)), .refused(status: 200, text: "there is no form")),
    ]

    private static func page(_ html: String) -> Answer {
        Answer(.ok, fields: [.contentType: "text/html"], body: Array(html.utf8))
    }

    @Test(arguments: lies)
    func comesBackFromAProviderThatLies(answer: Answer, fault: DemoVisitFault) async throws {
        var answer = answer
        answer.fields[.contentLength] = String(answer.body.count)
        let server = try await ProviderServer.start(port: nil) { [answer] _, _ in answer }
        await #expect(throws: fault) { try await visit("http://127.0.0.1:\(server.port)/authorize") }
        await server.stop()
    }

    @Test(arguments: [
        "http://127.0.0.1:9/elsewhere#code=1", "http://[::1]:9/callback?a=%zz&b=\"<>|", "http://localhost:9",
    ])
    func returnsTheCallbackAsItIs(location: String) async throws {
        let server = try await ProviderServer.start(port: nil) { _, _ in
            Answer(.found, fields: [.location: location, .contentLength: "0"])
        }
        #expect(try await visit("http://127.0.0.1:\(server.port)/") == location)
        await server.stop()
    }

    @Test func readsForms() throws {
        let html = """
            <!-- <form method=post action=/no> --><STYLE>a > b { content: "<form>" }</STYLE>
            <FORM Method='POST' action="/go?a=1&amp;b=&#x32;"><input name=h type=hidden value='a"b'>
            <input type=text name=user required value=old><input type=checkbox name=c value=1>
            <input type="password" name="pw"/><button name=action value=yes>Do <b>it</b></button>
            <button name=action value=no>No</button></FORM><input name=outside>
            """
        let form = try #require(HTMLForms.read(html).first)
        #expect(form.action == "/go?a=1&b=2")
        #expect(form.isPost && form.asksPassword && form.firstButton == "Do")
        #expect(form.fields.map(\.name) == ["h", "user", "pw", "action"])
        #expect(form.fields.map(\.value) == ["a\"b", "old", "", "yes"])
        #expect(HTMLForms.read(html).count == 1)
    }

    @Test func keepsCookies() {
        var jar = CookieJar()
        #expect(jar.header == nil)
        jar.take(["a=1; Path=/; HttpOnly", "b=2", "broken", "a=3; SameSite=Lax"])
        #expect(jar.header == "b=2; a=3")
        jar.take(["b=; Max-Age=0"])
        #expect(jar.header == "a=3")
    }
}
