@testable import OAuth
import Testing

/// What somebody who wants to fool a person or a terminal writes into a text, and what may never come out.
enum HostileText {
    static let table: [String] = [
        "\u{1b}[2J\u{1b}[H", "\u{1b}]0;title\u{7}", "\u{1b}]52;c;aGk=\u{1b}\\", "\u{1b}P1$r\u{1b}\\",
        "\u{1b}_x\u{1b}\\",
        "\u{9b}31m", "\u{9d}0;x\u{9c}", "a\rb", "a\nError: forged", "a\tb", "a\u{8}\u{8}b", "\u{0}", "\u{7f}", "\u{85}",
        "\u{202e}moc.live", "\u{2066}a\u{2069}", "\u{200e}\u{200f}\u{61c}", "a\u{200b}b\u{2060}c\u{feff}", "\u{ad}",
        "\u{e0041}\u{e007f}", "\u{2028}x\u{2029}", "\u{301}lone", " \u{301}",
        "Z" + String(repeating: "\u{300}", count: 400),
        "\u{fe0f}", "\u{3164}", "\u{2800}", "\u{fffd}", "\u{10ffff}", String(repeating: "x", count: 100_000),
        "https://\u{430}pple.com@\u{1b}[31mevil/",
    ]

    /// Whether nothing in a text would be obeyed, hidden or reordered by a terminal.
    ///
    /// - Parameter lines: Whether line ends of ours may be in it.
    static func isHarmless(_ text: String, lines: Bool = false) -> Bool {
        var marks = 0
        var hasLetter = false
        for scalar in text.unicodeScalars {
            if scalar == "\n", lines {
                hasLetter = false
                continue
            }
            guard DisplaySafety.isPlain(scalar) else { return false }
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark:
                marks += 1
                guard hasLetter, marks <= DisplaySafety.marksPerLetter else { return false }
            case _:
                marks = 0
                hasLetter = scalar != " "
            }
        }
        return true
    }
}
