/// What the name of a terminal (`TERM`) tells beyond the terminal database.
struct TerminalName {
    let text: String

    /// Terminals that follow xterm: title stack, links, and xterm's entry of the database where theirs is missing.
    private static let xtermLike = [
        "xterm", "kitty", "foot", "alacritty", "ghostty", "wezterm", "konsole", "vte", "gnome", "contour", "mintty",
        "putty", "iterm", "rio", "st-", "stterm",
    ]

    private var isXtermLike: Bool { TerminalName.xtermLike.contains { text.hasPrefix($0) } || text == "st" }

    /// Names to try, the own one first.
    var candidates: [String] {
        if isXtermLike { return [text, "xterm-256color", "xterm"] }
        if text.hasPrefix("tmux") { return [text, "tmux-256color", "screen-256color", "screen"] }
        if text.hasPrefix("screen") { return [text, "screen-256color", "screen"] }
        if text.hasPrefix("rxvt") { return [text, "rxvt"] }
        return [text]
    }

    /// Has a stack of titles, and ignores the control strings that it does not know.
    var isModern: Bool { isXtermLike || text.hasPrefix("tmux") }
}
