extension Frame {
    /// Fills a whole row with blanks of one role.
    public mutating func fill(row: Int, _ role: Role) {
        fill(Rect(column: 0, row: row, columns: size.columns, rows: 1), role)
    }

    /// Fills a rectangle with blanks of one role. What meant something to a click there does so no more.
    public mutating func fill(_ rect: Rect, _ role: Role = .normal) {
        // What is covered cannot be clicked.
        hotspots.removeAll { $0.rect.meets(rect) }
        for row in max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.endRow)) {
            for column in max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.endColumn)) {
                set(.space, role, column: column, row: row)
            }
        }
    }

    /// Draws a border and blanks what is inside, with a title on the upper and a footer on the lower edge. Returns the
    /// rectangle for the content: inside the border and one column of margin.
    @discardableResult
    public mutating func box(_ rect: Rect, title: Line = [], footer: Line = [], role: Role = .border) -> Rect {
        guard rect.columns >= 2, rect.rows >= 2 else { return rect.inset(columns: 2, rows: 1) }
        fill(rect)
        let across = String(repeating: glyphs.horizontal, count: rect.columns - 2)
        let last = rect.endRow - 1
        put(glyphs.topLeft + across + glyphs.topRight, role, at: rect.origin)
        put(glyphs.bottomLeft + across + glyphs.bottomRight, role, at: Position(column: rect.column, row: last))
        for row in rect.row + 1..<max(rect.row + 1, last) {
            put(glyphs.vertical, role, at: Position(column: rect.column, row: row))
            put(glyphs.vertical, role, at: Position(column: rect.endColumn - 1, row: row))
        }
        putOnEdge(title, rect, row: rect.row)
        putOnEdge(footer, rect, row: last)
        return rect.inset(columns: 2, rows: 1)
    }

    private mutating func putOnEdge(_ line: Line, _ rect: Rect, row: Int) {
        guard !line.spans.isEmpty, rect.columns >= 6 else { return }
        let padded: Line = [" "] + line + [" "]
        put(padded, at: Position(column: rect.column + 1, row: row), width: rect.columns - 2)
    }

    /// Writes an address over whole rows from column 0 and makes it the address block, so that the terminal selects
    /// it as one line. Returns the number of rows used.
    ///
    /// When it needs more rows than `maxRows`, or holds anything but printable ASCII, it is only text: the last row
    /// ends in an ellipsis and ``block`` stays as it was.
    @discardableResult
    public mutating func putAddress(_ address: String, row: Int, maxRows: Int = .max) -> Int {
        let pieces = TextWrap.address(address, width: size.columns, glyphs: glyphs)
        let room = min(maxRows, size.rows - row)
        guard room > 0, row >= 0 else { return 0 }
        for (offset, piece) in pieces.prefix(room).enumerated() {
            let isCut = offset == room - 1 && pieces.count > room
            put(isCut ? piece + " " : piece, .address, at: Position(column: 0, row: row + offset))
        }
        let isPlain = address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
        if pieces.count <= room, isPlain, !address.isEmpty {
            block = AddressBlock(row: row, text: address)
        }
        return min(pieces.count, room)
    }

    /// Draws a line editor and sets the cursor into it.
    public mutating func put(
        _ editor: LineEditor, _ role: Role = .normal, at position: Position, width: Int, isFocused: Bool = true
    ) {
        let room = min(width, size.columns - position.column)
        let (text, cursorColumn) = editor.visible(width: room, glyphs: glyphs)
        put(text, role, at: position, width: room)
        if isFocused { cursor = Position(column: position.column + cursorColumn, row: position.row) }
    }
}
