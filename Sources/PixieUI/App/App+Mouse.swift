import Screen

// The mouse, when it is on. A click does what a key does, and nothing else.
extension App {
    private static let wheelRows = 3

    static func point(_ event: MouseEvent, _ state: inout AppState) -> [AppCommand] {
        // A report that was on its way when the mouse was switched off means nothing any more.
        guard state.isMouseOn, !state.isOnPlainPage else { return [] }
        switch event {
        case .wheelUp:
            move(by: -wheelRows, &state)
        case .wheelDown:
            move(by: wheelRows, &state)
        case .click(let position):
            switch AppView.render(state, size: state.size).meaning(at: position) {
            case .key(let key):
                // Where the key is text now, the click would type it.
                guard KeyMap.action(for: key, in: state) != nil else { return [] }
                return press(key, &state)
            case .row(let row):
                return click(row: row, &state)
            case nil:
                break
            }
        }
        return []
    }

    /// Marks the row; a click on the marked one does what Enter does there.
    private static func click(row: Int, _ state: inout AppState) -> [AppCommand] {
        switch state.place {
        case .palette:
            guard case .palette(var palette) = state.overlay else { return [] }
            palette.select(row)
            state.overlay = .palette(palette)
            return runCommand(&state)
        case .picker:
            guard let now = state.picker?.selection else { return [] }
            if now == row { return press(.enter, &state) }
            state.picker?.move(by: row - now)
        case .profile:
            state.form.focus(row)
        case .tokens:
            if state.tokens.selection == row { return press(.enter, &state) }
            move(by: row - state.tokens.selection, &state)
        case .discover, .request, .earlier:
            move(by: row - state.view.listSelection, &state)
        case .plainPage, .tooSmall, .confirm, .help, .explain, .rejection, .messages, .work, .signIn, .exchange,
            .failure:
            break
        }
        return []
    }

    static func toggleMouse(_ state: inout AppState) -> [AppCommand] {
        state.isMouseOn.toggle()
        state.message = StatusMessage(
            .note,
            state.isMouseOn
                ? "Mouse on: click keys, tabs, rows and the address. Hold Shift to select text; m gives it back."
                : "Mouse off: the terminal selects text again.")
        return [.reportMouse(state.isMouseOn)]
    }
}
