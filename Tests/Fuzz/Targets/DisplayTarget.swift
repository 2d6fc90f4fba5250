import OAuth
import Screen

extension FuzzTarget {
    /// Everything between foreign text and the cells of a terminal.
    static let display = FuzzTarget("display") { input throws(Violation) in
        let text = input.text
        let limit = Int(input.variant & 0x7f)
        let glyphs = input.flag(7) ? Glyphs.ascii : .unicode
        try expectSafe(text, limit)
        try expectWidths(text, limit, glyphs)
        try expectWrapped(text, max(1, limit), glyphs)
        try expectFrame(text, Size(columns: max(1, limit), rows: 3), glyphs)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        case _: false
        }
    }

    private static func expectSafe(_ text: String, _ limit: Int) throws(Violation) {
        let safe = ForeignText(text).safe(limit: limit)
        try Showable.expect(safe, "safe text")
        var letters = 0
        var marks = 0
        for scalar in safe.unicodeScalars {
            if isMark(scalar) {
                marks += 1
                try expect(letters > 0 && marks <= 4, "a mark without its letter")
            } else {
                letters += 1
                marks = 0
            }
        }
        try expect(letters <= limit, "\(letters) characters instead of \(limit)")
        try expect(ForeignText(safe).safe(limit: limit) == safe, "what is safe is made safe again")
        let isASCII = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
        if isASCII, text.utf8.count <= limit { try expect(safe == text, "plain text changed") }
    }

    private static func expectWidths(_ text: String, _ limit: Int, _ glyphs: Glyphs) throws(Violation) {
        let shown = TextWidth.shown(text, limit: limit, glyphs: glyphs)
        try Showable.expect(shown, "shown text")
        let width = TextWidth.width(of: shown, glyphs: glyphs)
        try expect(width <= limit, "shown: \(width) columns instead of \(limit)")
        try expect(TextWidth.width(of: text, glyphs: glyphs) > limit || !shown.isEmpty || text.isEmpty, "nothing shown")
        if glyphs == .ascii { try expect(shown.utf8.allSatisfy { $0 < 0x80 }, "not ASCII: \(shown)") }
        let cut = TextWidth.width(of: TextWidth.cut(text, to: limit, glyphs: glyphs), glyphs: glyphs)
        try expect(cut <= limit, "cut: \(cut) columns instead of \(limit)")
    }

    private static func expectWrapped(_ text: String, _ width: Int, _ glyphs: Glyphs) throws(Violation) {
        // One character may be wider than a row: an escape is not taken apart.
        let widest = text.map { TextWidth.width(of: String($0), glyphs: glyphs) }.max() ?? 0
        let rows = TextWrap.words(text, width: width, glyphs: glyphs)
        try expect(!rows.isEmpty, "no row")
        for row in rows {
            let used = TextWidth.width(of: row, glyphs: glyphs)
            try expect(used <= max(width, widest), "a row of \(used) columns instead of \(width)")
        }
        func letters(_ text: String) -> String.UnicodeScalarView {
            String.UnicodeScalarView(text.unicodeScalars.filter { $0 != " " && $0 != "\n" })
        }
        try expect(letters(rows.joined()).elementsEqual(letters(text)), "wrapping lost or made letters")
        let pieces = TextWrap.address(text, width: width, glyphs: glyphs)
        try expect(pieces.joined().utf8.elementsEqual(text.utf8), "an address changed")
    }

    private static func expectFrame(_ text: String, _ size: Size, _ glyphs: Glyphs) throws(Violation) {
        var frame = Frame(size: size, glyphs: glyphs)
        let end = frame.put(text, at: Position(column: 0, row: 0))
        try expect((0...size.columns).contains(end), "put ended in column \(end)")
        frame.put(text, .strong, at: Position(column: -1, row: 1))
        frame.put(Line([Span(text), Span(text, .strong)]), at: Position(column: size.columns / 2, row: 1), width: 5)
        frame.putRight(Line(text), at: Position(column: 0, row: 2), width: size.columns)
        frame.putAddress(text, row: 1, maxRows: 2)
        frame.put(LineEditor(text), at: Position(column: 0, row: 2), width: size.columns)
        try expect(frame.cells.count == size.columns * size.rows, "the frame has grown")
        for row in 0..<size.rows {
            let cells = Array(frame.row(row))
            for (column, cell) in cells.enumerated() {
                let isPair = cell.width != 2 || column + 1 < cells.count && cells[column + 1].width == 0
                let isRest = cell.width == 0 && column > 0 && cells[column - 1].width == 2
                try expect(isPair && (cell.width != 0 || isRest), "half a character")
                try expect(cell.marks.count <= 3, "\(cell.marks.count) marks")
                try Showable.expect(cell.text, "cell")
                if glyphs == .ascii { try expect(cell.text.utf8.allSatisfy { $0 < 0x80 }, "not ASCII: \(cell.text)") }
            }
        }
    }
}
