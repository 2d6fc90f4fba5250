import ArgumentParser
import Screen
import Terminal

/// How pixie talks to the person or the script.
struct FrontOptions: ParsableArguments {
    @Flag(help: "Lines of text instead of screens. Chosen by itself when TERM is dumb or ACCESSIBLE is set.")
    var plain = false

    @Flag(help: "One JSON object on standard output at the end.")
    var json = false

    @Flag(name: .customLong("show-tokens"), help: "With --json: the token values as well.")
    var showTokens = false

    @Flag(name: .customLong("no-browser"), help: "Never open a browser on this machine.")
    var noBrowser = false

    @Flag(help: "Stop after Discover and after Request, to read them.")
    var step = false

    @Flag(help: "Only ASCII signs on the screen.")
    var ascii = false

    @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
    var color: ColorChoice = .auto

    @Flag(name: .customLong("no-title"), help: "Leave the terminal's title alone.")
    var noTitle = false

    @Flag(help: "Start with the mouse on: clicks and the wheel. The key m switches it.")
    var mouse = false

    @Flag(name: .customLong("no-reveal"), help: "Never show a secret on the screen, whatever key is pressed.")
    var noReveal = false

    enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
        case auto, always, never
    }

    var terminalOptions: TerminalOptions {
        let colors: TerminalOptions.Color =
            switch color {
            case .auto: .auto
            case .always: .always
            case .never: .never
            }
        return TerminalOptions(color: colors, isASCII: ascii, setsTitle: !noTitle, variable: { Variables[$0] })
    }

    /// Whether lines are wanted, by option or because the surroundings cannot show screens.
    var isPlain: Bool {
        plain || Variables["TERM"] == "dumb" || Variables["ACCESSIBLE"].map { !$0.isEmpty && $0 != "0" } == true
    }
}
