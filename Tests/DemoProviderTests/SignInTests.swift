import HTTPTypes
import Testing

@testable import DemoProvider

@Suite struct SignInTests {
    @Test func wrongPasswordShowsThePageAgainWithAMessage() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        let again = try browser.submit(browser.open(Desk.request()), password: "wrong")
        #expect(again.status == .ok)
        #expect(again.text.contains("User name or password is wrong"))
        #expect(!again.text.contains("wrong\""))
        let consent = try browser.submit(again)
        #expect(consent.text.contains("Allow access?"))
    }

    @Test func tooManyWrongPasswordsEndTheRequest() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        var page = browser.open(Desk.request())
        for _ in 0..<Provider.mostWrongPasswords { page = try browser.submit(page, password: "wrong") }
        #expect(page.location.query["error"] == "access_denied")
        #expect(page.location.query["state"] == "st/at e+1")
    }

    @Test func cancelAndDenyAreTold() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        let cancelled = try browser.submit(browser.open(Desk.request()), action: "cancel", password: "")
        #expect(cancelled.location.query["error"] == "access_denied")
        let consent = try browser.submit(browser.open(Desk.request()))
        let denied = try browser.submit(consent, action: "deny")
        #expect(denied.location.query["error"] == "access_denied")
        #expect(denied.location.query["iss"] == "http://127.0.0.1:4000")
        #expect(denied.location.query["code"] == nil)
    }

    @Test func consentListsEachScopeAndWhereItGoes() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        let text = try browser.submit(browser.open(Desk.request())).text
        for word in ["openid", "profile", "email", "offline_access", "pixie-demo", "http://127.0.0.1:51234"] {
            #expect(text.contains(word))
        }
        #expect(!text.contains("postal"))
    }

    @Test func cookiesAreOutOfReachForScriptsAndOtherSites() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        let page = browser.open(Desk.request())
        let consent = try browser.submit(page)
        let cookies = page.fields[values: .setCookie] + consent.fields[values: .setCookie]
        #expect(cookies.count == 2)
        for cookie in cookies { #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax")) }
    }

    @Test(arguments: ["interaction", "form_token"])
    func refusesFormWithoutItsTokens(name: String) async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        let answer = try browser.submit(browser.open(Desk.request()), without: name)
        #expect(answer.status == .badRequest)
    }

    @Test func refusesFormOfAnotherBrowser() async throws {
        let desk = try await Desk()
        let page = Browser(desk).open(Desk.request())
        let other = Browser(desk)
        _ = other.open(Desk.request())
        #expect(try other.submit(page).status == .badRequest)
        #expect(try Browser(desk).submit(page).status == .badRequest)
    }

    @Test func refusesFormSentByAnotherSite() async throws {
        let desk = try await Desk()
        for fields in [[.fetchSite: "cross-site"], [.fetchSite: "same-site"], [.origin: "http://127.0.0.1:1"]]
            as [HTTPFields]
        {
            let browser = Browser(desk)
            #expect(try browser.submit(browser.open(Desk.request()), fields: fields).status == .badRequest)
        }
        for fields in [[.fetchSite: "same-origin"], [.origin: "null"], [.origin: "http://127.0.0.1:4000"]]
            as [HTTPFields]
        {
            let browser = Browser(desk)
            #expect(try browser.submit(browser.open(Desk.request()), fields: fields).status == .ok)
        }
    }

    @Test func consentBeforeSignInIsRefused() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        let page = browser.open(Desk.request())
        let form = try #require(HTMLForms.read(page.text).first)
        var fields = HTTPFields()
        fields[.cookie] = browser.cookieHeader
        let hidden = form.fields.filter { $0.kind == .hidden }.map { FormPair($0.name, $0.value) }
        let answer = desk.post("/consent", hidden + [FormPair("action", "allow")], fields: fields)
        #expect(answer.status == .badRequest)
        #expect(answer.fields[.location] == nil)
    }

    @Test func answeredFormIsNotAnsweredTwice() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        let consent = try browser.submit(browser.open(Desk.request()))
        #expect(try browser.submit(consent).status == .seeOther)
        #expect(try browser.submit(consent).status == .badRequest)
    }

    @Test func formExpires() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        let page = browser.open(Desk.request())
        desk.pass(seconds: 601)
        #expect(try browser.submit(page).status == .badRequest)
    }

    @Test func signedInBrowserGetsACodeAtOnceUnlessAskedOtherwise() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        _ = try browser.goThrough(Desk.request(["scope": "openid profile"]))
        desk.pass(seconds: 100)

        #expect(browser.open(Desk.request(["scope": "openid"])).location.query["code"] != nil)
        #expect(browser.open(Desk.request(["scope": "openid", "prompt": "none"])).location.query["code"] != nil)
        #expect(browser.open(Desk.request(["scope": "openid", "max_age": "101"])).location.query["code"] != nil)
        #expect(browser.open(Desk.request(["scope": "openid", "prompt": "consent"])).text.contains("Allow access?"))
        #expect(browser.open(Desk.request(["scope": "openid email"])).text.contains("Allow access?"))
        for change in [["max_age": "100"], ["max_age": "0"], ["prompt": "login"], ["prompt": "select_account"]] {
            #expect(browser.open(Desk.request(change)).text.contains("type=\"password\""))
        }
        let wider = browser.open(Desk.request(["scope": "openid email", "prompt": "none"]))
        #expect(wider.location.query["error"] == "consent_required")
        let old = browser.open(Desk.request(["scope": "openid", "prompt": "none", "max_age": "50"]))
        #expect(old.location.query["error"] == "login_required")
    }

    @Test func freshSignInHasAFreshTime() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        _ = try browser.goThrough(Desk.request())
        desk.pass(seconds: 100)
        let silent = browser.open(Desk.request())
        let again = try browser.goThrough(Desk.request(["prompt": "login"]))
        let times = try [silent, again].map { answer in
            let tokens = try Parsed(desk.exchange(#require(answer.location.query["code"])))
            return try Claims(token: #require(tokens.id_token)).auth_time
        }
        #expect(times == [desk.now - 100, desk.now])
    }

    @Test func twoTabsOfOneBrowserBothEnd() async throws {
        let desk = try await Desk()
        let browser = Browser(desk)
        let pages = [browser.open(Desk.request(["state": "one"])), browser.open(Desk.request(["state": "two"]))]
        let consents = try pages.map { try browser.submit($0) }
        let answers = try consents.map { try browser.submit($0) }
        #expect(answers.map { $0.location.query["state"] } == ["one", "two"])
        #expect(answers.allSatisfy { $0.location.query["code"] != nil })
    }
}
