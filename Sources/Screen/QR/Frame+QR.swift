extension Frame {
    /// Draws a QR code with its margin, two modules to a cell, in black on white whatever the terminal's colours are.
    ///
    /// False, and nothing is drawn, when the rectangle is too small for it, or when only ASCII can be shown: half a code
    /// is none.
    @discardableResult
    public mutating func put(_ code: QRCode, in rect: Rect) -> Bool {
        let cells = code.cells
        guard glyphs == .unicode, rect.columns >= cells.columns, rect.rows >= cells.rows,
            contains(Position(column: rect.column, row: rect.row)),
            rect.column + cells.columns <= size.columns, rect.row + cells.rows <= size.rows
        else { return false }
        for (offset, line) in QRText.rows(of: code).enumerated() {
            put(line, .code, at: Position(column: rect.column, row: rect.row + offset), width: cells.columns)
        }
        return true
    }
}

/// A QR code in half blocks.
public enum QRText {
    /// The rows with the margin. Dark modules are drawn, so they belong on a light ground.
    public static func rows(of code: QRCode) -> [String] {
        let margin = QRCode.margin
        let last = code.size + margin
        return stride(from: -margin, to: last, by: 2).map { row in
            (-margin..<last).map { column in
                let upper = code.isDark(column: column, row: row)
                let lower = code.isDark(column: column, row: row + 1)
                return upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ")
            }.joined()
        }
    }
}
