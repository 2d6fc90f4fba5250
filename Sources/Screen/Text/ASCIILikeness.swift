/// ASCII in place of the typographic signs that our own sentences and borders use.
enum ASCIILikeness {
    static func of(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "✓", "✔": "+"
        case "✗", "✘", "×": "x"
        case "▸", "▶", "›", "»", "→": ">"
        case "◂", "◀", "‹", "«", "←": "<"
        case "↑": "^"
        case "↓": "v"
        case "·": "."
        case "•", "●": "*"
        case "…": "~"
        case "–", "—", "‐", "‑", "−", "─", "━", "═": "-"
        case "│", "┃", "║": "|"
        case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼", "╭", "╮", "╰", "╯": "+"
        case "“", "”", "„": "\""
        case "‘", "’", "‚": "'"
        case "█", "▓": "#"
        case "░", "▒": "."
        case "▏": "_"
        default: nil
        }
    }
}
