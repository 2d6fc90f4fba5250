import OAuth
import Testing

@testable import Profiles

@Suite struct EditingTests {
    static func profile(_ name: String, _ change: (inout Profile) -> Void = { _ in }) throws -> Profile {
        var profile = Profile(
            name: try ProfileName(name), issuer: try Issuer("https://new.example.com"), clientID: "new")
        change(&profile)
        return profile
    }

    @Test func anEmptyFileGetsAWholeProfile() throws {
        let book = try ProfileBook("").putting(Self.profile("a"))
        #expect(
            book.text == """
                profiles:
                  a:
                    issuer: https://new.example.com
                    client_id: new
                    scopes: [openid, profile, email]

                """)
    }

    @Test(arguments: ["# top\nprofiles: # mine\n", "profiles: {}\n", "# end", "x-other: 1\n", "profiles:"])
    func whatIsThereStays(_ text: String) throws {
        let book = try ProfileBook(text).putting(Self.profile("a"))
        #expect(book.profiles.count == 1)
        for words in ["# top", "# mine", "# end", "x-other: 1"] where text.contains(words) {
            #expect(book.text.contains(words))
        }
    }

    @Test func onlyTheLinesThatDifferAreWrittenAgain() throws {
        let before = ReadingTests.whole
        let book = ProfileBook(before)
        var work = try #require(book.profile(ProfileName("work")))
        work.issuer = try Issuer("https://other.example.com")
        work.browser = nil
        let after = try book.putting(work).text
        let expected = before.replacing(
            "issuer: https://login.example.com/realms/acme   #", with: "issuer: https://other.example.com  #"
        ).replacing("    browser: firefox\n", with: "")
        #expect(after == expected)
    }

    @Test func lineEndsStayAsTheyAre() throws {
        let text = ReadingTests.whole.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        let after = try ProfileBook(text).putting(Self.profile("third")).text
        #expect(after.hasPrefix(text.dropLast(2)))
        #expect(!after.unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(after.utf8.count { $0 == UInt8(ascii: "\n") } == after.utf8.count { $0 == UInt8(ascii: "\r") })
    }

    @Test func removingTakesTheProfileAndNothingElse() throws {
        let book = try ProfileBook(ReadingTests.whole).removing(ProfileName("work"))
        #expect(
            book.text == """
                # mine
                profiles:
                  home:
                    issuer: https://id.example.org
                    client_id: "0123"

                """)
        #expect(try book.removing(ProfileName("home")).text == "# mine\nprofiles:\n")
        #expect(throws: ProfileEditFault.noSuchProfile(try ProfileName("x"))) { try book.removing(ProfileName("x")) }
    }

    @Test func theProfileThatIsMeantCanBeChosen() throws {
        let book = try ProfileBook(ReadingTests.whole).choosing(ProfileName("home"))
        #expect(book.text == ReadingTests.whole.replacing("default: work", with: "default: home"))
        let plain = try ProfileBook("# c\n").putting(Self.profile("a")).choosing(ProfileName("a"))
        #expect(plain.text.hasPrefix("# c\ndefault: a\nprofiles:\n"))
        #expect(plain.meant?.name.text == "a")
        #expect(throws: ProfileEditFault.self) { try book.choosing(ProfileName("nobody")) }
    }

    @Test func commentsBetweenProfilesStay() throws {
        let text = """
            profiles:
              a:
                issuer: https://a.example
                client_id: a
                # inside a

              # about b
              b:
                issuer: https://b.example
                client_id: b
            # at the end

            """
        let book = try ProfileBook(text).removing(ProfileName("a"))
        #expect(book.text.contains("# about b"))
        #expect(book.text.contains("# at the end"))
        let added = try ProfileBook(text).putting(Self.profile("c")).text
        #expect(added.hasSuffix("# at the end\n"))
    }

    @Test(arguments: [
        "profiles: {a: {issuer: https://a.example, client_id: a}}\n",
        "profiles:\n  a: {issuer: https://a.example, client_id: a}\n",
    ])
    func whatIsWrittenWithBracesIsLeftToThePerson(_ text: String) throws {
        let book = ProfileBook(text)
        #expect(book.profiles.count == 1)
        #expect(throws: ProfileEditFault.self) { try book.putting(Self.profile("a")) }
    }

    @Test func everyValueThatCanBeReadIsWrittenSoThatItIsReadAgain() throws {
        let values = [
            "true", "no", "~", "null", "123", "1e3", "0x1f", "12:30", "a: b", "a #b", "#a", "- a", "a:", "'", "\"",
            "\\",
            "&a", "*a", "!a", "%a", "@a", "`a", "{a}", "[a]", "a,b", "é", "日本", "🦊", " a", "a ", "?", "|", ">", "=",
            "<<",
        ]
        for value in values {
            let made = try Self.profile("a") {
                $0.clientID = value
                $0.parameters = [
                    FormPair("x", value), FormPair("y", "1"), FormPair("resource", "https://a.example"),
                    FormPair("resource", "https://b.example"),
                ]
                $0.browser = value
            }
            guard let book = try? ProfileBook("").putting(made) else {
                Issue.record("\(value) cannot be written")
                continue
            }
            #expect(book.profiles.first?.clientID == value)
            #expect(book.profiles.first?.parameters == made.parameters)
            #expect(book.profiles.first?.browser == value)
            #expect(book.mistakes == [])
        }
    }

    /// Random edits of random files: every step is read back, and what was not touched stays.
    @Test(arguments: 0..<60) func randomEditsNeverHarmAnotherProfile(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var book = ProfileBook(seed.isMultiple(of: 2) ? ReadingTests.whole : "# empty\n")
        for _ in 0..<30 {
            let name = try ProfileName(["work", "home", "a", "b", "c"].randomElement(using: &random) ?? "a")
            let others = book.profiles.filter { $0.name != name }
            if Bool.random(using: &random), book.profile(name) != nil {
                book = try book.removing(name)
                #expect(book.profile(name) == nil)
            } else {
                let port = Bool.random(using: &random) ? Int.random(in: 1...65535, using: &random) : nil
                let wait = Bool.random(using: &random) ? Double(Int.random(in: 1...999, using: &random)) : nil
                let made = try Self.profile(name.text) {
                    $0.port = port
                    $0.waitSeconds = wait
                    $0.scopes = wait == nil ? Profile.usualScopes : ["openid"]
                }
                book = try book.putting(made)
                #expect(book.profile(name) == made)
            }
            #expect(book.profiles.filter { $0.name != name } == others)
            #expect(book.text.contains(seed.isMultiple(of: 2) ? "# mine" : "# empty"))
        }
    }

    /// Anything at all may stand in the file.
    @Test(arguments: 0..<40) func noTextStopsTheStart(_ seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed) &+ 1000)
        let pieces = [
            "profiles:", "default:", "\n", "  ", " ", "a", ":", "- ", "? ", "[", "]", "{", "}", ",", "'", "\"", "#",
            "|",
            ">", "&", "*", "!", "%", "\\", "\t", "\r", "\u{0}", "é", "issuer: https://a.example\n", "client_id: x\n",
            "---",
            "...", "\u{85}", "\u{2028}", "<<", "~",
        ]
        for _ in 0..<200 {
            let count = Int.random(in: 0..<40, using: &random)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
            let book = ProfileBook(text)
            if let made = try? Self.profile("zz"), let after = try? book.putting(made) {
                #expect(after.profile(made.name) == made)
            }
        }
    }
}

/// SplitMix64, so that a seed always gives the same walk.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
