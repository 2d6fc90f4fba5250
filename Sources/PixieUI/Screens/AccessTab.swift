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
        sheet.labelled(
            Line("Scope", .faint), items: ScopeText.items(session, state.glyphs), indent: 1, at: 11, .useful)
        if let end = session.accessExpiresAt {
            row(
                "Ends", TokenTime.claim(end, at: state.now.wall), TokenTime.role(until: end, at: state.now.wall))
        } else {
            row("Ends", "the provider does not say")
        }
        row("Use", "Authorization: \(tokens.tokenType) <token>", .normal, .explanation)
        sheet.gap()
        if state.tokens.showsWord, !session.words.isEmpty {
            WordRows.add(session, state, to: &sheet)
            frame.put(sheet, in: rect)
            return
        }
        guard let shape = state.tokens.shape(of: .access) else { return }
        guard let tree = state.tokens.tree else {
            sheet.text(shape.explanation, indent: 1)
            if case .encrypted(let header) = shape.kind {
                sheet.gap()
                for fact in header {
                    row(
                        fact.name.safe(limit: 40), fact.value.safe(limit: 120) + (fact.meaning.map { "   " + $0 } ?? "")
                    )
                }
            }
            frame.put(sheet, in: rect)
            return
        }
        if state.tokens.rawLines != nil { return ClaimRows.draw(tree, state, in: rect, on: &frame) }
        sheet.add(Line(" " + shape.explanation, .faint), .explanation)
        let below = frame.put(sheet, in: rect.splitTop(rect.rows >= 12 ? 6 : rect.rows >= 8 ? 2 : 0).top)
        ClaimRows.draw(tree, state, in: rect.splitTop(below - rect.row).rest, on: &frame)
    }
}
