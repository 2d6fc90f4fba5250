import OAuth
import Screen

// The keys of "Check your work". Letters belong to the fields; while both are empty, some are commands.
extension KeyMap {
    static let checkingWork = KeyBinding(
        [.function(2), .control("x")], "F2", "PKCE", "check a verifier and a challenge of your own", .work(.open),
        row: false)

    static func work(_ state: AppState) -> [KeyBinding] {
        guard let desk = state.work else { return [] }
        var bindings = [
            KeyBinding(
                [.enter, .tab, .backTab, .up, .down], "Tab", "other field", "verifier or challenge",
                .work(.otherField)),
            KeyBinding([.control("n")], "Ctrl-N", "new pair", "make a verifier and its challenge", .work(.newPair)),
        ]
        if !desk.verifier.isEmpty {
            bindings.append(
                KeyBinding(
                    [.control("r")], "Ctrl-R", state.isRevealed ? "hide" : "show",
                    "show the verifier for \(state.preferences.revealText)",
                    .reveal))
            bindings.append(
                KeyBinding(
                    [.control("y")], "Ctrl-Y", "copy", "copy the challenge of the verifier", .work(.copyChallenge)))
        }
        bindings.append(KeyBinding([.control("u")], "Ctrl-U", "clear", "clear the field", .work(.clear)))
        if !desk.isAlone { bindings.append(back("back", "back to where you were")) }
        if desk.isEmpty { return bindings + [help, leave] }
        return bindings + [
            KeyBinding([.function(1)], "F1", "help", "what this is for", .help),
            KeyBinding([.control("c")], "Ctrl-C", "twice: leave", "twice: leave pixie", .interrupt),
        ]
    }
}
