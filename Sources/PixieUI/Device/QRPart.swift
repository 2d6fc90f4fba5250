import LoginFlow
import OAuth
import Screen

/// A QR code on the screen: where it fits and whether it makes sense.
enum QRPart {
    /// Why the address is not shown as a QR code; `nil` when it can be.
    static func whyNot(_ awaiting: Awaiting) -> String? {
        if awaiting.attempt.redirect.loopback != nil {
            return "No QR code: a phone that opens the address would end on its own 127.0.0.1, not on this machine's."
        }
        guard QRCode(awaiting.attempt.request.address.text) != nil else {
            return "No QR code: the address is too long for one that a terminal can show. c copies it, p prints it."
        }
        return nil
    }

    /// Draws the code at the right or below, and says why where it cannot.
    ///
    /// - Parameter used: Rows and columns that the text has taken.
    /// - Returns: What to say in place of it, or `nil` when it is drawn.
    static func draw(_ text: String, in body: Rect, beside used: Size, on frame: inout Frame) -> String? {
        guard let code = QRCode(text) else { return "The address is too long for a QR code here." }
        guard frame.glyphs == .unicode else { return "A QR code needs a UTF-8 terminal; this one shows ASCII." }
        let cells = code.cells
        let right = Rect(
            column: body.endColumn - cells.columns - 1, row: body.row, columns: cells.columns, rows: body.rows)
        if right.column > body.column + used.columns, frame.put(code, in: right) { return nil }
        let below = Rect(
            column: body.column + 2, row: body.row + used.rows, columns: body.columns - 2,
            rows: body.rows - used.rows)
        if frame.put(code, in: below) { return nil }
        return "The QR code needs \(cells.columns) columns and \(cells.rows) rows more; make the window larger."
    }
}
