import LoginFlow
import OAuth
import Screen

/// The token for the API.
enum AccessTab {
    static func draw(_ session: Session, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        let tokens = session.tokens
        var sheet = Sheet(width: rect.columns, glyphs: state.glyphs)
        func row(_ label: String, _ text: String, _ role: Role = .normal, _ need: Sheet.Need = .useful) {
            sheet.add(Line([Span(" " + label.column(10, state.glyphs), .faint), Span(text, role)]), need)
        }
        row("Type", tokens.tokenType)
        row("Scope", scope(session))
        if let end = session.accessExpiresAt {
            row(
                "Ends", TokenTime.claim(end, at: state.now.wall), TokenTime.role(until: end, at: state.now.wall))
        } else {
            row("Ends", "the provider does not say")
        }
        row("Use", "Authorization: \(tokens.tokenType) <token>", .normal, .explanation)
        sheet.gap()
        guard let claims = TokenFacts.claims(of: .access, in: session) else {
            sheet.text(
                "Not a JWT, \(tokens.accessToken.count) characters: only the provider and the API can read it. That is "
                    + "fine: an access token is not made for the client (RFC 6749 1.4).", indent: 1)
            frame.put(sheet, in: rect)
            return
        }
        let note = Line(" A JWT for the API: shown here, not judged. Judging it is the API's part.", .faint)
        sheet.add(note, .explanation)
        let below = frame.put(sheet, in: rect.splitTop(rect.rows >= 12 ? 6 : rect.rows >= 8 ? 2 : 0).top)
        ClaimRows.draw(claims, state, in: rect.splitTop(below - rect.row).rest, on: &frame)
    }

    private static func scope(_ session: Session) -> String {
        guard let scope = session.tokens.scope else {
            return ForeignText(session.provider.plan.client.scopeText).safe(limit: 200) + " (as asked for)"
        }
        return scope.isEmpty ? "none" : scope.map { $0.safe(limit: 60) }.joined(separator: " ")
    }
}
