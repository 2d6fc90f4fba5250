import ArgumentParser
import Profiles

/// How pixie talks to the person or the script.
struct FrontOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Lines of text instead of screens. Chosen by itself when TERM is dumb or ACCESSIBLE is set.")
    var plain: Bool?

    @Flag(help: "One JSON object on standard output at the end.")
    var json = false

    @Flag(name: .customLong("show-tokens"), help: "With --json: the token values as well.")
    var showTokens = false

    @Flag(name: .customLong("no-browser"), help: "Never open a browser on this machine.")
    var noBrowser = false

    @Flag(help: "Stop after Discover and after Request, to read them.")
    var step = false

    @Flag(inversion: .prefixedNo, help: "Only ASCII signs on the screen.")
    var ascii: Bool?

    @Option(
        help: ArgumentHelp("Colours: \(SettingKey.theme.expected).", valueName: "theme"),
        completion: .list(Settings.Theme.allCases.map(\.rawValue)),
        transform: { try word($0, of: .theme, Settings.Theme.init(rawValue:)) })
    var theme: Settings.Theme?

    @Option(
        help: ArgumentHelp("When colours are used: \(SettingKey.color.expected).", valueName: "when"),
        completion: .list(Settings.ColorUse.allCases.map(\.rawValue)),
        transform: { try word($0, of: .color, Settings.ColorUse.init(rawValue:)) })
    var color: Settings.ColorUse?

    @Flag(inversion: .prefixedNo, help: "Set the terminal's title, or leave it alone.")
    var title: Bool?

    @Flag(inversion: .prefixedNo, help: "Start with the mouse on: clicks and the wheel. The key m switches it.")
    var mouse: Bool?

    @Flag(name: .customLong("no-reveal"), help: "Never show a secret on the screen, whatever key is pressed.")
    var noReveal = false

    private static func word<Value>(
        _ text: String, of key: SettingKey, _ make: (String) -> Value?
    ) throws -> Value {
        guard let value = make(text) else { throw ValidationError("--\(key.rawValue) is \(key.expected).") }
        return value
    }

    var order: FrontOrder {
        FrontOrder(
            plain: plain, isJSON: json, showsTokens: showTokens, opensNoBrowser: noBrowser, isStepwise: step,
            ascii: ascii, theme: theme, color: color, title: title, mouse: mouse, revealsNothing: noReveal)
    }
}
