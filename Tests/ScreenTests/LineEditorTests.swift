import Testing

@testable import Screen

/// An editor that expectations can call.
private final class Editing {
    private(set) var editor: LineEditor

    init(_ text: String) {
        editor = LineEditor(text)
    }

    var text: String { editor.text }
    var cursor: Int { editor.cursor }
    var count: Int { editor.count }

    func apply(_ key: Key) -> Bool { editor.apply(key) }
    func insert(_ text: String) { editor.insert(text) }
    func visible(width: Int) -> (text: String, cursorColumn: Int) { editor.visible(width: width) }
}

struct LineEditorTests {
    /// Types the keys into an editor; `|` marks the cursor in the result.
    private func edit(_ text: String, _ keys: [Key]) -> String {
        let editor = Editing(text)
        for key in keys { #expect(editor.apply(key)) }
        let characters = Array(editor.text)
        return String(characters[..<editor.cursor]) + "|" + String(characters[editor.cursor...])
    }

    @Test(arguments: [
        ("", [Key.character("a"), .character("b")], "ab|"),
        ("abc", [.left, .character("x")], "abx|c"),
        ("abc", [.home, .left, .delete], "|bc"),
        ("abc", [.home, .end, .right, .backspace], "ab|"),
        ("abc", [.home, .backspace], "|abc"),
        ("abc", [.delete], "abc|"),
        ("https://a.example/cb", [.control("w")], "https://a.example/|"),
        ("https://a.example/cb", [.control("w"), .control("w")], "https://a.|"),
        ("one two", [.alt("b"), .alt("b"), .alt("f")], "one| two"),
        ("one two", [.home, .alt("d")], "| two"),
        ("one two", [.left, .control("u")], "|"),
        ("", [.control("w"), .control("u"), .backspace, .delete, .left, .right, .alt("b"), .alt("f")], "|"),
        ("ac", [.left, .paste("b")], "ab|c"),
    ])
    func edits(_ text: String, _ keys: [Key], _ result: String) {
        #expect(edit(text, keys) == result)
    }

    @Test func pasteLosesControlsAndLineEnds() {
        #expect(edit("", [.paste("https://a\r\n.example/\u{1b}[31m\tx\u{7f}\u{9b}\n")]) == "https://a.example/[31m x|")
    }

    @Test func hiddenCharactersStayVisible() {
        let editor = Editing("a\u{200b}b")
        var frame = Frame(size: Size(columns: 20, rows: 1))
        frame.put(editor.editor, at: Position(column: 0, row: 0), width: 20)
        #expect(frame.textDump() == "a\\u{200b}b\n")
        #expect(editor.apply(.backspace))
    }

    @Test func aMarkJoinsTheCharacterBefore() {
        let editor = Editing("eb")
        #expect(editor.apply(.left))
        editor.insert("\u{301}")
        #expect(editor.text == "e\u{301}b")
        #expect(editor.cursor == 1)
        #expect(editor.apply(.backspace))
        #expect(editor.text == "b")
    }

    @Test(arguments: [
        Key.enter, .escape, .tab, .up, .down, .pageUp, .control("a"), .control("b"), .control("k"), .control("s"),
        .control("q"), .control("c"), .alt("x"), .function(1), .focusIn, .unknown,
    ])
    func leavesOtherKeysAlone(_ key: Key) {
        let editor = Editing("abc")
        #expect(!editor.apply(key))
        #expect(editor.editor == LineEditor("abc"))
    }

    @Test func hasALimit() {
        let editor = Editing(String(repeating: "a", count: 2 * LineEditor.limit))
        #expect(editor.count == LineEditor.limit)
        #expect(editor.apply(.character("b")))
        #expect(editor.count == LineEditor.limit)
    }

    @Test func marksOnOneCharacterHaveTheLimitToo() {
        let editor = Editing("e")
        let marks = String(repeating: "\u{301}", count: 20_000)
        for _ in 0..<5 { #expect(editor.apply(.paste(marks))) }
        #expect(editor.count == 1)
        #expect(editor.text.utf8.count <= LineEditor.limit)
        #expect(editor.apply(.backspace))
        #expect(editor.apply(.paste("abc")))
        #expect(editor.text == "abc")
    }

    @Test func aMarkJoinsTheCharacterBeforeTheCursor() {
        #expect(edit("abc", [.left, .left, .character("\u{301}")]) == "a\u{301}|bc")
        #expect(edit("", [.character("\u{301}"), .home, .character("e")]).unicodeScalars.count == 3)
        #expect(edit("日本", [.left, .paste("é語")]) == "日é語|本")
    }

    @Test func showsAllThatFits() {
        #expect(LineEditor("abc").visible(width: 10) == ("abc", 3))
        #expect(LineEditor("").visible(width: 1) == ("", 0))
        #expect(LineEditor("abc").visible(width: 0) == ("", 0))
        #expect(LineEditor("日本").visible(width: 10) == ("日本", 4))
    }

    @Test func masks() {
        #expect(LineEditor("秘密x", isMasked: true).visible(width: 10) == ("•••", 3))
        #expect(LineEditor("abc", isMasked: true).visible(width: 10, glyphs: .ascii) == ("***", 3))
    }

    /// Whatever the width and the cursor: what is shown fits, and the character at the cursor is under it.
    @Test(arguments: 1...30) func scrollsSoThatTheCursorIsSeen(_ width: Int) {
        for text in ["abcdefghijklmnopqrstuvwxyz0123456789", "日本語abc日本語defg日本語hijk", "ab"] {
            let editor = Editing(text)
            let characters = Array(text)
            while true {
                let (shown, column) = editor.visible(width: width)
                #expect(TextWidth.width(of: shown) <= width)
                #expect((0..<width).contains(column))
                if width >= 6, editor.cursor < characters.count {
                    let under = character(of: shown, at: column)
                    #expect(under == characters[editor.cursor], "\(text) \(editor.cursor) \(shown) \(column)")
                }
                if editor.cursor == 0 { break }
                #expect(editor.apply(.left))
            }
        }
    }

    private func character(of text: String, at column: Int) -> Character? {
        var start = 0
        for character in text {
            if start == column { return character }
            start += TextWidth.width(of: character)
        }
        return nil
    }

    @Test func marksWhatGoesOnOutside() {
        let editor = Editing("abcdefghijklmnopqrstuvwxyz")
        #expect(editor.visible(width: 10).text.hasPrefix("…"))
        #expect(!editor.visible(width: 10).text.hasSuffix("…"))
        #expect(editor.apply(.home))
        #expect(editor.visible(width: 10) == ("abcdefghi…", 0))
    }
}
