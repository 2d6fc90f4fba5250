import LoginFlow
import OAuth
import Screen

/// The code for another device: where to enter it, how it stands, and the same as a QR code.
enum DeviceScreen {
    /// The text keeps to this width, so that the QR code has its place beside it.
    private static let textWidth = 44

    static func draw(_ awaiting: Awaiting, _ state: AppState, in body: Rect, on frame: inout Frame) {
        let isNarrow = body.columns < Chrome.normalWidth
        let width = isNarrow ? body.columns : max(textWidth, body.columns - 36)
        guard let device = awaiting.device.opened else {
            frame.put(closed(awaiting, state, width: body.columns), in: body)
            return
        }
        let code = device.code
        let picture = (code.completeAddress ?? code.address).text
        // First without the picture, to know how much room the text takes.
        let text = sheet(device, state, width: width, note: nil)
        let used = Size(columns: width, rows: text.height)
        if let note = QRPart.draw(picture, in: body, beside: used, on: &frame) {
            frame.put(sheet(device, state, width: body.columns, note: note), in: body)
        } else {
            frame.put(text, in: Rect(column: body.column, row: body.row, columns: width, rows: body.rows))
        }
    }

    private static func sheet(_ device: OpenDevice, _ state: AppState, width: Int, note: String?) -> Sheet {
        var sheet = Sheet(width: width, glyphs: state.glyphs)
        let code = device.code
        sheet.add(SignInScreen.number(1, "Open this on any other device"))
        sheet.add(
            TextWrap.address(code.address.text, width: max(8, width - 4), glyphs: state.glyphs)
                .map { Line([Span("    "), Span($0, .address)]) })
        if let warning = code.address.hostName.warning { sheet.text(warning, .warning, indent: 4) }
        sheet.gap()
        sheet.add(SignInScreen.number(2, "Enter this code there"))
        sheet.add(Line([Span("    "), Span(DevicePart.spread(code.userCode), .strong)]))
        if note == nil, code.completeAddress != nil {
            sheet.text("Or scan the square: the code is in it.", indent: 4, .useful)
        }
        sheet.gap()
        sheet.text(waiting(device, state), indent: 1)
        if device.slowdowns > 0 {
            sheet.text(
                "The provider wants fewer questions: one every \(Durations.short(device.interval)) now.", .faint,
                indent: 1, .useful)
        }
        sheet.gap()
        sheet.text(
            "Only enter it for a login that you started yourself. Nobody else has to know it.", .warning, indent: 1,
            .explanation)
        sheet.text("Listener and paste go on waiting. v or Esc: back to them.", .faint, indent: 1, .explanation)
        if let note { sheet.text(note, .faint, indent: 1, .explanation) }
        return sheet
    }

    private static func waiting(_ device: OpenDevice, _ state: AppState) -> String {
        let left = Countdown.text(device.expiresAt - state.now.uptime)
        let asked: String
        switch device.questions {
        case 0: asked = "pixie will ask in a moment whether it was entered."
        case 1: asked = "Not entered yet; asked once."
        case let count: asked = "Not entered yet; asked \(count) times."
        }
        return "\(asked) The code is good for \(left)."
    }

    private static func closed(_ awaiting: Awaiting, _ state: AppState, width: Int) -> Sheet {
        var sheet = Sheet(width: width, glyphs: state.glyphs)
        sheet.add(Line(" The code for another device", .heading))
        switch awaiting.device {
        case .closed(let why):
            sheet.labelled(Line(state.glyphs.failed, .failed), Line(why.message), indent: 1, at: 3)
            sheet.text("The listener and the paste are not touched by that: v or Esc goes back to them.", indent: 3)
            sheet.text("n makes a new attempt, and asks for a new code.", indent: 3, .useful)
        case .asked:
            sheet.text("pixie is asking the provider for one.", indent: 3)
        case .notOffered, .open:
            break
        }
        return sheet
    }

    /// The address as a QR code, with what to do afterwards.
    static func drawPicture(_ awaiting: Awaiting, _ state: AppState, in body: Rect, on frame: inout Frame) {
        var sheet = Sheet(width: min(body.columns, 38), glyphs: state.glyphs)
        sheet.add(SignInScreen.number(1, "Scan it and sign in there"))
        sheet.text(
            "You end up on \(ForeignText(awaiting.attempt.redirect.short).safe(limit: 120)).", indent: 4)
        sheet.gap()
        sheet.add(SignInScreen.number(2, "Bring the answer here"))
        sheet.text("The whole address that you end on, pasted into this window.", indent: 4)
        sheet.text("Q or Esc: back.", .faint, indent: 4, .useful)
        let used = Size(columns: sheet.width, rows: sheet.height)
        if let note = QRPart.draw(awaiting.attempt.request.address.text, in: body, beside: used, on: &frame) {
            sheet.text(note, .warning, indent: 1)
        }
        frame.put(sheet, in: Rect(column: body.column, row: body.row, columns: sheet.width, rows: body.rows))
    }
}
