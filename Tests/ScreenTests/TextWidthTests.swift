import Testing

@testable import Screen

struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("한국", 4), ("ｱ", 1), ("Ａ", 2),
        ("✓ ✗ ▸ ·…", 8), ("👍", 2), ("❤\u{fe0f}", 1), ("שלום", 4), ("กำ", 2), ("\u{1100}\u{1161}\u{11a8}", 2),
        ("a\u{a0}b", 3), ("\u{3000}", 2), ("─│┌┐", 4), ("█░", 2),
    ])
    func countsColumns(_ text: String, _ columns: Int) {
        #expect(TextWidth.width(of: text) == columns)
    }

    /// Controls, bidirectional, zero-width, tag and filler characters, and marks that nothing carries.
    @Test(arguments: [
        ("\u{1b}", "\\u{1b}"), ("\n", "\\u{a}"), ("\r", "\\u{d}"), ("\t", "\\u{9}"), ("\u{7f}", "\\u{7f}"),
        ("\u{9b}", "\\u{9b}"), ("\u{ad}", "\\u{ad}"), ("\u{200b}", "\\u{200b}"), ("\u{200d}", "\\u{200d}"),
        ("\u{200e}", "\\u{200e}"), ("\u{202e}", "\\u{202e}"), ("\u{2028}", "\\u{2028}"), ("\u{2060}", "\\u{2060}"),
        ("\u{2066}", "\\u{2066}"), ("\u{feff}", "\\u{feff}"), ("\u{61c}", "\\u{61c}"), ("\u{e0041}", "\\u{e0041}"),
        ("\u{3164}", "\\u{3164}"), ("\u{115f}", "\\u{115f}"), ("\u{e000}", "\\u{e000}"), ("\u{fffe}", "\\u{fffe}"),
        ("\u{301}", "\\u{301}"), ("\u{fe0f}", "\\u{fe0f}"), ("\u{1f3fd}", "\\u{1f3fd}"), ("\u{1f1e9}", "\\u{1f1e9}"),
        ("\u{34f}", "\\u{34f}"),
    ])
    func showsEscapesForWhatATerminalObeysOrHides(_ text: String, _ shown: String) {
        #expect(TextWidth.shown(text, limit: 80) == shown)
        #expect(TextWidth.width(of: text) == shown.count)
        #expect(TextWidth.shown("a " + text, limit: 80) == "a " + shown)
    }

    @Test func marksOverASpaceAreLone() {
        #expect(TextWidth.shown("a \u{301}", limit: 80) == "a \\u{301}")
    }

    @Test func cutsMarksBeyondThree() {
        let tower = "a" + String(repeating: "\u{301}", count: 400) + "b"
        #expect(TextWidth.shown(tower, limit: 80) == "a\u{301}\u{301}\u{301}…b")
        #expect(TextWidth.width(of: tower) == 3)
    }

    @Test func shownStopsAtItsLimit() {
        #expect(TextWidth.shown("abcdef", limit: 3) == "ab…")
        #expect(TextWidth.shown("abc", limit: 3) == "abc")
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""), ("", 0, ""),
        ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 3, "日…"), ("日本語", 2, "…"),
    ])
    func cutsToColumns(_ text: String, _ limit: Int, _ expected: String) {
        let cut = TextWidth.cut(text, to: limit)
        #expect(cut == expected)
        #expect(TextWidth.width(of: cut) <= limit)
    }

    @Test func asciiSpellsOtherCharacters() {
        #expect(TextWidth.shown("✓ “é” — 日…", limit: 80, glyphs: .ascii) == "+ \"\\u{e9}\" - \\u{65e5}~")
        #expect(TextWidth.width(of: "é", glyphs: .ascii) == 6)
    }

    @Test func asciiGlyphsAreASCII() {
        let glyphs = Glyphs.ascii
        let all = [
            glyphs.passed, glyphs.failed, glyphs.warning, glyphs.now, glyphs.pending, glyphs.separator,
            glyphs.ellipsis, glyphs.bullet, glyphs.horizontal, glyphs.vertical, glyphs.topLeft, glyphs.topRight,
            glyphs.bottomLeft, glyphs.bottomRight, glyphs.barFull, glyphs.barEmpty, glyphs.cursorMark, glyphs.up,
            glyphs.down, glyphs.arrow, glyphs.times,
        ]
        #expect(all.allSatisfy { $0.allSatisfy(\.isASCII) })
    }

    @Test(arguments: [
        (0.0, "░░░░"), (0.5, "██░░"), (1.0, "████"), (7.0, "████"), (-1.0, "░░░░"), (Double.nan, "░░░░"),
        (Double.infinity, "░░░░"),
    ])
    func barsNeverOverflow(_ fraction: Double, _ expected: String) {
        #expect(Glyphs.unicode.bar(fraction, width: 4) == expected)
        #expect(Glyphs.unicode.bar(fraction, width: -1) == "")
    }
}
