import FoundationEssentials
import HTTPTypes
import Testing

@testable import DemoProvider

/// What the demo provider offers besides: answers as forms, introspection, registration, resource indicators.
@Suite struct ExtensionTests {
    private func object(_ answer: Answer) throws -> [String: JSONValueOf] {
        try JSONDecoder().decode([String: JSONValueOf].self, from: Data(answer.body))
    }

    /// As much of JSON as these tests look at.
    enum JSONValueOf: Decodable, Equatable {
        case text(String)
        case flag(Bool)
        case number(Int)
        case texts([String])
        case other

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let texts = try? container.decode([String].self) {
                self = .texts(texts)
            } else {
                self = .other
            }
        }

        var text: String? { if case .text(let text) = self { text } else { nil } }
    }

    @Test func theAnswerComesAsAForm() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        var answer = browser.open(Desk.request(["response_mode": "form_post"]))
        // The pages of the provider, up to the one whose form leads away.
        while let form = HTMLForms.read(answer.text).first, form.action.hasPrefix("/") {
            answer = try browser.submit(answer)
        }
        #expect(answer.status == .ok)
        #expect(answer.fields[.location] == nil)
        let page = String(decoding: answer.body, as: UTF8.self)
        #expect(page.contains("<form method=\"post\" action=\"\(Desk.redirect)\">"))
        #expect(page.contains("name=\"state\" value=\"st/at e+1\""))
        #expect(page.contains("name=\"code\""))
        #expect(answer.fields[.contentSecurityPolicy]?.contains("form-action http://127.0.0.1:51234") == true)
        #expect(!page.contains("<script"))
    }

    @Test func theVisitorBringsAFormAsAnAddress() async throws {
        let provider = try await DemoProvider.start(DemoProviderOptions(algorithm: .es256))
        let brought = try await DemoVisitor.signIn(
            at: provider.authorizationURL(["response_mode": "form_post"]), username: "demo",
            password: provider.password
        ) { _ in }
        #expect(brought.hasPrefix(Desk.redirect + "?code="))
        #expect(brought.contains("&state=st%2Fat+e%2B1&"))
        await provider.stop()
    }

    @Test func anErrorComesAsAFormToo() async throws {
        let desk = try await Desk()
        let answer = desk.ask(.get, Desk.request(["response_mode": "form_post", "prompt": "none"]))
        #expect(String(decoding: answer.body, as: UTF8.self).contains("value=\"login_required\""))
    }

    @Test func tokensAreIntrospected() async throws {
        let desk = try await Desk()
        let code = try desk.code(["scope": "openid offline_access"])
        let tokens = try object(desk.exchange(code))
        let access = try #require(tokens["access_token"]?.text)
        let refresh = try #require(tokens["refresh_token"]?.text)
        func ask(_ token: String) throws -> [String: JSONValueOf] {
            try object(desk.post("/introspect", [FormPair("token", token), FormPair("client_id", "pixie-demo")]))
        }
        let found = try ask(access)
        #expect(found["active"] == .flag(true))
        #expect(found["client_id"] == .text("pixie-demo"))
        #expect(found["token_type"] == .text("Bearer"))
        #expect(try ask(refresh)["active"] == .flag(true))
        #expect(try ask("unknown") == ["active": .flag(false)])
        _ = desk.post("/revoke", [FormPair("token", refresh), FormPair("client_id", "pixie-demo")])
        #expect(try ask(refresh) == ["active": .flag(false)])
        #expect(try ask(access) == ["active": .flag(false)])
        #expect(desk.post("/introspect", [FormPair("token", access)]).status == .unauthorized)
    }

    private func register(_ desk: Desk, _ body: String, type: String = "application/json") -> Answer {
        desk.ask(.post, "/register", fields: [.contentType: type], body: body)
    }

    @Test(arguments: ["none", "client_secret_basic", "client_secret_post"])
    func aRegisteredClientSignsIn(method: String) async throws {
        let desk = try await Desk()
        let answer = register(
            desk, #"{"redirect_uris":["http://127.0.0.1/callback"],"token_endpoint_auth_method":"\#(method)"}"#)
        #expect(answer.status == .created)
        let client = try object(answer)
        let id = try #require(client["client_id"]?.text)
        let secret = client["client_secret"]?.text
        #expect((secret == nil) == (method == "none"))
        let code = try desk.code(["client_id": id])
        // Another client cannot use its code.
        #expect(desk.exchange(code).status == .badRequest)
        let second = try desk.code(["client_id": id])
        var changes: [String: String?] = ["client_id": id]
        if let secret { changes["client_secret"] = secret }
        let tokens = desk.exchange(second, changes)
        #expect(tokens.status == .ok)
        #expect(
            desk.exchange(try desk.code(["client_id": id]), ["client_id": id, "client_secret": "wrong"]).status
                == .unauthorized)
    }

    @Test(arguments: [
        (#"{"redirect_uris":["https://evil.example/cb"]}"#, "invalid_redirect_uri"),
        (#"{"redirect_uris":[]}"#, "invalid_redirect_uri"), ("{}", "invalid_redirect_uri"),
        (#"{"redirect_uris":["http://localhost/callback"]}"#, "invalid_redirect_uri"),
        ("[]", "invalid_client_metadata"),
        (#"{"redirect_uris":["http://127.0.0.1/c"],"response_types":["token"]}"#, "invalid_client_metadata"),
        (#"{"redirect_uris":["http://127.0.0.1/c"],"token_endpoint_auth_method":"tls"}"#, "invalid_client_metadata"),
    ])
    func refusesToRegister(body: String, error: String) async throws {
        let desk = try await Desk()
        let answer = register(desk, body)
        #expect(answer.status == .badRequest)
        #expect(try object(answer)["error"] == .text(error))
    }

    @Test func resourcesBecomeTheAudience() async throws {
        let desk = try await Desk()
        let more = "&resource=https%3A%2F%2Fa.example%2F&resource=https%3A%2F%2Fb.example%2F"
        let callback = try Browser(desk).goThrough(Desk.request() + more)
        let code = try #require(callback.location.query["code"])
        let answer = desk.exchange(code)
        let access = try #require(try object(answer)["access_token"]?.text)
        let part = try #require(Base64URL.decode(access.split(separator: ".")[1]))
        let claims = try JSONDecoder().decode([String: JSONValueOf].self, from: Data(part))
        #expect(claims["aud"] == .texts(["https://a.example/", "https://b.example/"]))
    }

    @Test func aResourceThatWasNotAllowedIsRefused() async throws {
        let desk = try await Desk()
        let code = try desk.code()
        let answer = desk.exchange(code, ["resource": "https://other.example/"])
        #expect(try object(answer)["error"] == .text("invalid_target"))
        let bad = desk.ask(.get, Desk.request() + "&resource=relative")
        #expect(bad.location.query["error"] == "invalid_target")
    }
}
