import Screen

// The keys of the pages for another device.
extension KeyMap {
    static func anotherDevice(_ state: AppState) -> [KeyBinding] {
        let isDevice = state.view.page == .device
        return [
            KeyBinding([.escape], "Esc", "back", "back to the address and the field", .back),
            KeyBinding(
                isDevice ? "v" : "Q", "back", "back to the address and the field",
                isDevice ? .showDevice : .showPicture, also: [isDevice ? .character("Q") : .character("v")], row: false),
            KeyBinding("n", "new", "new attempt, and a new code if this one is over", .newAttempt),
            KeyBinding("+", "5 min", "5 more minutes", .extendWait),
            help, leave,
        ] + looking(state)
    }
}
