import Screen

/// The part of a list that is on the screen. It follows the selection, so a view needs no memory.
enum ListWindow {
    static func range(count: Int, selection: Int, rows: Int) -> Range<Int> {
        guard rows > 0, count > 0 else { return 0..<0 }
        let selection = min(max(0, selection), count - 1)
        guard count > rows else { return 0..<count }
        // The selected row stays inside, a third from the top where possible.
        let start = min(max(0, selection - rows / 3), count - rows)
        return start..<start + rows
    }
}

extension Frame {
    /// Draws rows of a list with the selected one marked, and arrows at the right where it goes on.
    mutating func putList(_ rows: [Line], selection: Int?, in rect: Rect) {
        putList(count: rows.count, selection: selection, in: rect) { rows[$0] }
    }

    /// The same for a list of any length: only the rows that are in sight are made.
    mutating func putList(count: Int, selection: Int?, in rect: Rect, row: (Int) -> Line) {
        let range = ListWindow.range(count: count, selection: selection ?? 0, rows: rect.rows)
        for (offset, index) in range.enumerated() {
            let position = Position(column: rect.column, row: rect.row + offset)
            let isSelected = index == selection
            put(isSelected ? glyphs.now : " ", .focus, at: position)
            let line = isSelected ? row(index).emphasised : row(index)
            put(line, at: Position(column: rect.column + 1, row: position.row), width: rect.columns - 2)
            guard selection != nil else { continue }
            add(.row(index), in: Rect(column: rect.column, row: position.row, columns: rect.columns, rows: 1))
        }
        guard let last = range.last else { return }
        let edge = rect.endColumn - 1
        if range.lowerBound > 0 { put(glyphs.up, .faint, at: Position(column: edge, row: rect.row)) }
        if last < count - 1 {
            put(glyphs.down, .faint, at: Position(column: edge, row: rect.row + range.count - 1))
        }
    }

    /// A horizontal rule over a rectangle's width.
    mutating func putRule(row: Int, in rect: Rect) {
        put(
            String(repeating: glyphs.horizontal, count: rect.columns), .border,
            at: Position(column: rect.column, row: row))
    }

    /// A vertical rule.
    mutating func putDivider(column: Int, rows: Range<Int>) {
        for row in rows {
            put(glyphs.vertical, .border, at: Position(column: column, row: row))
        }
    }
}

extension Line {
    /// Plain text becomes strong; meanings stay.
    var emphasised: Line {
        Line(spans.map { Span($0.text, $0.role == .normal ? .strong : $0.role, click: $0.click) })
    }

    /// With blanks at the end up to a width.
    func padded(to width: Int) -> Line {
        let missing = width - self.width
        return missing > 0 ? self + Line(String(repeating: " ", count: missing)) : self
    }
}

extension String {
    /// With blanks at the end up to a width; cut when it is longer.
    func column(_ width: Int, _ glyphs: Glyphs) -> String {
        let isLong = TextWidth.width(of: self, glyphs: glyphs) > width
        let text = isLong ? TextWidth.cut(self, to: width, glyphs: glyphs) : self
        return text + String(repeating: " ", count: max(0, width - TextWidth.width(of: text, glyphs: glyphs)))
    }
}
