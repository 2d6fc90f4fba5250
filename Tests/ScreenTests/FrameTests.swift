import Testing

@testable import Screen

struct FrameTests {
    private func at(_ column: Int, _ row: Int) -> Position { Position(column: column, row: row) }

    @Test func putsTextAndReturnsTheNextColumn() {
        var frame = Frame(size: Size(columns: 12, rows: 2))
        let next = frame.put("State ", at: at(1, 0))
        #expect(frame.put("ok", .passed, at: at(next, 0)) == 9)
        #expect(frame.textDump() == " State ok\n\n")
        #expect(frame.roleDump() == "       PP\n\n")
    }

    @Test func cutsWithAnEllipsis() {
        var frame = Frame(size: Size(columns: 10, rows: 4))
        #expect(frame.put("abcdefghijkl", .strong, at: at(0, 0)) == 10)
        frame.put("abcdef", at: at(0, 1), width: 4)
        frame.put("abcd", at: at(0, 2), width: 4)
        frame.put("日本語", at: at(5, 3))
        #expect(frame.textDump() == "abcdefghi…\nabc…\nabcd\n     日本…\n")
        #expect(frame.roleDump() == "SSSSSSSSSS\n\n\n\n")
    }

    @Test func cutsAWideCharacterWithoutRoom() {
        var frame = Frame(size: Size(columns: 4, rows: 3))
        frame.put("日本語", at: at(0, 0))
        frame.put("a日本", at: at(0, 1))
        frame.put("日", at: at(0, 2), width: 1)
        #expect(frame.textDump() == "日…\na日…\n…\n")
    }

    @Test func lineIsCutAsAWhole() {
        var frame = Frame(size: Size(columns: 8, rows: 2))
        frame.put(["abcd", Span("efgh", .failed)], at: at(0, 0), width: 6)
        frame.put(["abcd", Span("efgh", .failed)], at: at(0, 1), width: 4)
        #expect(frame.textDump() == "abcde…\nabc…\n")
        #expect(frame.roleDump() == "    FF\n\n")
    }

    @Test func neverWritesOutside() {
        var frame = Frame(size: Size(columns: 3, rows: 2))
        frame.put("x", at: at(0, -1))
        frame.put("x", at: at(0, 2))
        frame.put("x", at: at(3, 0))
        frame.put("x", at: at(99, 0))
        frame.put("abc", at: at(-2, 0), width: 3)
        frame.put("x", at: at(0, 1), width: 0)
        frame.put("x", at: at(0, 1), width: -5)
        frame.put("日", at: at(-1, 1))
        frame.put("x", at: at(Int.max, 0), width: Int.max)
        #expect(frame.textDump() == "c\n\n")
    }

    @Test func emptyFramesTakeEverything() {
        for size in [Size(columns: 0, rows: 0), Size(columns: -3, rows: 5), Size(columns: 1, rows: 1)] {
            var frame = Frame(size: size)
            frame.put("日x", at: at(0, 0))
            frame.fill(row: 0, .bar)
            frame.fill(Rect(column: -5, row: -5, columns: 50, rows: 50), .bar)
            frame.box(Rect(size), title: "t")
            frame.box(Rect(column: -1, row: -1, columns: 9, rows: 9), title: "title", footer: "foot")
            frame.putAddress("https://a.example/", row: 0)
            frame.put(LineEditor("x"), at: at(0, 0), width: 10)
            #expect(frame.cells.count == max(0, size.columns) * max(0, size.rows))
        }
    }

    @Test func overwrittenHalvesOfWideCharactersBecomeBlank() {
        var frame = Frame(size: Size(columns: 6, rows: 2))
        frame.put("日本語", at: at(0, 0))
        frame.put("x", at: at(1, 0))
        frame.put("y", at: at(4, 0))
        frame.put("日本語", at: at(0, 1))
        frame.put("文", at: at(1, 1))
        #expect(frame.textDump() == " x本y\n 文 語\n")
    }

    @Test func foreignTextStaysOneLine() {
        var frame = Frame(size: Size(columns: 40, rows: 2))
        frame.put("a\u{1b}[31m\r\nb\u{202e}", at: at(0, 0))
        #expect(frame.textDump() == "a\\u{1b}[31m\\u{d}\\u{a}b\\u{202e}\n\n")
        #expect(frame.cells.allSatisfy { $0.base >= 0x20 })
    }

    @Test func asciiFramesHoldOnlyASCII() {
        var frame = Frame(size: Size(columns: 20, rows: 3), glyphs: .ascii)
        frame.box(Rect(frame.size), title: "Né")
        frame.put("✓ …", at: at(2, 1))
        #expect(frame.textDump() == "+ N\\u{e9} ---------+\n| + ~              |\n+------------------+\n")
        #expect(frame.cells.allSatisfy { (0x20...0x7e).contains($0.base) })
    }

    @Test func comparesByWhatIsShown() {
        var one = Frame(size: Size(columns: 5, rows: 1))
        var other = one
        one.put("é", at: at(0, 0))
        other.put("e\u{301}", at: at(0, 0))
        #expect(one != other)
        other.put("é", at: at(0, 0))
        #expect(one == other)
        other.cursor = at(0, 0)
        #expect(one != other)
    }

    @Test func aMegabyteOfTextIsCutAtOnce() {
        var frame = Frame(size: Size(columns: 80, rows: 1))
        let text = String(repeating: "é", count: 500_000)
        for _ in 0..<100 { frame.put(text, at: at(0, 0)) }
        #expect(frame.textDump() == String(repeating: "é", count: 79) + "…\n")
    }
}
