import Screen

/// Questions that are asked because something would be lost.
enum ConfirmText {
    static func title(_ confirmation: Confirmation, _ state: AppState) -> String {
        switch (confirmation, state.loss) {
        case (.editProfile, _): "Back to the profile?"
        case (.stopExchange, _): "Stop waiting?"
        case (.deleteProfile(let name), _): "Take \(name) out of the file?"
        case (.leave, .attempt(let seconds)): "A login is waiting (\(Countdown.text(seconds)) left)"
        case (.leave, .exchange): "The tokens are on their way"
        case (.leave, .tokens): "The tokens are only in memory"
        case (.leave, nil): "Leave?"
        }
    }

    static func add(_ confirmation: Confirmation, _ state: AppState, to sheet: inout Sheet) {
        let yes: (key: String, text: String)
        switch confirmation {
        case .leave: yes = ("d", leaving(state))
        case .editProfile:
            yes = ("y", "end this attempt: verifier and state are wiped")
        case .stopExchange:
            yes = ("y", "stop: the code is spent, so sign in again after it")
        case .deleteProfile:
            yes = ("y", "take the profile out of the file; its session stays until pixie logout")
        }
        if confirmation == .leave, state.canKeep { key("k", keeping(state), to: &sheet) }
        key(yes.key, yes.text, to: &sheet)
        key("Esc", "stay here", to: &sheet)
        if confirmation == .editProfile {
            sheet.gap()
            sheet.text("[ looks at the earlier steps without ending anything.", .faint, indent: 0)
        }
        // A question does not scroll, so the smallest window has only its keys.
        let hasRoom = state.size.rows >= 12
        if confirmation == .leave, state.awaiting != nil, !state.canKeep, state.demo == nil, hasRoom {
            sheet.gap()
            sheet.text(
                "It cannot be kept: this run stores nothing. --key-source says where the key of what is stored lies.",
                .faint, indent: 0)
        }
    }

    private static func keeping(_ state: AppState) -> String {
        let what = state.awaiting == nil ? "keep the session and leave" : "keep it waiting and leave"
        if state.isWaitingKept, state.awaiting != nil { return what + ": pixie resume goes on with it" }
        return state.keepQuestion.map { "\(what): \($0.note)" } ?? what
    }

    private static func leaving(_ state: AppState) -> String {
        switch state.loss {
        case .attempt: "discard it and leave: verifier and state are wiped"
        case .exchange: "leave without them: the code is spent"
        case .tokens: "forget them and leave (y on a tab copies one first)"
        case nil: "leave"
        }
    }

    private static func key(_ key: String, _ text: String, to sheet: inout Sheet) {
        let click = Hotspot.Meaning.key(key == "Esc" ? .escape : .character(Character(key)))
        sheet.labelled([Span(key, .focus, click: click)], Line(text), indent: 0, at: 5)
    }
}
