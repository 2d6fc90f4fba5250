import Screen

extension KeyMap {
    /// Opens the palette. The colon is text in forms, Ctrl-K never is.
    static let commandKey = KeyBinding(
        ":", "more", "every command by name", .palette, also: [.control("k")])

    /// The keys of the palette itself. Letters are its text.
    static let palette = [
        KeyBinding([.enter], "Enter", "do it", "do the marked command", .runCommand),
        KeyBinding([.down, .tab, .control("n")], "↓", "next", "next command", .moveDown),
        KeyBinding([.up, .backTab, .control("p")], "↑", "", "command before", .moveUp, row: false),
        KeyBinding([.pageDown], "PgDn", "", "a page down", .pageDown, row: false),
        KeyBinding([.pageUp], "PgUp", "", "a page up", .pageUp, row: false),
        KeyBinding([.escape, .control("k")], "Esc", "close", "close the list", .back),
    ]

    /// What can be done at the place under help, explanation or palette, each action once. Help and palette list this.
    static func commands(in state: AppState) -> [KeyBinding] {
        var below = state
        below.overlay = state.overlayBelow
        var seen: [Action] = []
        return bindings(for: below).filter { binding in
            if binding.action == .palette || seen.contains(binding.action) { return false }
            seen.append(binding.action)
            return true
        }
    }
}
