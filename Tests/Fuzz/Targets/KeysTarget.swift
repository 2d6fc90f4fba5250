import OAuth
import Screen

extension FuzzTarget {
    /// The decoder of terminal keys, with the line editor behind it.
    ///
    /// Octets that UTF-8 never has shape the input: `FD n` is the key number 256 + n of curses, `FE n` ends a wake-up
    /// n times 10 ms before the next, `FF n` is the octet n itself.
    static let keys = FuzzTarget("keys") { input throws(Violation) in
        var decoder = KeyDecoder()
        var editor = LineEditor(isMasked: input.flag(0))
        var now = 1.0
        var typed = 0
        var codes = 0
        for wakeUp in wakeUps(input.octets) {
            now += wakeUp.silence
            codes += wakeUp.codes.count
            let keys = decoder.decode(wakeUp.codes, at: now)
            typed += keys.count
            for key in keys {
                try expectFit(key)
                _ = editor.apply(key)
            }
            try expect((0...editor.count).contains(editor.cursor), "the cursor left the line")
        }
        try expect(typed <= codes, "\(codes) octets became \(typed) keys")
        try expect(editor.text.utf8.count <= 4 * LineEditor.limit, "the line is \(editor.text.utf8.count) octets")
        let width = Int(input.variant >> 1)
        let (shown, column) = editor.visible(width: width)
        try expect(width < 4 || TextWidth.width(of: shown) <= width, "\(width) columns: \(shown)")
        try expect(column == 0 || column < width, "the cursor is outside")

        // After a silence nothing is awaited any more, and a letter is a letter.
        for key in decoder.decode([], at: now + 10) { try expectFit(key) }
        try expect(!decoder.isInPaste, "a paste never ends")
        try expect(decoder.decode([.octet(0x61)], at: now + 20) == [.character("a")], "a letter is no letter")
        try expectWholePaste(input)
    }

    private static func expectFit(_ key: Key) throws(Violation) {
        switch key {
        case .paste(let text):
            try expect(text.utf8.count <= KeyDecoder.pasteLimit + 4, "a paste of \(text.utf8.count) octets")
            try expect(!text.isEmpty, "an empty paste")
        case .character(let character), .alt(let character):
            let isControl = character.unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) }
            try expect(!isControl && character != "\u{fffd}", "typed \(character.unicodeScalars.map(\.value))")
        case .mouse(.click(let cell)), .mouse(.wheelUp(let cell)), .mouse(.wheelDown(let cell)):
            let isCell = (0..<10_000).contains(cell.column) && (0..<10_000).contains(cell.row)
            try expect(isCell, "the mouse at \(cell)")
        case .function(let number):
            try expect((1...63).contains(number), "F\(number)")
        case .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown, .control, .focusIn, .focusOut, .unknown:
            break
        }
    }

    /// A marked paste is the same however the terminal cuts it into pieces, and nothing else comes of it.
    private static func expectWholePaste(_ input: Input) throws(Violation) {
        let inner = input.octets.filter { $0 != 0x1b }
        let marked = (Array("\u{1b}[200~".utf8) + inner + Array("\u{1b}[201~".utf8)).map(KeyCode.octet)
        var whole = KeyDecoder()
        let expected = whole.decode(marked, at: 1)
        try expect(expected.count == (inner.isEmpty ? 0 : 1), "one paste became \(expected.count) keys")
        // The marks themselves arrive whole: that half of one can look like keys is the line editor's Escape.
        var cut = KeyDecoder()
        var keys = cut.decode(Array(marked[..<6]), at: 1)
        let size = Int(input.variant) + 1
        for start in stride(from: 6, to: marked.count, by: size) {
            keys += cut.decode(Array(marked[start..<min(start + size, marked.count)]), at: 1)
        }
        try expect(keys == expected, "a paste in pieces of \(size) is another")
    }

    private static func wakeUps(_ octets: [UInt8]) -> [(silence: Double, codes: [KeyCode])] {
        var found: [(silence: Double, codes: [KeyCode])] = [(0, [])]
        var rest = octets[...]
        while let octet = rest.popFirst() {
            let codes = found.count - 1
            switch octet {
            case 0xfd: found[codes].codes.append(.key(256 + Int32(rest.popFirst() ?? 0)))
            case 0xfe: found.append((Double(rest.popFirst() ?? 0) / 100, []))
            case 0xff: found[codes].codes.append(.octet(rest.popFirst() ?? 0xff))
            case _: found[codes].codes.append(.octet(octet))
            }
        }
        return found
    }
}
