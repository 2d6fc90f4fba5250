import Assets
import Crypto
import FoundationEssentials
import HTTPTypes
import Testing

@testable import DemoProvider

@Suite struct PagesTests {
    @Test(arguments: Page.allCases)
    func hasNoScriptAndNothingFromElsewhere(page: Page) {
        let html = page.html.lowercased()
        for word in [
            "<script", "javascript:", "<link", "<img", "<iframe", "@import", "url(", " src=", "style=\"", "{{style",
        ] {
            #expect(!html.contains(word), "\(page.rawValue) contains \(word)")
        }
        #expect(html.firstRange(of: #/ on[a-z]+=/#) == nil)
        #expect(html.firstRange(of: #/https?:\/\//#) == nil)
        #expect(html.contains("lang=\"en\"") && html.contains("name=\"viewport\"") && html.contains("<h1>"))
    }

    @Test func styleHasTheHashThatThePolicyNames() {
        let hash = Data(SHA256.hash(data: Data(Page.style.utf8))).base64EncodedString()
        #expect(Page.styleHash == "sha256-" + hash)
        for page in Page.allCases { #expect(page.html.contains("<style>" + Page.style + "</style>")) }
    }

    @Test(arguments: Page.allCases.filter { $0.rawValue.hasPrefix("callback") })
    func callbackPageIsConstant(page: Page) {
        #expect(!page.html.contains("{{"))
    }

    @Test func everyInputHasALabel() {
        for page in [Page.signIn, .consent, .signOut, .device] {
            var rest = page.html[...]
            var labels: Set<String> = []
            var inputs: Set<String> = []
            while let tag = HTMLTag.next(in: &rest) {
                if tag.name == "label", let name = tag["for"] { labels.insert(name) }
                if tag.name == "input", tag["type"] != "hidden" { inputs.insert(tag["id"] ?? "?") }
            }
            #expect(labels == inputs)
        }
    }

    @Test func everyAnswerHasTheSecurityHeaders() async throws {
        let desk = try await Desk()
        let answers = [
            desk.ask(.get, "/.well-known/openid-configuration"), desk.ask(.get, "/jwks"),
            desk.ask(.get, Desk.request()), desk.ask(.get, Desk.request(["scope": nil])),
            desk.ask(.get, Desk.request(["client_id": "x"])), desk.ask(.get, "/nothing"), desk.ask(.delete, "/token"),
            desk.ask(.get, "/userinfo"), desk.post("/token", []), desk.ask(.get, "/end-session"),
            desk.ask(.get, "/jwks", host: "evil.example"),
        ]
        for (index, answer) in answers.enumerated() {
            let policy = try #require(answer.fields[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("unsafe"))
            // The metadata are the same for everybody.
            #expect(answer.fields[.cacheControl] == (index == 0 ? "public, max-age=300" : "no-store"))
            #expect(answer.fields[.referrerPolicy] == "no-referrer")
            #expect(answer.fields[.xContentTypeOptions] == "nosniff")
            #expect(answer.fields[.accessControlAllowOrigin] == nil)
            #expect(answer.fields[.date]?.hasSuffix("GMT") == true)
        }
    }

    @Test func formMayEndAtTheClientOnly() async throws {
        let desk = try await Desk()
        let policy = desk.ask(.get, Desk.request()).fields[.contentSecurityPolicy] ?? ""
        #expect(policy.contains("form-action 'self' http://127.0.0.1:51234;"))
        let six = desk.ask(.get, Desk.request(["redirect_uri": "http://[::1]:7/callback"]))
        #expect(six.fields[.contentSecurityPolicy]?.contains("form-action 'self' http:;") == true)
    }

    @Test func showsForeignTextEscaped() async throws {
        let desk = try await Desk()
        let hostile = "\"><script>alert(1)</script>\u{202e}\u{1b}[31m{{hidden}}"
        for target in [
            Desk.request(["login_hint": hostile]), Desk.request(["client_id": hostile]),
            Desk.request(["redirect_uri": hostile]),
        ] {
            let text = desk.ask(.get, target).text
            #expect(!text.contains("<script"))
            #expect(!text.contains("\u{202e}") && !text.contains("\u{1b}"))
            #expect(text.contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u{202e}\\u{1b}[31m{{hidden}}"))
        }
    }

    @Test func escapedTextIsBounded() {
        #expect(Markup(text: String(repeating: "<", count: 9000), limit: 10).html.count == 41)
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (1_798_761_599, "Thu, 31 Dec 2026 23:59:59 GMT"),
    ])
    func writesDateOfHTTP(seconds: Int, text: String) {
        #expect(HTTPDate.text(seconds) == text)
    }
}
