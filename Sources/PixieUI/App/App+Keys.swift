import LoginFlow
import OAuth
import Screen

// From a key to an action.
extension App {
    static func press(_ key: Key, _ state: inout AppState) -> [AppCommand] {
        if key.isOfAPerson { state.reveal?.touch(at: state.now.uptime) }
        switch key {
        case .focusIn:
            state.hasFocus = true
            return []
        case .focusOut:
            state.hasFocus = false
            state.reveal = nil
            return []
        case .unknown:
            return []
        case .mouse(let event):
            return point(event, &state)
        case .paste(let text):
            return take(text, &state)
        case .character, .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
            .home, .end, .pageUp, .pageDown, .control, .alt, .function:
            break
        }
        if state.isOnPlainPage {
            state.isOnPlainPage = false
            return [.leavePlainPage]
        }
        let action = KeyMap.action(for: key, in: state)
        if action != .interrupt { state.interruptArmedUntil = nil }
        if let action {
            state.message = nil
            return perform(action, &state)
        }
        type(key, &state)
        return []
    }

    /// What is no command may be text for a field.
    private static func type(_ key: Key, _ state: inout AppState) {
        if let prompt = state.view.prompt { return type(key, into: prompt, &state) }
        switch state.place {
        case .palette:
            typeCommand(key, &state)
        case .picker:
            if state.picker?.isFiltering == true, state.picker?.type(key) == true { state.message = nil }
        case .work:
            if state.work?.edit(key) == true { state.message = nil }
        case .profile:
            if state.form.edit(key) { state.message = nil }
        case .signIn:
            guard let awaiting = state.awaiting, state.view.page == .ways else { return }
            // The field is edited at its end only: what is shown is not what is in it.
            guard !key.needsCursor else { return }
            if state.paste.edit(key, for: awaiting) { state.message = nil }
        case .plainPage, .tooSmall, .confirm, .help, .explain, .rejection, .messages, .discover, .request, .exchange,
            .tokens,
            .failure, .earlier:
            break
        }
    }

    /// While an answer is waited for, a paste goes to the field wherever it was made.
    private static func take(_ text: String, _ state: inout AppState) -> [AppCommand] {
        var commands: [AppCommand] = []
        if state.isOnPlainPage {
            state.isOnPlainPage = false
            commands.append(.leavePlainPage)
        }
        if state.place == .work {
            state.work?.paste(text)
            state.message = nil
            return commands
        }
        if let prompt = state.view.prompt {
            type(.paste(text), into: prompt, &state)
            return commands
        }
        if let awaiting = state.awaiting {
            // Blanks would only turn the letters from commands into text.
            guard text.contains(where: { !$0.isWhitespace }) else { return commands }
            state.paste.paste(text, for: awaiting, at: state.now.uptime)
            guard !state.paste.isEmpty else { return commands }
            state.overlay = nil
            state.view.lookingBack = nil
            state.view.page = .ways
            state.message = PasteAdvice.message(about: text, in: state.surroundings)
            return commands
        }
        if case .palette = state.overlay {
            typeCommand(.paste(text), &state)
            return commands
        }
        switch state.flow {
        case .configuring where state.place == .picker:
            state.picker?.isFiltering = true
            _ = state.picker?.type(.paste(text))
        case .configuring:
            guard state.form.edit(.paste(text)) else { break }
            state.overlay = nil
            state.message = nil
        case .failed where state.flow.step >= .signIn:
            state.message = StatusMessage(
                .note, "This attempt is over, so its answer cannot be used. Start a new one and sign in again.")
        case .discovering, .ready, .generating, .opening, .pushing, .prepared, .awaitingCallback, .exchanging,
            .verifying,
            .authenticated, .failed:
            state.message = StatusMessage(.note, "Nothing here takes a paste.")
        }
        return commands
    }

    /// Hands the field to the machine. A rejected answer stays in it.
    static func submitPaste(_ state: inout AppState) -> [AppCommand] {
        guard state.awaiting != nil, !state.paste.isEmpty else { return [] }
        state.paste.stopSending()
        return feed(.answerPasted(state.paste.text), &state)
    }
}

extension Key {
    /// Means something only where a cursor moves within the text.
    fileprivate var needsCursor: Bool {
        switch self {
        case .left, .right, .home, .end, .alt, .delete: true
        case .character, .enter, .escape, .tab, .backTab, .backspace, .insert, .up, .down, .pageUp, .pageDown, .control,
            .function, .paste, .mouse, .focusIn, .focusOut, .unknown:
            false
        }
    }

    /// Somebody is at the keyboard; the terminal does the rest by itself.
    fileprivate var isOfAPerson: Bool {
        switch self {
        case .focusIn, .focusOut, .unknown: false
        case .character, .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
            .home, .end, .pageUp, .pageDown, .control, .alt, .function, .paste, .mouse:
            true
        }
    }
}
