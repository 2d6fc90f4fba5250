import HTTPTypes
import Testing

@testable import DemoProvider

@Suite struct EndSessionTests {
    private func signedIn(_ desk: Desk, _ browser: Browser) throws -> String {
        let code = try #require(try browser.goThrough(Desk.request()).location.query["code"])
        return try #require(try Parsed(desk.exchange(code)).id_token)
    }

    private func isSignedIn(_ browser: Browser) -> Bool {
        browser.open(Desk.request(["prompt": "none"])).location.query["code"] != nil
    }

    @Test func idTokenOfTheSessionEndsItAtOnce() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        let hint = try signedIn(desk, browser)
        #expect(isSignedIn(browser))
        // The hint may be older than its exp (RP-Initiated Logout 1.0 section 2).
        desk.pass(seconds: 4000)
        let answer = browser.open("/end-session?id_token_hint=\(hint)")
        #expect(answer.status == .ok && answer.text.contains("You are signed out"))
        #expect(!isSignedIn(browser))
    }

    @Test func returnsToTheClientWithState() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        let hint = try signedIn(desk, browser)
        let query = FormCoding.encode([
            FormPair("id_token_hint", hint), FormPair("post_logout_redirect_uri", "http://127.0.0.1:5/signed-out"),
            FormPair("state", "a b&c"),
        ])
        let answer = browser.open("/end-session?" + query)
        #expect(answer.status == .seeOther)
        #expect(answer.location.base == "http://127.0.0.1:5/signed-out")
        #expect(answer.location.query == ["state": "a b&c"])
        #expect(!isSignedIn(browser))
    }

    @Test func asksWhenItIsNotClearWhoWantsIt() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        _ = try signedIn(desk, browser)
        let other = try signedIn(desk, Browser(desk))
        for target in ["/end-session", "/end-session?client_id=pixie-demo", "/end-session?id_token_hint=\(other)"] {
            let page = browser.open(target)
            #expect(page.text.contains("Sign out?"))
            #expect(isSignedIn(browser))
        }
        let page = browser.open("/end-session")
        #expect(try browser.submit(page, without: "form_token").status == .badRequest)
        #expect(isSignedIn(browser))
        #expect(try browser.submit(page).text.contains("You are signed out"))
        #expect(!isSignedIn(browser))
        #expect(try browser.submit(page).status == .badRequest)
    }

    @Test func answerToTheQuestionLeadsBackToTheClient() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        _ = try signedIn(desk, browser)
        let query = FormCoding.encode([
            FormPair("client_id", "pixie-demo"), FormPair("post_logout_redirect_uri", "http://127.0.0.1:5/callback"),
            FormPair("state", "s\"<"),
        ])
        let page = browser.open("/end-session?" + query)
        #expect(page.fields[.contentSecurityPolicy]?.contains("form-action 'self' http://127.0.0.1:5;") == true)
        let answer = try browser.submit(page)
        #expect(answer.fields[.location] == "http://127.0.0.1:5/callback?state=s%22%3C")
    }

    @Test func nobodyIsSignedIn() async throws {
        let desk = try await Desk()
        #expect(desk.ask(.get, "/end-session").text.contains("You are signed out"))
    }

    @Test(arguments: [
        "id_token_hint=nonsense", "client_id=other", "post_logout_redirect_uri=http://127.0.0.1:5/callback",
        "client_id=pixie-demo&post_logout_redirect_uri=https://evil.example/callback",
        "client_id=pixie-demo&post_logout_redirect_uri=http://127.0.0.1:5/elsewhere",
        "client_id=pixie-demo&client_id=pixie-demo",
    ])
    func refuses(query: String) async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        _ = try signedIn(desk, browser)
        let answer = browser.open("/end-session?" + query)
        #expect(answer.status == .badRequest && answer.fields[.location] == nil)
        #expect(isSignedIn(browser))
    }
}
