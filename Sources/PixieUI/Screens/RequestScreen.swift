import LoginFlow
import OAuth
import Screen

/// The PKCE material and every parameter of the request.
enum RequestScreen {
    /// While randomness is drawn and the listener opens.
    static func drawMaking(_ state: AppState, in body: Rect, on frame: inout Frame) {
        var sheet = Sheet(width: body.columns, glyphs: state.glyphs)
        sheet.add(Line(" Making the request", .heading))
        sheet.gap()
        sheet.text(
            "Drawing random values, and opening a port on this machine for the answer.", indent: 3)
        frame.put(sheet, in: body)
    }

    static func draw(_ attempt: Attempt, _ state: AppState, in body: Rect, on frame: inout Frame) {
        let isHigh = body.rows >= 20
        let sheet = diagram(attempt, state, width: body.columns, isHigh: isHigh)
        let top = body.splitTop(max(4, body.rows / 2)).top
        let row = frame.put(sheet, in: top)
        parameters(attempt, state, in: body.splitTop(row - body.row).rest, on: &frame)
    }

    // MARK: From verifier to challenge

    /// The derivation before the person's eyes: the hash can be checked against the challenge below it.
    private static func diagram(_ attempt: Attempt, _ state: AppState, width: Int, isHigh: Bool) -> Sheet {
        var sheet = Sheet(width: width, glyphs: state.glyphs)
        let pkce = attempt.material.pkce
        let challenge = pkce.challenge
        let isNarrow = width < Chrome.normalWidth
        sheet.add(Line(isNarrow ? " PKCE (S256)" : " PKCE: a secret of its own for this one login", .heading))
        if isHigh {
            sheet.text(
                "pixie sends only the hash of the verifier now, and the verifier itself with the code. So a code that "
                    + "somebody steals in the browser is worth nothing (RFC 7636).", indent: 1, .explanation)
        }
        sheet.gap()
        let label = isNarrow ? 1 : 16
        let down = state.glyphs == .ascii ? "v" : "▾"
        sheet.add(verifier(pkce, state, labelWidth: label, isNarrow: isNarrow))
        sheet.add(Line([Span(indent(label) + "  \(down) SHA-256", .faint)]), .useful)
        if let digest = Base64URL.decode(challenge) {
            let hex = digest.map(hex).joined()
            let length = width - label >= hex.count ? hex.count : hex.count / 2
            let rows = stride(from: 0, to: hex.count, by: length).map { start in
                Line(indent(label) + hex.dropFirst(start).prefix(length), .faint)
            }
            sheet.add(rows, .useful)
            sheet.add(Line([Span(indent(label) + "  \(down) base64url, no padding", .faint)]), .useful)
        }
        let name = isNarrow ? " " : " code_challenge".column(label, state.glyphs)
        var line: Line = [Span(name, .strong), Span(challenge, .passed)]
        let note = "   goes to the provider now"
        if line.width + note.count < width { line.append(note, .faint) }
        sheet.add(line)
        sheet.gap()
        return sheet
    }

    private static func verifier(_ pkce: PKCE, _ state: AppState, labelWidth: Int, isNarrow: Bool) -> Line {
        let name = isNarrow ? " " : " code_verifier".column(labelWidth, state.glyphs)
        var line = Line([Span(name, .strong)])
        if state.isRevealed, let reveal = state.reveal {
            line.append(pkce.verifier.secret.reveal(), .warning)
            let left = reveal.secondsLeft(at: state.now.uptime)
            if !isNarrow { line.append("  \(left) s", .warning) }
        } else {
            line = line + Mask.bullets(pkce.verifier.secret.count, glyphs: state.glyphs)
            line.append(isNarrow ? "  r shows it" : "   stays here until the code comes   r shows it", .faint)
        }
        return line
    }

    private static func indent(_ count: Int) -> String { String(repeating: " ", count: count) }

    private static func hex(_ octet: UInt8) -> String {
        let text = String(octet, radix: 16)
        return text.count == 1 ? "0" + text : text
    }

    // MARK: Parameters

    private static func parameters(_ attempt: Attempt, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        let rows = RequestFacts.rows(of: attempt, in: state)
        guard rect.rows >= 2 else { return }
        let title = rect.columns < 40 ? " The request" : " The request, parameter by parameter"
        frame.put(Line(title, .heading), at: rect.origin, width: rect.columns)
        let area = rect.splitTop(1).rest
        let detailRows = area.rows >= 8 ? 3 : 0
        let list = area.splitTop(min(rows.count, area.rows - detailRows)).top
        let isNarrow = rect.columns < Chrome.normalWidth
        let nameWidth = 22
        // The longest reason takes 33 columns.
        let valueWidth = rect.columns < 72 ? rect.columns - nameWidth - 3 : min(56, rect.columns - nameWidth - 36)
        let lines = rows.map { row -> Line in
            let value = row.shown.column(valueWidth, state.glyphs)
            var line = Line([Span(row.name.column(nameWidth, state.glyphs)), Span(value, .hidden)])
            if !isNarrow, rect.columns >= 72 { line.append(" " + ParameterGlossary.entry(row.name).short, .faint) }
            return line
        }
        frame.putList(lines, selection: state.view.listSelection, in: list)
        guard detailRows > 0, rows.indices.contains(state.view.listSelection) else { return }
        let row = rows[state.view.listSelection]
        let entry = ParameterGlossary.entry(row.name)
        let text: Line = [Span(row.name + "  ", .strong), Span(entry.why + " "), Span(entry.source, .faint)]
        var sheet = Sheet(width: rect.columns - 1, glyphs: state.glyphs)
        sheet.gap()
        sheet.labelled(Line(), text, indent: 1, at: 1, .useful)
        if row.shown.count > valueWidth {
            sheet.add(
                TextWrap.address(row.shown, width: rect.columns - 3, glyphs: state.glyphs).map {
                    Line(" " + $0, .hidden)
                },
                .explanation)
        }
        frame.put(sheet, in: area.splitTop(list.rows).rest)
    }
}
