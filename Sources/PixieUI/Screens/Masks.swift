import OAuth
import Screen

/// How secrets look while they are not revealed.
enum Mask {
    /// `•••••••• (43)`: nothing but the length.
    static func bullets(_ count: Int, glyphs: Glyphs) -> Line {
        [Span(String(repeating: glyphs.bullet, count: 8), .hidden), Span(" (\(count))")]
    }

    /// The fixed start of a token's header and the shape of the rest: `eyJhbG….••••••.••••••`.
    static func token(_ shape: TokenShape?, bullets count: Int, glyphs: Glyphs) -> Line {
        let bullets = String(repeating: glyphs.bullet, count: count)
        let parts: Int
        switch shape?.kind {
        case .jwt: parts = 3
        case .encrypted: parts = 5
        case .opaque, nil: return Line(bullets + bullets, .hidden)
        }
        let start = shape?.start ?? ""
        guard start.hasPrefix("eyJ") else { return Line(bullets + bullets, .hidden) }
        let first: Line = [Span(start + glyphs.ellipsis, .tokenHeader)]
        return (1..<parts).reduce(first) { line, _ in line + [Span("."), Span(bullets, .hidden)] }
    }

    /// The first `limit` characters of a token, header, payload and signature told apart.
    static func revealed(_ secret: Secret, limit: Int) -> Line {
        let text = secret.reveal()
        let shown = String(text.utf8.count <= limit ? text[...] : text.prefix(limit))
        let parts = shown.split(separator: ".", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
        guard shown.hasPrefix("eyJ"), (2...3).contains(parts.count) || shown.count < text.utf8.count else {
            return Line(shown, .strong)
        }
        let roles: [Role] = [.tokenHeader, .tokenPayload, .tokenSignature]
        var line = Line()
        for (index, part) in parts.enumerated() {
            if index > 0 { line.append(".") }
            line.append(part, index < roles.count ? roles[index] : .strong)
        }
        return line
    }
}
