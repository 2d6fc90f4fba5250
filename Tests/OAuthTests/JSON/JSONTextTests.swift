import Testing

@testable import OAuth

@Suite struct JSONTextTests {
    @Test(arguments: [
        #"{"z":1,"a":2,"m":{"z":null,"a":[true,false]}}"#,
        #"[0,-0,1.50,1e5,1E+5,9007199254740993,1e999999,0.1000]"#,
        #"{"text":"a\"b\\c\n\r\t\u0001é😀/","":""}"#,
        "[]", "{}", "null", "\"\"", "12",
    ])
    func comesOutAsItWentIn(_ text: String) throws {
        #expect(try JSONReader.read(Array(text.utf8)).text == text)
    }

    @Test func numbersThatDifferInTextDiffer() throws {
        let one = try JSONReader.read(Array("1".utf8))
        #expect(try JSONReader.read(Array("1.0".utf8)) != one)
        #expect(try JSONReader.read(Array(" 1 ".utf8)) == one)
    }

    @Test func orderMatters() throws {
        let one = try JSONReader.read(Array(#"{"a":1,"b":2}"#.utf8))
        let other = try JSONReader.read(Array(#"{"b":2,"a":1}"#.utf8))
        #expect(one != other)
    }

    @Test func displayIsCutAtItsLimit() {
        let value = JSONValue.array(Array(repeating: .string("abc"), count: 100_000))
        #expect(value.display(limit: 10).isExactly(#"["abc","ab…"#))
        #expect(JSONValue.string("abcdef").plain(limit: 3).isExactly("abc…"))
        #expect(JSONValue.string("abc").plain(limit: 3).isExactly("abc"))
        #expect(JSONValue.string("abc").display().isExactly(#""abc""#))
        #expect(JSONValue.bool(true).plain().isExactly("true"))
    }

    @Test func aMillionCombiningMarksAreCut() {
        let zalgo = "a" + String(repeating: "\u{301}", count: 1_000_000)
        #expect(JSONValue.string(zalgo).plain(limit: 5).isExactly("a\u{301}\u{301}\u{301}\u{301}…"))
    }

    @Test func accessorsConvertNothing() {
        #expect(JSONValue.string("1").double == nil)
        #expect(JSONValue.number(JSONNumber(1)).string == nil)
        #expect(JSONValue.number(JSONNumber(1)).bool == nil)
        #expect(JSONValue.string("true").bool == nil)
        #expect(JSONValue.null.object == nil)
        #expect(JSONValue.array([.string("a"), .string("b")]).strings == ["a", "b"])
        #expect(JSONValue.array([.string("a"), .null]).strings == nil)
        #expect(JSONValue.array([]).strings == [])
    }
}
