import Screen

// The palette and what it runs.
extension App {
    static func openPalette(_ state: inout AppState) {
        if case .palette = state.overlay {
            state.overlay = state.overlayBelow
            return
        }
        // Of help, explanations and messages the palette is about what lies under them.
        let below = state.overlayBelow ?? state.overlay
        state.overlay = .palette(Palette())
        if case .rejection = below { state.overlayBelow = below }
        state.reveal = nil
    }

    /// Closes the palette and does what is marked in it.
    static func runCommand(_ state: inout AppState) -> [AppCommand] {
        guard case .palette(let palette) = state.overlay else { return [] }
        guard let command = palette.selected(of: KeyMap.commands(in: state)) else {
            state.message = StatusMessage(.note, "No command has such a name. Esc closes the list.")
            return []
        }
        state.overlay = state.overlayBelow
        return perform(command.action, &state)
    }

    /// False when the key is no text for the palette.
    static func typeCommand(_ key: Key, _ state: inout AppState) {
        guard case .palette(var palette) = state.overlay else { return }
        if key == .backspace, palette.filter.isEmpty {
            state.overlay = state.overlayBelow
        } else if palette.type(key) {
            state.overlay = .palette(palette)
        }
    }
}
