import OAuth
import Testing

@testable import Profiles

@Suite struct ReadingTests {
    static let whole = """
        # mine
        default: work
        profiles:
          work:
            issuer: https://login.example.com/realms/acme   # the real one
            client_id: pixie-cli
            scopes: [openid, email]
            redirect_uri: http://127.0.0.1:8400/callback
            parameters: {prompt: login, resource: [https://a.example, https://b.example]}
            client_secret_file: ~/secret
            ca_file: /etc/ca.pem
            wait: 90
            browser: firefox
            x-note: anything
          home:
            issuer: https://id.example.org
            client_id: "0123"

        """

    @Test func readsEveryField() throws {
        let book = ProfileBook(Self.whole)
        #expect(book.mistakes == [])
        let work = try #require(book.profile(ProfileName("work")))
        #expect(work.issuer.text == "https://login.example.com/realms/acme")
        #expect(work.scopes == ["openid", "email"])
        #expect(work.redirectURI?.text == "http://127.0.0.1:8400/callback")
        #expect(work.parameters.map(\.name) == ["prompt", "resource", "resource"])
        #expect(work.clientSecretFile == "~/secret")
        #expect(work.waitSeconds == 90)
        #expect(book.profiles.map(\.name.text) == ["work", "home"])
        #expect(book.profiles.last?.clientID == "0123")
        #expect(book.profiles.last?.scopes == Profile.usualScopes)
        #expect(book.meant?.name.text == "work")
    }

    @Test(arguments: ["", "\n", "# nothing yet\n", "---\n", "profiles:\n", "profiles: {}\n", "\u{feff}"])
    func anEmptyFileIsNoMistake(_ text: String) {
        let book = ProfileBook(text)
        #expect(book.profiles.isEmpty)
        #expect(book.mistakes == [])
    }

    struct Wrong: Sendable {
        let text: String
        let line: Int
        let column: Int
        let words: String
    }

    static func below(_ fields: String) -> String {
        "profiles:\n  good:\n    issuer: https://a.example\n    client_id: g\n  bad:\n    issuer: https://b.example\n"
            + "    client_id: b\n    \(fields)\n"
    }

    static let wrong: [Wrong] = [
        Wrong(text: below("port: 0"), line: 8, column: 11, words: "1 to 65535"),
        Wrong(text: below("port: abc"), line: 8, column: 11, words: "1 to 65535"),
        Wrong(text: below("port: 80\n    redirect_uri: http://127.0.0.1/cb"), line: 8, column: 11, words: "together"),
        Wrong(text: below("wait: forever"), line: 8, column: 11, words: "seconds"),
        Wrong(text: below("wait: nan"), line: 8, column: 11, words: "seconds"),
        Wrong(text: below("redirect_uri: /callback"), line: 8, column: 19, words: "redirect"),
        Wrong(text: below("scopes: {a: b}"), line: 8, column: 13, words: "list"),
        Wrong(text: below("scopes: [a, a]"), line: 7, column: 16, words: "twice"),
        Wrong(text: below("parameters: [state]"), line: 8, column: 17, words: "prompt: login"),
        Wrong(text: below("parameters: {state: x}"), line: 7, column: 16, words: "state"),
        Wrong(text: below("browser: \"a\\e[31m\""), line: 8, column: 14, words: "one line"),
    ]

    @Test(arguments: wrong)
    func aMistakeIsNamedWithItsPlaceAndSpoilsOnlyItsProfile(_ wrong: Wrong) {
        let book = ProfileBook(wrong.text)
        let mistake = book.mistakes.first { $0.spoils != nil }
        #expect(mistake?.line == wrong.line, "\(book.mistakes)")
        #expect(mistake?.column == wrong.column, "\(book.mistakes)")
        #expect(mistake?.sentence.contains(wrong.words) == true, "\(book.mistakes)")
        #expect(book.profiles.map(\.name.text) == ["good"])
    }

    @Test(arguments: [
        ("profiles:\n  a:\n    client_id: x\n", "issuer"),
        ("profiles:\n  a:\n    issuer: https://x.example\n", "client_id"),
        ("profiles:\n  a:\n    issuer:\n    client_id:\n", "issuer"),
        ("profiles:\n  a:\n    issuer: ftp://x.example\n    client_id: x\n", "https"),
        ("profiles:\n  a:\n", "issuer"),
        ("profiles:\n  ../a:\n    issuer: https://x.example\n    client_id: x\n", "position 3"),
        ("profiles:\n  ? [a, b]\n  : c\n", "no name"),
        ("profiles: none\n", "names"),
        ("default: nobody\nprofiles:\n", "no such profile"),
    ])
    func whatCannotBeAProfileIsTold(_ text: String, _ words: String) {
        let book = ProfileBook(text)
        #expect(book.profiles.isEmpty)
        #expect(book.mistakes.contains { $0.sentence.contains(words) }, "\(book.mistakes)")
    }

    @Test func aSecretInTheFileIsNamedAndNotUsed() {
        let book = ProfileBook(Self.below("client_secret: hunter2"))
        #expect(book.mistakes.contains { $0.sentence.contains("client_secret_file") && $0.line == 8 })
        #expect(!book.mistakes.contains { $0.message.contains("hunter2") })
    }

    @Test func aMisspelledKeyGetsItsHint() {
        let book = ProfileBook(Self.below("scope: [openid]"))
        #expect(book.mistakes.first?.sentence.contains("Is it scopes?") == true)
        #expect(book.profiles.count == 2)
    }

    @Test(arguments: [
        ("a: [1", 2), ("a: 'x", 1), ("\t- a", 1), ("profiles:\n  a: 1\n  a: 2\n", 2), ("a: b: c\n", 1),
        ("a: \u{0}\n", 1), ("--- a\n--- b\n", 2),
    ])
    func whatIsNotYAMLIsNamedWithItsLine(_ text: String, _ line: Int) {
        let book = ProfileBook(text)
        #expect(book.mistakes.count == 1)
        #expect(book.mistakes.first?.line == line, "\(book.mistakes)")
        #expect(throws: ProfileEditFault.self) { try book.removing(ProfileName("a")) }
    }

    @Test(arguments: [
        String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 50_000),
        String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
        "a: &x 1\nb: *x\n", "a: [*x]\n", String(repeating: "a: b\n", count: 100_000),
        (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    ])
    func hostileShapesAreRefusedOrReadWithoutHarm(_ text: String) {
        #expect(!ProfileBook(text).mistakes.isEmpty)
    }

    @Test func namesThatNobodyCanTellApartAreRefused() {
        for name in [
            "", " a", "a b", "a/b", "../x", "a\u{0}b", "-a", ".a", "ä", "а", String(repeating: "a", count: 65),
        ] {
            #expect(throws: ProfileNameFault.self, "\(name)") { try ProfileName(name) }
        }
        for name in ["a", "acme-dev", "me@example.com", "127.0.0.1", "A_b.c", String(repeating: "a", count: 64)] {
            #expect(throws: Never.self, "\(name)") { try ProfileName(name) }
        }
    }

    @Test func theNearestNamesAreOffered() {
        let book = ProfileBook(Self.whole)
        #expect(book.names(near: "wrok").map(\.text) == ["work"])
        #expect(book.names(near: "hmoe").map(\.text) == ["home"])
        #expect(book.names(near: "something-else").isEmpty)
    }
}
