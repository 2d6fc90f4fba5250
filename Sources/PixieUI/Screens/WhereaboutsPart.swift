import LoginFlow
import OAuth
import Screen

/// What the place at which pixie runs means for the way back from the browser: SSH, a container, Windows.
enum WhereaboutsPart {
    static func add(_ awaiting: Awaiting, _ state: AppState, to sheet: inout Sheet) {
        let surroundings = state.surroundings
        // The demo's person needs no browser.
        guard let listener = awaiting.listener.opened, state.demo == nil else { return }
        if let from = surroundings.sshFrom {
            let host = surroundings.hostName.safe(limit: 40)
            warn(
                "SSH from \(from.safe(limit: 45)): a browser here would open on \(host), not on your desk.",
                .explanation, to: &sheet)
            let command = SSHHint.command(listener, surroundings)
            let hint = "   To skip pasting, run on your desk:  "
            let short = " ! SSH: "
            if hint.count + command.count < sheet.width {
                sheet.add(Line([Span(hint), Span(command, .strong)]))
            } else if short.count + command.count <= sheet.width {
                sheet.add(Line([Span(short, .warning), Span(command, .strong)]))
            } else {
                sheet.add([Line(hint), [Span("   " + command, .strong)]], .useful)
            }
        } else if let sentence = sentence(surroundings, listener) {
            warn(sentence, .useful, to: &sheet)
        }
    }

    static func addCompact(_ awaiting: Awaiting, _ state: AppState, to sheet: inout Sheet) {
        guard let listener = awaiting.listener.opened, state.demo == nil else { return }
        if state.surroundings.sshFrom != nil {
            sheet.add(
                [
                    Line(" ! SSH: the short address needs", .warning),
                    Line("   " + SSHHint.command(listener, state.surroundings)),
                ], .useful)
        } else if state.surroundings.isContainer {
            warn("Container: paste the last address", .useful, to: &sheet)
        } else if state.surroundings.isWSL {
            warn("WSL: Windows reaches port \(listener.port)", .useful, to: &sheet)
        }
    }

    /// For a place other than the other end of SSH; nil where nothing is special.
    static func sentence(_ surroundings: Surroundings, _ listener: ListenerFacts) -> String? {
        if surroundings.isContainer {
            return "This is a container: a browser outside does not reach port \(listener.port) in here, unless your "
                + "editor forwards it. Paste."
        }
        if surroundings.isWSL {
            return "WSL: a browser in Windows reaches port \(listener.port) here, too. Its page does not load? Paste."
        }
        return nil
    }

    private static func warn(_ text: String, _ need: Sheet.Need, to sheet: inout Sheet) {
        sheet.labelled(Line("!", .warning), Line(text, .warning), indent: 1, at: 3, need)
    }
}

/// How to make the listener reachable from where the person's browser is.
enum SSHHint {
    /// To be run on the other machine.
    static func command(_ listener: ListenerFacts, _ surroundings: Surroundings) -> String {
        let host = surroundings.hostName.safe(limit: 40)
        let target = surroundings.user.map { "\($0.safe(limit: 32))@\(host)" } ?? host
        let port = surroundings.sshPort.map { "-p \($0) " } ?? ""
        return "ssh \(port)-L \(listener.port):\(listener.host.bracketed):\(listener.port) \(target)"
    }
}
