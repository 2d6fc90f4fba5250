/// One line that a person edits: text and a cursor between its characters.
public struct LineEditor: Sendable, Equatable {
    /// More octets than this are not taken. Characters would be no limit: one may have any number of marks. A paste
    /// that was cut is longer than a whole one here too, so that who reads it can say so.
    public static let limit = KeyDecoder.pasteLimit + 4

    private var characters: [Character]
    /// Octets of all characters.
    private var size: Int
    /// Number of characters before the cursor.
    public private(set) var cursor: Int
    /// Shows bullets in place of the characters.
    public var isMasked: Bool
    /// Keeps pastes as they came, line feeds and escapes too, for a field whose text is read and never drawn as it is.
    private let keepsControls: Bool

    public init(_ text: String = "", isMasked: Bool = false, keepsControls: Bool = false) {
        self.keepsControls = keepsControls
        let cleaned = LineEditor.cleaned(text, limit: LineEditor.limit, keepsControls: keepsControls)
        characters = Array(cleaned)
        size = cleaned.utf8.count
        cursor = characters.count
        self.isMasked = isMasked
    }

    /// The text. Setting it puts the cursor at the end.
    public var text: String {
        get { String(characters) }
        set { self = LineEditor(newValue, isMasked: isMasked, keepsControls: keepsControls) }
    }

    public var isEmpty: Bool { characters.isEmpty }
    public var count: Int { characters.count }

    /// Does what the key asks for. False when the key means nothing to an editor, so that somebody else may take it.
    ///
    /// Characters and pastes are inserted; Left, Right, Home, End, Alt-B and Alt-F move; Backspace, Delete, Control-W
    /// (a word) and Control-U (everything) delete. Control-A, -B, -K, -S and -Q are left to tmux, screen, the palette
    /// and flow control.
    public mutating func apply(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .paste(let text): insert(text)
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .home: cursor = 0
        case .end: cursor = characters.count
        case .alt("b"): cursor = wordStart()
        case .alt("f"): cursor = wordEnd()
        case .backspace: delete(from: max(0, cursor - 1), to: cursor)
        case .delete: delete(from: cursor, to: min(characters.count, cursor + 1))
        case .control("w"): delete(from: wordStart(), to: cursor)
        case .alt("d"): delete(from: cursor, to: wordEnd())
        case .control("u"): clear()
        case .enter, .escape, .tab, .backTab, .insert, .up, .down, .pageUp, .pageDown, .control, .alt, .function,
            .focusIn, .focusOut, .mouse, .unknown:
            return false
        }
        return true
    }

    /// Inserts at the cursor. Controls are left out if they are not kept, line ends too; a tab becomes a space.
    public mutating func insert(_ text: String) {
        let added = LineEditor.cleaned(text, limit: LineEditor.limit - size, keepsControls: keepsControls)
        guard !added.isEmpty else { return }
        size += added.utf8.count
        if added.allSatisfy(\.isASCII) {
            characters.insert(contentsOf: added, at: cursor)
            cursor += added.count
            return
        }
        // A combining mark joins the character before it, so both neighbours are taken apart again.
        let start = max(0, cursor - 1)
        let end = min(characters.count, cursor + 1)
        let before = String(characters[start..<cursor]) + added
        let after = String(characters[cursor..<end])
        characters.replaceSubrange(start..<end, with: before + after)
        cursor = min(start + before.count, characters.count)
    }

    /// Empties it.
    public mutating func clear() {
        characters = []
        size = 0
        cursor = 0
    }

    /// The part to show in `width` columns, and the column of the cursor in it. Text that goes on outside is marked
    /// with an ellipsis on that side.
    public func visible(width: Int, glyphs: Glyphs = .unicode) -> (text: String, cursorColumn: Int) {
        guard width > 0 else { return ("", 0) }
        let widths = characters.map { isMasked ? 1 : TextWidth.width(of: String($0), glyphs: glyphs) }
        let cursorColumn = widths[..<cursor].reduce(0, +)
        let total = cursorColumn + widths[cursor...].reduce(0, +)
        if total < width { return (shown(0..<characters.count, glyphs), cursorColumn) }
        guard width >= 4 else { return ("", 0) }
        // Behind the end as much as possible is shown. Elsewhere the window moves by half its width, so that it stands
        // still while the cursor moves inside it. There is room for a wide character at the cursor and for an ellipsis
        // at each end.
        let step = cursor == characters.count ? 1 : width / 2
        let beyond = cursorColumn - (width - 3)
        let start = beyond > 0 ? (beyond + step - 1) / step * step : 0
        return window(from: start, width: width, widths: widths, cursorColumn: cursorColumn, glyphs: glyphs)
    }

    private func window(
        from start: Int, width: Int, widths: [Int], cursorColumn: Int, glyphs: Glyphs
    ) -> (text: String, cursorColumn: Int) {
        var first = 0
        var column = 0
        let firstColumn = start > 0 ? start + 1 : 0
        while first < cursor, column < firstColumn {
            column += widths[first]
            first += 1
        }
        let leading = start > 0 ? 1 : 0
        var room = width - leading - 1
        var last = first
        while last < widths.count, widths[last] <= room {
            room -= widths[last]
            last += 1
        }
        let isCutRight = last < characters.count
        let left = leading == 1 ? glyphs.ellipsis : ""
        let text = left + shown(first..<last, glyphs) + (isCutRight ? glyphs.ellipsis : "")
        let shownCursor = min(width - 1, max(0, leading + cursorColumn - column))
        return (text, shownCursor)
    }

    private func shown(_ range: Range<Int>, _ glyphs: Glyphs) -> String {
        isMasked ? String(repeating: glyphs.bullet, count: range.count) : String(characters[range])
    }

    private mutating func delete(from start: Int, to end: Int) {
        size -= characters[start..<end].reduce(0) { $0 + $1.utf8.count }
        characters.removeSubrange(start..<end)
        cursor = start
    }

    private func wordStart() -> Int {
        var index = cursor
        while index > 0, !LineEditor.isWord(characters[index - 1]) { index -= 1 }
        while index > 0, LineEditor.isWord(characters[index - 1]) { index -= 1 }
        return index
    }

    private func wordEnd() -> Int {
        var index = cursor
        while index < characters.count, !LineEditor.isWord(characters[index]) { index += 1 }
        while index < characters.count, LineEditor.isWord(characters[index]) { index += 1 }
        return index
    }

    /// Words end at the signs between the parts of an address.
    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }

    private static func cleaned(_ text: String, limit: Int, keepsControls: Bool) -> String {
        var kept = String.UnicodeScalarView()
        var room = limit
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
            guard scalar == "\t" || !isControl || keepsControls else { continue }
            room -= UTF8.width(scalar)
            guard room >= 0 else { break }
            kept.append(scalar == "\t" ? " " : scalar)
        }
        return String(kept)
    }
}
