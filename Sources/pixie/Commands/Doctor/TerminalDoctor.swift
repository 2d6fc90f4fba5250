import Network
import OAuth
import Screen
import Terminal

/// What the terminal can show, and what is around it.
enum TerminalDoctor {
    /// The smallest window that the screens fit into.
    private static let smallest = (columns: 36, rows: 10)

    @MainActor
    static func findings(_ environment: BrowserEnvironment) -> [Finding] {
        let options = TerminalOptions(SettingsShelf.settings)
        return findings(TerminalProbe.look(options), options, environment)
    }

    static func findings(
        _ probe: TerminalProbe, _ options: TerminalOptions, _ environment: BrowserEnvironment
    ) -> [Finding] {
        [isThere(probe)] + (probe.isThere ? [size(probe)] : [])
            + [name(probe, options), colors(probe, options), characters(probe, options)]
            + (probe.isThere ? [links(probe)] : []) + surroundings(environment)
    }

    private static func isThere(_ probe: TerminalProbe) -> Finding {
        let expected = "a terminal (/dev/tty) for the screens and questions"
        return probe.isThere
            ? .well("terminal.device", expected, "there is one")
            : .note(
                "terminal.device", expected, "none", "scripts need none: pixie then asks nobody",
                "For a login without one: pixie login ISSUER --client-id ID --plain --no-browser --json")
    }

    private static func size(_ probe: TerminalProbe) -> Finding {
        let expected = "at least \(smallest.columns) x \(smallest.rows)"
        let found = probe.columns > 0 ? "\(probe.columns) x \(probe.rows)" : "the terminal does not say"
        let fits = probe.columns >= smallest.columns && probe.rows >= smallest.rows
        if probe.columns > 0, !fits {
            return .wrong("terminal.size", expected, found, "Make the window larger, or use --plain.")
        }
        return fits
            ? .well("terminal.size", expected, found)
            : .note("terminal.size", expected, found, "80 x 24 is taken", "stty cols 80 rows 24")
    }

    private static func name(_ probe: TerminalProbe, _ options: TerminalOptions) -> Finding {
        let expected = "TERM names a terminal that can place its cursor"
        let shown = options.term.isEmpty ? "TERM is not set" : options.term
        switch probe.entry {
        case .usable where probe.entryName == options.term: return .well("terminal.name", expected, shown)
        case .usable:
            return .note(
                "terminal.name", expected, shown, "it is not in the terminal database; \(probe.entryName) is used")
        case .dumb:
            return .note("terminal.name", expected, shown, "no screens are possible: pixie writes lines (--plain)")
        case .unknown:
            let advice = "Set TERM to what the terminal is, or install its entry (ncurses-term)."
            return probe.isThere
                ? .wrong("terminal.name", expected, shown, advice)
                : .note("terminal.name", expected, shown, "it does not matter without a terminal", advice)
        }
    }

    private static func colors(_ probe: TerminalProbe, _ options: TerminalOptions) -> Finding {
        let expected = "colours, which only repeat what words and signs say"
        if !options.noColor.isEmpty {
            return .note("terminal.colors", expected, "off", "NO_COLOR is set")
        }
        return probe.colors >= 8
            ? .well("terminal.colors", expected, "\(probe.colors)")
            : .note("terminal.colors", expected, "\(probe.colors)", "bold, underline and signs are used")
    }

    private static func characters(_ probe: TerminalProbe, _ options: TerminalOptions) -> Finding {
        let expected = "a UTF-8 locale"
        let found = options.locale.isEmpty ? "no locale is set" : options.locale
        return probe.isUTF8
            ? .well("terminal.utf8", expected, found)
            : .note(
                "terminal.utf8", expected, found, "ASCII signs are used, and other letters are escaped",
                "Set LANG=C.UTF-8")
    }

    private static func links(_ probe: TerminalProbe) -> Finding {
        let expected = "links (OSC 8), as far as the terminal's name tells"
        return probe.isModern
            ? .well("terminal.links", expected, "probably")
            : .note("terminal.links", expected, "not known", "the address is shown as plain text, to be selected")
    }

    private static func surroundings(_ environment: BrowserEnvironment) -> [Finding] {
        func value(_ name: String) -> String? { environment.variables[name].flatMap { $0.isEmpty ? nil : $0 } }
        var places: [String] = []
        if value("TMUX") != nil { places.append("tmux") }
        if value("STY") != nil { places.append("GNU screen") }
        if let from = value("SSH_CONNECTION")?.split(separator: " ").first {
            places.append("SSH from \(from)")
        } else if value("SSH_TTY") != nil {
            places.append("SSH")
        }
        if value("WSL_DISTRO_NAME") != nil { places.append("WSL") }
        if environment.isContainer { places.append("a container") }
        let expected = "what stands between you and this terminal"
        guard !places.isEmpty else { return [.well("terminal.place", expected, "nothing was noticed")] }
        let advice =
            value("SSH_CONNECTION") == nil
            ? "" : "A browser on your own machine reaches a login here through: ssh -L PORT:127.0.0.1:PORT HOST"
        return [
            .note(
                "terminal.place", expected, places.joined(separator: ", "),
                "the screens and the ways to browser and clipboard are chosen for it", advice)
        ]
    }
}
