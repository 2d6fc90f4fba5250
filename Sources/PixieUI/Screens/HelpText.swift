import LoginFlow
import OAuth
import Screen

/// The help overlay: what the step is for, and the keys from the key map.
enum HelpText {
    static func name(_ state: AppState) -> String {
        if state.work != nil { return WorkScreen.title }
        if case .failed = state.flow, state.view.lookingBack == nil { return "what went wrong" }
        return state.shownStep.name
    }

    static func add(_ state: AppState, to sheet: inout Sheet) {
        sheet.text(purpose(state), indent: 0)
        sheet.gap()
        keys(bindings(state).filter(\.isInRow), to: &sheet)
        let tips = tips(state)
        guard !tips.isEmpty else { return }
        sheet.gap()
        for tip in tips {
            if sheet.width < Chrome.normalWidth - 8 {
                sheet.text(tip.question, .strong, indent: 0)
                sheet.text(tip.answer, indent: 2)
            } else {
                sheet.labelled(Line(tip.question, .strong), Line(tip.answer), indent: 0, at: 26)
            }
        }
    }

    static func addAllKeys(_ state: AppState, to sheet: inout Sheet) {
        keys(bindings(state), to: &sheet)
    }

    private static func bindings(_ state: AppState) -> [KeyBinding] {
        KeyMap.commands(in: state).filter { $0.action != .help }
    }

    private static func keys(_ bindings: [KeyBinding], to sheet: inout Sheet) {
        let nameWidth = (bindings.map(\.name.count).max() ?? 0) + 2
        let longest = (bindings.map(\.meaning.count).max() ?? 0) + nameWidth + 2
        let columns = max(1, min(2, sheet.width / max(1, longest)))
        let rows = (bindings.count + columns - 1) / columns
        if columns == 1 {
            for binding in bindings {
                sheet.labelled(Line(binding.name, .focus), Line(binding.meaning), indent: 0, at: nameWidth)
            }
            return
        }
        for row in 0..<rows {
            var line = Line()
            for column in 0..<columns {
                let index = column * rows + row
                guard bindings.indices.contains(index) else { continue }
                line = line.padded(to: column * (sheet.width / columns))
                line.append(bindings[index].name.column(nameWidth, sheet.glyphs), .focus)
                line.append(bindings[index].meaning)
            }
            sheet.add(line)
        }
    }

    private static func purpose(_ state: AppState) -> String {
        if state.work != nil {
            return "Here you check PKCE that a program of yours made. pixie judges the verifier by RFC 7636 4.1, shows "
                + "its challenge, and says which well-known mistake explains another one."
        }
        if case .failed = state.flow, state.view.lookingBack == nil {
            return "The login ended without tokens. Nothing is lost but this attempt: you can try again at once."
        }
        switch state.shownStep {
        case .profile:
            return "Here you say where to log in: at which provider (issuer), as which application (client ID), and "
                + "for what (scopes). Each field is checked when you leave it."
        case .discover:
            return "pixie asks the provider where its pages are and what it can do, and checks that it really is the "
                + "issuer you named (OpenID Connect Discovery, RFC 8414)."
        case .request:
            return "pixie makes new random values for this one login. The verifier stays here, its hash goes to the "
                + "provider: only who has the verifier can use the code (PKCE, RFC 7636)."
        case .signIn:
            return "The browser proves who you are. It brings back a one-time code that only this pixie can use, "
                + "because only it knows the verifier (RFC 7636)."
        case .exchange:
            return "pixie sends the code and the verifier to the provider, once, and gets tokens for them."
        case .tokens:
            return "You are signed in. The ID token says who you are, the access token opens the API. Every check is "
                + "listed with its evidence. Secrets stay masked until you press r."
        }
    }

    private static func tips(_ state: AppState) -> [(question: String, answer: String)] {
        if case .failed = state.flow { return [] }
        switch state.placeBelow {
        case .signIn:
            var tips = [
                ("The page does not load?", "Fine. Its address is what counts."),
                ("Only a code, no address?", "Copy all of it: the state is in it, too."),
            ]
            if let awaiting = state.awaiting, let listener = awaiting.listener.opened, state.surroundings.sshFrom != nil
            {
                tips.append(("Over SSH?", SSHHint.command(listener, state.surroundings)))
            }
            tips.append(("Letters do nothing?", "The field is not empty. Ctrl-U clears it."))
            tips.append(
                ("Cannot select text?", state.isMouseOn ? "Hold Shift, or press m." : "Hold Shift, or press p."))
            switch state.surroundings.multiplexer {
            case .tmux: tips.append(("In tmux?", "c fills tmux's buffer: prefix and ] paste it."))
            case .screen: tips.append(("In screen?", "c goes through screen to your terminal."))
            case nil: break
            }
            return tips
        case .profile:
            return [
                ("Where is the issuer?", "In the provider's console: \"issuer\", \"authority\" or \"domain\"."),
                ("No provider at hand?", "Leave with Ctrl-C twice and run  pixie demo"),
            ]
        case .work:
            return [
                ("Two lines at once?", "Pasted together, they are the verifier and its challenge."),
                ("From a script?", "pixie pkce - --challenge …"),
            ]
        case .picker:
            return [
                ("Where are they kept?", "In profiles.yaml, below ~/.config/pixie: a file you may edit."),
                ("From a script?", "pixie login NAME, pixie profiles list"),
            ]
        case .plainPage, .tooSmall, .confirm, .help, .explain, .rejection, .messages, .palette, .discover, .request,
            .exchange, .tokens,
            .failure, .earlier:
            return []
        }
    }
}

extension AppState {
    /// The place that the help is about.
    fileprivate var placeBelow: Place {
        var below = self
        below.overlay = overlayBelow
        return below.place
    }
}
