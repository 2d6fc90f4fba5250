import LoginFlow
import OAuth
import Screen

/// Which keys work now. The first binding of a key counts; the order is that of the key row, most needed first.
enum KeyMap {
    static func bindings(for state: AppState) -> [KeyBinding] {
        switch state.place {
        case .plainPage: []
        case .tooSmall: tooSmall
        case .confirm(let confirmation): confirming(confirmation, state)
        case .help: helping(state) + scrolling
        case .explain: explaining(state) + scrolling + [help] + tools(state) + always
        case .rejection: rejected(state) + scrolling + tools(state) + always
        case .messages: [backFromText("close")] + scrolling + tools(state) + always
        case .palette: palette + always
        case .work: work(state) + always
        case .picker: picker(state) + [checkingWork] + always
        case .profile: profile(state) + [checkingWork] + always
        case .discover: discover(state) + [help] + tools(state) + always
        case .request: request(state) + [help] + tools(state) + always
        case .signIn: signIn(state) + always
        case .exchange:
            [back("stop", "stop waiting"), explain] + looking(state) + [help, leave] + tools(state) + always
        case .tokens where state.view.prompt != nil: prompting
        case .failure where state.view.prompt != nil: prompting
        case .tokens: tokens(state) + [help, leave] + looking(state) + moving + tools(state) + always
        case .failure: failure(state) + [help, leave] + scrolling + tools(state) + always
        case .earlier(let step): earlier(state, step) + [help, leave] + moving + tools(state) + always
        }
    }

    static func action(for key: Key, in state: AppState) -> Action? {
        bindings(for: state).first { $0.keys.contains(key) }?.action
    }

    // MARK: Bindings that many places share

    static let help = KeyBinding("?", "help", "what this step is for", .help, also: [.function(1)])
    static let leave = KeyBinding("q", "leave", "leave pixie", .leave)

    static let always = [
        KeyBinding([.control("l")], "Ctrl-L", "repaint", "draw the screen again", .repaint, row: false),
        KeyBinding([.control("z")], "Ctrl-Z", "suspend", "go to the shell; fg comes back", .suspend, row: false),
        KeyBinding([.control("c")], "Ctrl-C", "leave", "twice: leave and discard", .interrupt, row: false),
        KeyBinding([.function(1)], "F1", "help", "this help", .help, row: false),
        KeyBinding([.control("k")], "Ctrl-K", "more", "every command by name", .palette, row: false),
        KeyBinding([], ":messages", "messages", "messages so far", .messages, row: false),
    ]

    /// Where letters are commands.
    static func tools(_ state: AppState) -> [KeyBinding] {
        let meaning = state.isMouseOn ? "mouse off: the terminal selects" : "mouse on: click keys, tabs, rows"
        let mouse = KeyBinding("m", "mouse", meaning, .toggleMouse, row: false)
        let copied = KeyBinding("P", "plain", "plain page of what was copied", .showCopied, row: false)
        return [commandKey, mouse] + (state.copied?.lines == nil ? [] : [copied])
    }

    /// Lists with a selected row.
    static let moving = [
        KeyBinding([.down, .character("j")], "↓ j", "down", "next row", .moveDown, row: false),
        KeyBinding([.up, .character("k")], "↑ k", "up", "row before", .moveUp, row: false),
        KeyBinding([.pageDown], "PgDn", "", "a page down", .pageDown, row: false),
        KeyBinding([.pageUp], "PgUp", "", "a page up", .pageUp, row: false),
        KeyBinding([.character("g"), .home], "g", "", "first row", .toFirst, row: false),
        KeyBinding([.character("G"), .end], "G", "", "last row", .toLast, row: false),
    ]

    /// A line is being typed: letters are text.
    static let prompting = [
        KeyBinding([.enter], "Enter", "done", "take what is typed", .submitPrompt),
        KeyBinding([.escape], "Esc", "back", "forget what is typed", .cancelPrompt),
        KeyBinding([.control("c")], "Ctrl-C", "leave", "twice: leave pixie", .interrupt, row: false),
    ]

    /// Texts that may be longer than their box.
    static let scrolling = [
        KeyBinding([.down, .character("j")], "↓ j", "more", "scroll down", .moveDown, row: false),
        KeyBinding([.up, .character("k")], "↑ k", "", "scroll up", .moveUp, row: false),
        KeyBinding([.pageDown, .character(" ")], "PgDn", "", "a page down", .pageDown, row: false),
        KeyBinding([.pageUp], "PgUp", "", "a page up", .pageUp, row: false),
        KeyBinding([.character("g"), .home], "g", "", "to the start", .toFirst, row: false),
        KeyBinding([.character("G"), .end], "G", "", "to the end", .toLast, row: false),
    ]

    static let explain = KeyBinding("x", "explain", "explain the selected row", .explain)

    static func back(_ label: String, _ meaning: String? = nil) -> KeyBinding {
        KeyBinding([.escape], "Esc", label, meaning ?? label, .back)
    }

    /// Where letters are commands and nothing is typed.
    static func backFromText(_ label: String, _ meaning: String? = nil) -> KeyBinding {
        KeyBinding([.escape, .character("b"), .backspace], "Esc", label, meaning ?? label, .back)
    }

    static func looking(_ state: AppState) -> [KeyBinding] {
        var bindings: [KeyBinding] = []
        if state.shownStep > .profile {
            let meaning = "look at earlier steps"
            bindings.append(KeyBinding("[", "look back", meaning, .lookBack))
        }
        return bindings
    }

    private static let tooSmall = [
        KeyBinding("q", "leave", "leave pixie", .leave),
        KeyBinding([.control("c")], "Ctrl-C", "leave", "twice: leave and discard", .interrupt),
        KeyBinding([.control("l")], "Ctrl-L", "repaint", "draw the screen again", .repaint, row: false),
        KeyBinding([.control("z")], "Ctrl-Z", "suspend", "go to the shell", .suspend, row: false),
    ]

    private static func confirming(_ confirmation: Confirmation, _ state: AppState) -> [KeyBinding] {
        let stay = KeyBinding([.escape, .character("n")], "Esc", "stay here", "stay here", .back)
        let letter: Character
        let label: String
        switch confirmation {
        case .leave: (letter, label) = ("d", "discard and leave")
        case .editProfile: (letter, label) = ("y", "end the attempt")
        case .stopExchange: (letter, label) = ("y", "stop")
        case .deleteProfile: (letter, label) = ("y", "take it out")
        }
        let keeping = state.awaiting == nil ? "keep the session and leave" : "leave; pixie resume goes on"
        let keep = KeyBinding("k", "keep and leave", keeping, .keepAndLeave)
        return (confirmation == .leave && state.canKeep ? [keep] : []) + [
            KeyBinding(letter, label, label, .confirm),
            stay,
            KeyBinding([.control("c")], "Ctrl-C", "leave", "leave and discard", .interrupt, row: false),
            KeyBinding([.control("l")], "Ctrl-L", "repaint", "draw the screen again", .repaint, row: false),
            KeyBinding([.control("z")], "Ctrl-Z", "suspend", "go to the shell", .suspend, row: false),
        ]
    }

    /// The box about a failure names the keys that try again, so they work in it.
    private static func explaining(_ state: AppState) -> [KeyBinding] {
        guard case .failed = state.flow else { return [backFromText("close")] }
        let named = failure(state).filter { [.retry, .report].contains($0.action) }
        return [backFromText("close")] + named + [leave]
    }

    private static func helping(_ state: AppState) -> [KeyBinding] {
        guard case .help(let page, _) = state.overlay else { return always }
        let other = page == .step ? "all keys" : "this step"
        return [
            KeyBinding(
                [.escape, .enter, .character("q"), .character("b"), .backspace], "Esc", "close", "close the help",
                .back),
            KeyBinding("?", other, other, .help, also: [.function(1)]),
        ] + tools(state) + always
    }

    private static func earlier(_ state: AppState, _ step: Step) -> [KeyBinding] {
        var bindings = [backFromText("back to now", "back to the step that the login is at"), explain]
        if step > .profile { bindings.append(KeyBinding("[", "before", "the step before", .lookBack)) }
        bindings.append(KeyBinding("]", "after", "the step after", .lookForward))
        if step == .request, state.attempt != nil {
            bindings.append(revealing(state, "show secrets for \(state.preferences.revealText)"))
        }
        return bindings
    }

    static func revealing(_ state: AppState, _ meaning: String) -> KeyBinding {
        KeyBinding("r", state.isRevealed ? "hide" : "show", meaning, .reveal)
    }
}
