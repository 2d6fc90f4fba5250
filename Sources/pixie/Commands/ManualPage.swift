import OAuth
import PixieUI

/// A manual page (man(7)) of a command and all of its subcommands.
struct ManualPage {
    private var lines: [String] = []

    /// - Parameter command: As the argument parser describes it.
    init(_ command: JSONObject, version: String) {
        let name = Self.text(command, "commandName")
        lines = [
            ".TH \(name.uppercased()) 1 \"\" \"\(Self.escaped("\(name) \(version)"))\" \"User Commands\"",
            ".SH NAME", "\(name) \\- \(Self.escaped(Self.text(command, "abstract")))",
            ".SH SYNOPSIS", ".B \(name)", "[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]",
            ".SH DESCRIPTION",
        ]
        verbatim(Self.text(command, "discussion"))
        lines.append(".SH COMMANDS")
        for command in Self.objects(command, "subcommands") where Self.isShown(command) { section(command, name) }
        lines.append(".SH EXIT STATUS")
        for status in ExitStatus.allCases { tagged("\(status.rawValue)", status.meaning) }
        lines.append(".SH FILES")
        tagged("$XDG_CONFIG_HOME/pixie/profiles.yaml", "The profiles; ~/.config without the variable.")
        tagged("$XDG_CONFIG_HOME/pixie/config.yaml", "The settings; pixie config shows and explains them.")
        tagged("$XDG_STATE_HOME/pixie", "Sessions and waiting logins, sealed; ~/.local/state without the variable.")
        lines.append(".SH ENVIRONMENT")
        tagged("PIXIE_KEY_SOURCE", "Where the key of stored sessions lies.")
        tagged("PIXIE_PASSPHRASE_FILE", "A file with the passphrase of the sessions.")
        tagged("PIXIE_BROWSER, BROWSER", "The command that opens addresses.")
        tagged("NO_COLOR, ACCESSIBLE, TERM", "How the terminal is used.")
        tagged("CI", "Nobody is asked anything.")
    }

    var text: String { lines.joined(separator: "\n") }

    private mutating func section(_ command: JSONObject, _ parent: String) {
        let name = "\(parent) \(Self.text(command, "commandName"))"
        let arguments = Self.objects(command, "arguments").filter(Self.isShown)
        let places = arguments.filter { Self.text($0, "kind") == "positional" }
            .map { " [\\fI\(Self.escaped(Self.text($0, "valueName")))\\fR]" }
        lines += [".SS \"\(Self.escaped(name))\"", "\\fB\(Self.escaped(name))\\fR\(places.joined())", ".PP"]
        lines.append(Self.escaped(Self.text(command, "abstract")))
        verbatim(Self.text(command, "discussion"))
        for argument in arguments where !Self.isOfEveryCommand(argument) {
            let positive = Self.positive(argument, among: arguments)
            tagged(head(argument), positive.map { "The opposite of --\($0)." } ?? Self.text(argument, "abstract"))
        }
        for command in Self.objects(command, "subcommands") where Self.isShown(command) { section(command, name) }
    }

    /// The flag that `--no-…` turns round: the parser describes both with the words of the one.
    private static func positive(_ argument: JSONObject, among arguments: [JSONObject]) -> String? {
        let names = objects(argument, "names").map { text($0, "name") }
        guard let name = names.first, name.hasPrefix("no-") else { return nil }
        let positive = String(name.dropFirst(3))
        let isThere = arguments.contains { objects($0, "names").contains { text($0, "name") == positive } }
        return isThere ? positive : nil
    }

    private func head(_ argument: JSONObject) -> String {
        let value = Self.text(argument, "valueName")
        if Self.text(argument, "kind") == "positional" { return value }
        let names = Self.objects(argument, "names").map { name in
            (Self.text(name, "kind") == "short" ? "-" : "--") + Self.text(name, "name")
        }
        return names.joined(separator: ", ") + (Self.text(argument, "kind") == "option" ? " \(value)" : "")
    }

    private mutating func tagged(_ tag: String, _ text: String) {
        lines += [".TP", "\\fB\(Self.escaped(tag))\\fR", Self.escaped(text)]
    }

    /// Lines that stay as they are.
    private mutating func verbatim(_ text: String) {
        guard !text.isEmpty else { return }
        lines +=
            [".PP", ".nf"]
            + text.split(separator: "\n", omittingEmptySubsequences: false).map {
                Self.escaped(String($0))
            }
        lines.append(".fi")
    }

    private static func text(_ object: JSONObject, _ name: String) -> String { object[name]?.string ?? "" }

    private static func objects(_ object: JSONObject, _ name: String) -> [JSONObject] {
        object[name]?.array?.compactMap(\.object) ?? []
    }

    private static func isShown(_ object: JSONObject) -> Bool {
        text(object, "commandName") != "help" && object["shouldDisplay"] != .bool(false)
    }

    private static func isOfEveryCommand(_ argument: JSONObject) -> Bool {
        objects(argument, "names").contains { ["help", "version"].contains(text($0, "name")) }
    }

    /// No character of it is an order of roff.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            case "\n": escaped += " "
            case _: escaped.append(character)
            }
        }
        return escaped.first == "." || escaped.first == "'" ? "\\&" + escaped : escaped
    }
}
