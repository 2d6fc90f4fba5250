import Testing

@testable import Screen

struct TextWrapTests {
    @Test(arguments: [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 100, ["one two three"]),
        ("one  two", 8, ["one  two"]),
        ("one  two", 5, ["one", "two"]),
        ("abcdefghij k", 4, ["abcd", "efgh", "ij k"]),
        ("x abcdefghij", 4, ["x", "abcd", "efgh", "ij"]),
        ("a\nb\n\nc", 10, ["a", "b", "", "c"]),
        ("  indented text", 9, ["indented", "text"]),
        ("  in text", 6, ["  in", "text"]),
        ("日本語 中文", 6, ["日本語", "中文"]),
        ("日本語", 3, ["日", "本", "語"]),
        ("abc", 0, ["a", "b", "c"]),
        ("ends in space ", 20, ["ends in space"]),
    ])
    func breaksAtSpaces(_ text: String, _ width: Int, _ rows: [String]) {
        #expect(TextWrap.words(text, width: width) == rows)
    }

    @Test(arguments: 1...40) func neverExceedsTheWidth(_ width: Int) {
        let text = "The state in the address is Zk4…9Qw; 日本語 attempt\u{200b}s sent b3m…c8E, averyveryverylongwordhere."
        for row in TextWrap.words(text, width: width) {
            // One character alone may be wider than the row: a wide one, or an escape.
            #expect(TextWidth.width(of: row) <= width || row.count == 1)
        }
    }

    @Test func keepsRoles() {
        let line: Line = ["What ", Span("state differs", .failed), " here"]
        let rows: [Line] = [["What ", Span("state", .failed)], [Span("differs", .failed)], ["here"]]
        #expect(TextWrap.words(line, width: 10) == rows)
    }

    @Test func addressesFillWholeRows() {
        let address = String(repeating: "0123456789", count: 10)
        let rows = TextWrap.address(address, width: 33)
        #expect(rows.map(\.count) == [33, 33, 33, 1])
        #expect(rows.joined() == address)
        #expect(TextWrap.address("", width: 5) == [""])
    }

    @Test func wrapsALongTextInOnePass() {
        let text = String(repeating: "word ", count: 16_000)
        #expect(TextWrap.words(text, width: 80).count == 1_000)
    }
}
