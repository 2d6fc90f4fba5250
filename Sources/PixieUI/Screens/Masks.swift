import OAuth
import Screen

/// How secrets look while they are not revealed.
enum Mask {
    /// `•••••••• (43)`: nothing but the length.
    static func bullets(_ count: Int, glyphs: Glyphs) -> Line {
        [Span(String(repeating: glyphs.bullet, count: 8), .hidden), Span(" (\(count))")]
    }

    /// The fixed start of a token's header and the shape of the rest: `eyJhbG….••••••.••••••`.
    static func token(_ secret: Secret, bullets count: Int, glyphs: Glyphs) -> Line {
        let parts = secret.reveal().split(separator: ".", omittingEmptySubsequences: false)
        let bullets = String(repeating: glyphs.bullet, count: count)
        guard parts.count == 3, parts[0].hasPrefix("eyJ") else { return Line(bullets + bullets, .hidden) }
        return [
            Span(String(parts[0].prefix(6)) + glyphs.ellipsis, .tokenHeader), ".", Span(bullets, .hidden), ".",
            Span(bullets, .hidden),
        ]
    }

    /// A token in full, header, payload and signature told apart.
    static func revealed(_ secret: Secret) -> Line {
        let parts = secret.reveal().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return Line(secret.reveal(), .strong) }
        return [
            Span(parts[0], .tokenHeader), ".", Span(parts[1], .tokenPayload), ".", Span(parts[2], .tokenSignature),
        ]
    }
}
