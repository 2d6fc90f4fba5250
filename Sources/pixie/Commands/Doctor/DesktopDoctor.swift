import Network
import OAuth

/// How addresses are opened and texts copied.
enum DesktopDoctor {
    static func findings(_ environment: BrowserEnvironment) -> [Finding] {
        [clipboard(environment), browser(environment)]
    }

    private static func clipboard(_ environment: BrowserEnvironment) -> Finding {
        let plan = ClipboardLadder.plan(environment)
        let sequence: [String] =
            switch plan.sequence {
            case .none: []
            case .osc52: ["OSC 52 to the terminal, if that allows it"]
            case .osc52InScreen: ["OSC 52 to the terminal around GNU screen, if that allows it"]
            }
        return .well(
            "clipboard.ways", "a way to the clipboard",
            (plan.tools.map(\.name) + sequence).joined(separator: "; then "))
    }

    private static func browser(_ environment: BrowserEnvironment) -> Finding {
        let expected = "a program that opens addresses"
        switch BrowserChoice.decide(environment) {
        case .open(let commands, let warning):
            let found = commands.map(\.program).joined(separator: ", ")
            guard let warning else { return .well("browser.opener", expected, found) }
            return .note("browser.opener", expected, found, warning)
        case .unavailable(let reason):
            return .note(
                "browser.opener", expected, "none", reason,
                "Nothing has to be done: open the address on any machine and paste what you end up on.")
        }
    }
}
