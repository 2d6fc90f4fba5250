import LoginFlow
import OAuth
import Screen

// The keys of each step.
extension KeyMap {
    /// Letters belong to the field that has the focus, so commands are other keys here.
    static func profile(_ state: AppState) -> [KeyBinding] {
        var bindings = [
            KeyBinding([.enter], "Enter", "go on", "next field, then log in", .submitForm),
            KeyBinding([.tab, .down], "Tab", "next field", "next field", .nextField),
            KeyBinding([.backTab, .up], "Shift-Tab", "field before", "field before", .previousField, row: false),
            KeyBinding([.function(1)], "F1", "help", "what this step is for", .help),
            KeyBinding([.control("u")], "Ctrl-U", "clear", "clear the field", .clearField, row: false),
        ]
        if state.form.focus == .provider {
            bindings.insert(
                KeyBinding([.right], "← →", "choose", "another provider; letters go to its name", .nextProvider), at: 1)
        }
        if state.picker != nil { bindings.append(back("profiles", "back to the list of profiles")) }
        if state.form.editor(state.form.focus).isEmpty {
            // No field starts with a question mark.
            bindings.append(KeyBinding("?", "help", "help, while the field is empty", .help, row: false))
        }
        bindings.append(KeyBinding([.control("c")], "Ctrl-C", "twice: leave", "twice: leave pixie", .interrupt))
        return bindings
    }

    static func discover(_ state: AppState) -> [KeyBinding] {
        var bindings: [KeyBinding] = []
        if case .ready = state.flow {
            bindings.append(KeyBinding([.enter], "Enter", "go on", "make the request", .goOn))
            bindings += [explain] + moving
        }
        let label = bindings.isEmpty ? "stop" : "change profile"
        return bindings + [backFromText(label, "back to the form"), leave]
    }

    static func request(_ state: AppState) -> [KeyBinding] {
        guard case .prepared = state.flow else { return [backFromText("stop", "back to the form"), leave] }
        return [
            KeyBinding([.enter], "Enter", "go on", "go on to Sign in", .goOn),
            revealing(state, "show secrets for \(state.preferences.revealText)"),
            KeyBinding("y", "copy", "copy the selected value", .copyItem), explain,
        ] + moving + looking(state) + [backFromText("change profile", "back to the form"), leave]
    }

    /// Control forms always act; letters act while the field is empty.
    static func signIn(_ state: AppState) -> [KeyBinding] {
        var bindings: [KeyBinding] = []
        if state.view.page != .ways {
            bindings += anotherDevice(state)
        } else if state.paste.isEmpty {
            bindings += signInLetters(state)
        } else {
            if state.paste.sendsAt != nil {
                bindings.append(KeyBinding([.escape], "Esc", "stop", "do not send it", .stopSending))
            } else {
                bindings.append(back("clear", "clear the field"))
            }
            bindings.append(KeyBinding([.enter], "Enter", "use it", "use the answer now", .sendPaste))
            bindings.append(KeyBinding([.control("u")], "Ctrl-U", "clear", "clear the field", .clearField))
        }
        return bindings + [
            KeyBinding([.control("o")], "Ctrl-O", "open", "open a browser here", .openBrowser, row: false),
            KeyBinding([.control("y")], "Ctrl-Y", "copy", "copy the address", .copyAddress, row: false),
            KeyBinding([.control("p")], "Ctrl-P", "plain", "plain page", .showPlainPage, row: false),
            KeyBinding([.control("n")], "Ctrl-N", "new", "new attempt", .newAttempt, row: false),
        ]
    }

    private static func signInLetters(_ state: AppState) -> [KeyBinding] {
        var bindings: [KeyBinding] = []
        let open = "open a browser here"
        switch state.surroundings.browserAdvice {
        case .available:
            bindings.append(KeyBinding("o", "open", open, .openBrowser, also: [.enter]))
        case .warned:
            bindings.append(KeyBinding("o", "open", open, .openBrowser))
        case .unavailable:
            // It says why, so it is not in the row.
            bindings.append(KeyBinding("o", "open", "why no browser opens here", .openBrowser, row: false))
        }
        bindings.append(KeyBinding("c", "copy", "copy the address", .copyAddress))
        bindings.append(KeyBinding("p", "plain", "address on a plain page", .showPlainPage))
        if state.demo != nil {
            bindings.append(
                KeyBinding("d", "demo user", "pixie signs in as demo user", .visitAsDemoUser))
        }
        if let awaiting = state.awaiting {
            bindings += choices(awaiting, at: state.now)
        }
        bindings += [
            help,
            leave,
            KeyBinding("n", "new", "new attempt, new secrets", .newAttempt),
            KeyBinding("+", "5 min", "5 more minutes", .extendWait),
            KeyBinding("x", "explain", "explain every parameter", .explain),
        ]
        if let awaiting = state.awaiting, awaiting.device != .notOffered {
            bindings.append(KeyBinding("v", "device", "the code for another device", .showDevice))
        }
        bindings.append(KeyBinding("Q", "QR", "QR code for another device", .showPicture, row: false))
        if state.awaiting?.rejection != nil {
            bindings.append(KeyBinding("w", "what was wrong", "the answer not used", .showRejection))
        }
        if state.paste.former != nil {
            bindings.append(KeyBinding("u", "undo", "bring the last paste back", .bringBackPaste, row: false))
        }
        return bindings + [
            back("change profile", "change profile (asks first)"),
            KeyBinding("D", "report", "report without secrets", .report, row: false),
        ] + looking(state) + tools(state)
    }

    /// Earlier attempts that still count, by number.
    private static func choices(_ awaiting: Awaiting, at now: Moment) -> [KeyBinding] {
        awaiting.earlier.filter { $0.deadline > now.uptime && $0.number < 10 }.map { attempt in
            KeyBinding(
                Character(String(attempt.number)), "attempt \(attempt.number)", "go back to attempt \(attempt.number)",
                .useAttempt(attempt.number), row: false)
        }
    }

    /// The box is open: letters are its commands, although the field may be full. In the row are those that it names,
    /// and the way out of it behind the first, so that a small window has room for it.
    static func rejected(_ state: AppState) -> [KeyBinding] {
        let named = Set(state.rejectionExplanation?.next.map(\.action) ?? [])
        let canOpen = state.surroundings.browserAdvice.isAvailable
        let isOpening = named.contains(.open)
        let attempts = named.compactMap { action -> Action? in
            if case .attempt(let number) = action { .useAttempt(number) } else { nil }
        }
        var bindings = [
            KeyBinding("o", "open again", "open the current address again", .openBrowser, row: isOpening && canOpen),
            KeyBinding(
                "c", "copy again", "copy the current address", .copyAddress, also: [.control("y")],
                row: isOpening && !canOpen),
            KeyBinding([.escape, .enter], "Esc", "back", "back to the address and the field", .back),
            KeyBinding(
                "n", "new attempt", "new attempt, new secrets", .newAttempt, also: [.control("n")],
                row: named.contains(.newAttempt)),
        ]
        if let awaiting = state.awaiting {
            bindings += choices(awaiting, at: state.now).map { binding in
                let isNamed = attempts.contains(binding.action)
                return KeyBinding(
                    binding.keys, binding.name, "use " + binding.label, binding.meaning, binding.action, row: isNamed)
            }
        }
        return bindings + [
            KeyBinding(
                [.control("u")], "Ctrl-U", "clear", "clear the field", .clearField, row: named.contains(.clear)),
            KeyBinding("D", "report", "report without secrets", .report),
            KeyBinding("p", "plain", "plain page", .showPlainPage, also: [.control("p")], row: false),
            KeyBinding("x", "explain", "what pixie sent, and what it read in the paste", .explain, row: false),
            help,
        ]
    }

    static func tokens(_ state: AppState) -> [KeyBinding] {
        var bindings: [KeyBinding] = []
        let tab = state.tokens.tab
        if TokenFacts.secret(of: tab, in: state) != nil {
            bindings.append(KeyBinding("y", "copy", "copy the token, masked or not", .copyToken))
            bindings.append(revealing(state, "show it for \(state.preferences.revealText)"))
        }
        if state.session?.stored.tokens?.refreshToken != nil {
            bindings.append(KeyBinding("R", "refresh", "get new tokens with the refresh token", .refresh))
        }
        if state.session?.introspectionEndpoint != nil {
            let back = tab == .access && state.tokens.showsWord && state.session?.isAskingAboutTokens == false
            bindings.append(
                KeyBinding(
                    "I", back ? "claims" : "ask",
                    back ? "back to the claims" : "ask the provider whether the tokens are active", .introspect,
                    row: tab == .access))
        }
        bindings.append(KeyBinding([.tab, .right, .character("l")], "Tab", "next", "next tab", .nextTab))
        bindings.append(
            KeyBinding([.backTab, .left, .character("h")], "Shift-Tab", "", "tab before", .previousTab, row: false))
        switch tab {
        case .idToken, .access, .user: bindings.append(KeyBinding("Y", "copy claim", "copy the value", .copyItem))
        case .checks: bindings.append(KeyBinding("Y", "copy check", "copy the check", .copyItem))
        case .http: bindings.append(KeyBinding("Y", "copy as curl", "copy as curl, without secrets", .copyItem))
        case .refresh:
            if state.session?.change?.claims.isEmpty == false {
                bindings.append(KeyBinding("Y", "copy claim", "copy the new value", .copyItem))
            }
        }
        if tab == .http {
            bindings.append(revealing(state, "show for \(state.preferences.revealText) the tokens that came"))
            bindings.append(KeyBinding("w", "save HAR", "save the requests as a file, without secrets", .saveArchive))
        }
        let row = TokenFacts.selectedClaim(in: state)
        if state.tokens.tree != nil, state.tokens.rawLines == nil {
            bindings.append(
                KeyBinding(
                    [.enter, .character(" ")], "Enter", row?.isOpen == true ? "close" : "open",
                    "open or close what is nested", .toggle, row: row?.isNested == true))
        }
        bindings += [
            KeyBinding("/", "find", "find a claim, a check or a request", .find),
            KeyBinding("n", "next", "next that has it", .findNext, row: false),
            KeyBinding("N", "before", "the one before", .findPrevious, row: false),
            KeyBinding("x", "explain", "explain the selected row", .explain),
            KeyBinding("u", "times", "times from now, in UTC, in local time", .turnTimes, row: false),
        ]
        if state.tokens.tree != nil {
            bindings.append(KeyBinding("i", "JSON", "the JSON as it stands in the token", .showRaw, row: false))
        }
        for (index, tab) in TokensPane.Tab.allCases.enumerated() {
            let digit = Character(String(index + 1))
            bindings.append(KeyBinding(digit, tab.name, tab.name, .showTab(tab), row: false))
        }
        bindings.append(KeyBinding("D", "report", "copy a report without secrets", .report, row: false))
        bindings.append(KeyBinding("W", "save report", "save a report without secrets", .saveReport, row: false))
        return bindings
    }

    static func failure(_ state: AppState) -> [KeyBinding] {
        guard case .failed(let failure) = state.flow else { return [] }
        let again: KeyBinding
        switch failure.recovery {
        case .rediscover:
            again = KeyBinding(
                "R", "retry", "ask the provider again", .retry,
                also: [.enter, .character("r"), .character("n")])
        case .newAttempt:
            again = KeyBinding(
                "n", "new attempt", "try again with a new request", .retry,
                also: [.enter, .character("R"), .character("r"), .character("o")])
        }
        return [
            again,
            KeyBinding("x", "all of it", "the whole explanation, checks and requests", .explain),
            KeyBinding(
                [.escape, .character("e")], "Esc", "change profile", "back to the form, filled in", .editProfile),
            KeyBinding("D", "report", "copy a report without secrets", .report),
            KeyBinding("W", "save report", "save a report without secrets", .saveReport, row: false),
        ]
    }
}
