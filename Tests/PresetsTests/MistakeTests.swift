import OAuth
import Presets
import Testing

/// A preset with a mistake is named with line and member, and the others are used.
@Suite struct MistakeTests {
    private static let good = """
        {
          "id": "mine",
          "name": "Mine",
          "about": "A provider of mine.",
          "issuer": "https://{host}/x",
          "values": [
            {"name": "host", "label": "Host", "kind": "host", "example": "id.example",
             "help": "The host."}
          ],
          "scopes": ["openid"],
          "parameters": {"prompt": "login"},
          "rules": {
            "iss": "required",
            "token": {
              "body": "form"
            }
          }
        }
        """

    private static func mistake(_ text: String) -> PresetMistake? {
        do throws(PresetMistake) {
            _ = try PresetFile(name: "mine.json", bytes: Array(text.utf8)).read()
            return nil
        } catch {
            return error
        }
    }

    @Test func theGoodOneIsRead() throws {
        #expect(Self.mistake(Self.good) == nil)
    }

    @Test(arguments: [
        (#""body": "form""#, #""body": "xml""#, 15, "rules.token.body"),
        (#""body": "form""#, #""boddy": "form""#, 15, "rules.token.boddy"),
        (#""iss": "required""#, #""iss": true"#, 13, "rules.iss"), (#""name": "Mine""#, #""name": 7"#, 3, "name"),
        (#""id": "mine""#, #""id": "My Own""#, 2, "id"), (#""kind": "host""#, #""kind": "hosts""#, 7, "values.0.kind"),
        (#""help": "The host.""#, #""hlep": "The host.""#, 7, "values.0.help"),
        (#""example": "id.example""#, #""example": "https://id.example""#, 7, "values.0.example"),
        ("https://{host}/x", "https://{hots}/x", 5, "issuer"), ("https://{host}/x", "http://{host}/x", 5, "issuer"),
        (#"{"prompt": "login"}"#, #"{"prompt": 1}"#, 11, "parameters.prompt"),
        (#""scopes": ["openid"]"#, #""scopes": "openid""#, 10, "scopes"),
        (#""scopes": ["openid"],"#, #""scope": [],"#, 10, "scope"),
        (#""about": "A provider of mine.","#, "", 1, "about"), (#""about""#, #""ends": "soon", "about""#, 4, "ends"),
    ])
    func aMistakeHasItsLineAndMember(old: String, new: String, line: Int, member: String) throws {
        let place = try #require(Self.good.firstRange(of: old))
        let text = Self.good[..<place.lowerBound] + new + Self.good[place.upperBound...]
        let mistake = try #require(Self.mistake(String(text)))
        #expect(mistake.line == line, "\(mistake.message)")
        #expect(mistake.member == member, "\(mistake.message)")
        #expect(mistake.message.hasPrefix("mine.json, line \(line), \(member): "))
    }

    @Test(arguments: [
        ("", 1), ("[]", 1), ("{\n\"id\": \"a\",\n}", 3), ("{\n\"id\": \"a\"\n", 3),
        ("{\n\"id\": \"a\",\n\"id\": \"b\"}", 3),
        ("{\n\"id\": \"\\x\"}", 2), (String(repeating: "[", count: 100_000), 1),
    ])
    func whatIsNotJSONHasItsLine(text: String, line: Int) throws {
        #expect(try #require(Self.mistake(text)).line == line)
    }

    @Test func theOthersAreUsed() {
        let other = Self.good.replacing("\"mine\"", with: "\"other\"")
        let book = PresetBook([
            PresetFile(name: "bad.json", bytes: Array("{".utf8)),
            PresetFile(name: "mine.json", bytes: Array(Self.good.utf8)),
            PresetFile(name: "other.json", bytes: Array(other.utf8)),
        ])
        #expect(book.presets.map(\.id) == ["mine", "other"])
        #expect(book.mistakes.map(\.file) == ["bad.json"])
    }

    @Test func aLaterOneTakesThePlaceOfAnEarlierOne() {
        let mine = Self.good.replacing("\"Mine\"", with: "\"Mine too\"")
        let book = PresetBook([Self.good, mine].map { PresetFile(name: "a.json", bytes: Array($0.utf8)) })
        #expect(book.presets.map(\.name) == ["Mine too"])
    }
}
