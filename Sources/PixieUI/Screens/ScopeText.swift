import LoginFlow
import OAuth
import Screen

/// What was asked for against what was granted (RFC 6749 section 3.3).
enum ScopeText {
    /// One scope each, with its mark.
    static func items(_ session: Session, _ glyphs: Glyphs) -> [Line] {
        let asked = session.provider.plan.client.scopes
        guard let granted = session.tokens.scope else {
            let text = ForeignText(asked.joined(separator: " ")).safe(limit: 300)
            return [Line(text.isEmpty ? "none" : text), Line("the provider says nothing else", .faint)]
        }
        let known = Set(granted)
        let wanted = Set(asked.map { ForeignText($0) })
        let answered = asked.prefix(100).map { scope -> Line in
            let name = ForeignText(scope)
            return known.contains(name)
                ? [Span(glyphs.passed, .passed), Span(" " + name.safe(limit: 60))]
                : [Span(glyphs.failed, .failed), Span(" \(name.safe(limit: 60)) (not granted)")]
        }
        let more = granted.prefix(100).filter { !wanted.contains($0) }.map { scope -> Line in
            [Span("!", .warning), Span(" \(scope.safe(limit: 60)) (not asked for)")]
        }
        let items = answered + more
        return items.isEmpty ? [Line("none")] : items
    }
}
