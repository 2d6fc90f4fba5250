import OAuth
import Testing

@Suite struct DisplaySafetyTests {
    @Test(arguments: [
        ("plain text", "plain text"),
        ("Grüße, 日本語, עברית", "Grüße, 日本語, עברית"),
        ("e\u{301}", "e\u{301}"),
        ("\u{1b}[31mred", "\\u{1b}[31mred"),
        ("\u{1b}]52;c;QQ==\u{07}", "\\u{1b}]52;c;QQ==\\u{7}"),
        ("a\r\nb\tc\u{08}d", "a\\u{d}\\u{a}b\\u{9}c\\u{8}d"),
        ("\u{7f}\u{9b}31m\u{85}", "\\u{7f}\\u{9b}31m\\u{85}"),
        ("\u{202e}gpj.exe", "\\u{202e}gpj.exe"),
        ("\u{2066}\u{2069}\u{200e}\u{061c}", "\\u{2066}\\u{2069}\\u{200e}\\u{61c}"),
        ("a\u{200b}b\u{200d}c\u{2060}\u{feff}", "a\\u{200b}b\\u{200d}c\\u{2060}\\u{feff}"),
        ("\u{e0041}\u{e007f}", "\\u{e0041}\\u{e007f}"),
        ("x\u{fe0f}\u{e0100}", "x\\u{fe0f}\\u{e0100}"),
        ("soft\u{ad}hyphen", "soft\\u{ad}hyphen"),
        ("no\u{a0}break", "no\\u{a0}break"),
        ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
        ("\u{301}alone", "\\u{301}alone"),
        ("\u{e000}\u{10ffff}", "\\u{e000}\\u{10ffff}"),
        ("\u{3164}\u{2800}", "\\u{3164}\\u{2800}"),
    ])
    func showsUnsafeScalarsAsEscapes(raw: String, shown: String) {
        #expect(DisplaySafety.makeSafe(raw, limit: 300) == shown)
        #expect(ForeignText(raw).safe() == shown)
    }

    @Test func neverLetsAControlThrough() {
        for value in UInt32(0)...0x2fff {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = DisplaySafety.makeSafe(String(scalar), limit: 20)
            let isControl = value < 0x20 || (0x7f...0x9f).contains(value)
            #expect(!isControl || shown.utf8.allSatisfy { (0x20...0x7e).contains($0) }, "U+\(String(value, radix: 16))")
        }
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde…"), ("ab", 1, "…"), ("a", 1, "a"), ("", 5, ""),
        ("abc", 0, ""), ("abc", -4, ""),
        ("abc\u{1b}", 9, "abc\\u{1b}"), ("abc\u{1b}", 8, "abc…"), ("abc\u{1b}d", 9, "abc…"),
        ("日本語", 2, "日…"),
    ])
    func cutsAtTheLimitAndNeverInsideAnEscape(raw: String, limit: Int, shown: String) {
        #expect(DisplaySafety.makeSafe(raw, limit: limit) == shown)
    }

    @Test func boundsTheMarksOnOneLetter() {
        let zalgo = "a" + String(repeating: "\u{301}", count: 400) + "b"
        let shown = DisplaySafety.makeSafe(zalgo, limit: 100)
        #expect(shown.unicodeScalars.count { $0 == "\u{301}" } == 4)
        #expect(shown.count <= 100)
        #expect(shown.hasSuffix("…"))
    }

    @Test func worksOnlyAsLongAsTheLimit() {
        let long = String(repeating: "\u{1b}]0;x\u{07}", count: 200_000)
        #expect(DisplaySafety.makeSafe(long, limit: 40).count <= 40)
    }

    @Test func printingForeignTextIsSafe() {
        let text = ForeignText("\u{1b}[2J")
        #expect("\(text)" == "\\u{1b}[2J")
        #expect(String(reflecting: text) == "\\u{1b}[2J")
    }
}
