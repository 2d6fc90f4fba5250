import ArgumentParser
import OAuth
import PixieUI
import Profiles

/// `pixie config`: what the file of settings says, and what is in force without it.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show the settings in force, and the file they come from.",
        discussion: """
            The file is $XDG_CONFIG_HOME/pixie/config.yaml, or ~/.config/pixie/config.yaml. It is written by hand: a \
            key and a value on each line. Options of the command line, variables of the environment (NO_COLOR, \
            ACCESSIBLE, PIXIE_BROWSER, BROWSER) and the profile win over it. A mistake in it is told with its line and \
            column, and stops nothing.

            To begin with: pixie config --example > ~/.config/pixie/config.yaml

            \(SettingKey.allCases.map { "\($0.rawValue): \($0.meaning); \($0.expected)" }.joined(separator: "\n"))
            """)

    @Flag(help: "Write a file with every key as a comment, to begin with.")
    var example = false

    func run() throws {
        if example { return try Streams.answer(SettingsReading.example) }
        SettingsShelf.tellMistakes()
        let reading = SettingsShelf.reading
        guard let file = SettingsShelf.file else {
            Streams.err("pixie: neither XDG_CONFIG_HOME nor HOME names a folder, so there is no file of settings.")
            throw ExitStatus.other.exitCode
        }
        try Streams.answer(["# \(file.shown)\(reading.isThere ? "" : ": there is none yet")"] + Self.lines(of: reading))
    }

    /// Each key with what is in force and where that comes from; the whole is a file again.
    static func lines(of reading: SettingsReading) -> [String] {
        SettingKey.allCases.map { key in
            let value = reading.settings.text(of: key)
            let text = value ?? (key.usual == "~" ? "" : key.usual)
            let line = "\(key.rawValue): \(text)"
            let source = value == nil ? "usual" : reading.lines[key].map { "line \($0)" } ?? "usual"
            return line + String(repeating: " ", count: max(1, 24 - line.count)) + "# " + source
        }
    }
}
