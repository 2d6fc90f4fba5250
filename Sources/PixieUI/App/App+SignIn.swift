import LoginFlow
import OAuth
import Screen

// What the keys of Sign in do.
extension App {
    /// Nothing opens a browser but this key, and it warns first where the browser would be on the wrong machine.
    static func openBrowser(_ state: inout AppState) -> [AppCommand] {
        guard state.awaiting != nil else { return [] }
        state.overlay = nil
        switch state.surroundings.browserAdvice {
        case .available:
            break
        case .unavailable(let reason):
            state.message = StatusMessage(.warning, "\(reason) Use c or p.")
            return []
        case .warned(let sentence):
            guard state.view.isBrowserWarningShown else {
                state.view.isBrowserWarningShown = true
                state.message = StatusMessage(.warning, "\(sentence) o again opens it.")
                return []
            }
        }
        return feed(.browserRequested, &state)
    }

    static func copyAddress(_ state: AppState) -> [AppCommand] {
        guard let address = state.awaiting?.attempt.request.address.text else { return [] }
        return [.copy(Secret(address), what: .open("the address (\(address.count) characters)"))]
    }

    /// The address alone, where nothing redraws and the terminal's own selection works.
    static func showPlainPage(_ state: inout AppState) -> [AppCommand] {
        guard let awaiting = state.awaiting else { return [] }
        state.isOnPlainPage = true
        state.overlay = nil
        var lines = [
            "Open this address in any browser, on any machine:", "", awaiting.attempt.request.address.text, "",
        ]
        if let short = awaiting.shortAddress {
            lines += ["On this machine, or through ssh -L, this short one leads there as well:", "", short, ""]
        }
        lines.append("pixie goes on waiting. Press a key to go back to it.")
        return [.showPlainPage(lines)]
    }

    static func renew(_ state: inout AppState) -> [AppCommand] {
        guard let awaiting = state.awaiting else { return [] }
        // An answer to what is given up would only turn the letters from commands into text; `u` brings it back.
        if !state.paste.isEmpty { _ = state.paste.edit(.control("u"), for: awaiting) }
        return feed(.attemptRenewed, &state)
    }

    static func extendWait(_ state: inout AppState) -> [AppCommand] {
        guard state.awaiting != nil else { return [] }
        let commands = feed(.waitExtended, &state)
        state.message = StatusMessage(.done, "Five more minutes. The provider may have a limit of its own.")
        return commands
    }

    /// The paste that fits the earlier attempt goes on by itself.
    static func use(attempt number: Int, _ state: inout AppState) -> [AppCommand] {
        guard state.awaiting != nil else { return [] }
        let commands = feed(.attemptChosen(number), &state)
        if state.awaiting?.attempt.number == number, state.paste.isGood {
            state.paste.schedule(at: state.now.uptime)
        }
        return commands
    }

    static func visit(_ state: inout AppState) -> [AppCommand] {
        guard let awaiting = state.awaiting, state.demo != nil, !state.view.isDemoVisiting else { return [] }
        state.view.isDemoVisiting = true
        state.message = StatusMessage(.note, "Demo user: going through the provider's pages over HTTP.")
        return [.visitAsDemoUser(awaiting.attempt.request.address)]
    }
}
