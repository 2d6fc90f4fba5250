import ArgumentParser
import OAuth
import Profiles

/// Names the word of a command line that nothing knows. The parser judges values before it looks for such words, so what
/// it says may be about something else.
enum WrongWord {
    /// What is wrong in a command line that the parser refused; `nil` when every word is known.
    static func complaint(about arguments: [String]) -> String? {
        noCommand(arguments) ?? noOption(arguments)
    }

    /// `pixie help nope`: the parser would help with something else.
    static func complaint(aboutHelp arguments: [String]) -> String? {
        guard arguments.first == "help" else { return nil }
        var command: any ParsableCommand.Type = PixieCommand.self
        for word in arguments.dropFirst() where !word.hasPrefix("-") {
            let commands = command.configuration.subcommands
            guard let next = commands.first(where: { $0.configuration.commandName == word }) else {
                if word == "help" { return nil }
                let names = commands.compactMap { $0.configuration.commandName }
                return "There is no command \(shown(word)).\(advice(word, names)) See: pixie help"
            }
            command = next
        }
        return nil
    }

    /// A first word that is neither a command nor a profile, nor could be an address.
    private static func noCommand(_ arguments: [String]) -> String? {
        let commands = PixieCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard let word = arguments.first, !word.hasPrefix("-"), word != "help", !commands.contains(word),
            let name = try? ProfileName(word), !LoginTarget.looksLikeAddress(word)
        else { return nil }
        let book = ProfileShelf.atStart.book
        guard book.profile(name) == nil, !book.mistakes.contains(where: { $0.spoils?.isExactly(word) == true }) else {
            return nil
        }
        let names = commands + book.profiles.map(\.name.text)
        return "There is no command and no profile \(shown(word)).\(advice(word, names)) See: pixie help"
    }

    private static func noOption(_ arguments: [String]) -> String? {
        guard let dump = try? JSONReader.readObject(Array(PixieCommand._dumpHelp().utf8)),
            var command = dump["command"]?.object
        else { return nil }
        var path = "pixie"
        var rest = arguments.prefix { $0 != "--" }
        while let word = rest.first, let next = subcommands(command).first(where: { name($0) == word }) {
            command = next
            path += " " + word
            rest = rest.dropFirst()
        }
        // What is not named is the default command.
        let known = ([command] + subcommands(command)).flatMap(options)
        for word in rest where word.hasPrefix("--") {
            let option = String(word.dropFirst(2).prefix { $0 != "=" })
            guard !known.contains(option), !hidden.contains(option) else { continue }
            let near = nearest(to: option, known).map { " Did you mean '--\($0)'?" } ?? ""
            return "Unknown option '--\(shown(option))'.\(near) Usage: \(path) --help"
        }
        return nil
    }

    /// Of every command.
    private static let hidden = [
        "help", "help-hidden", "version", "generate-completion-script", "experimental-dump-help",
    ]

    private static func subcommands(_ command: JSONObject) -> [JSONObject] {
        command["subcommands"]?.array?.compactMap(\.object) ?? []
    }

    private static func name(_ command: JSONObject) -> String? { command["commandName"]?.string }

    private static func options(_ command: JSONObject) -> [String] {
        let arguments = command["arguments"]?.array?.compactMap(\.object) ?? []
        return arguments.flatMap { $0["names"]?.array?.compactMap(\.object) ?? [] }.compactMap { $0["name"]?.string }
    }

    private static func advice(_ word: String, _ names: [String]) -> String {
        nearest(to: word, names).map { " Did you mean \($0)?" } ?? ""
    }

    /// The one that may have been meant; none when nothing is like it.
    static func nearest(to word: String, _ names: [String]) -> String? {
        let bound = word.count < 5 ? 1 : 2
        let near = names.map { (name: $0, distance: Spelling.distance(word, $0, bound: bound)) }
        return near.filter { $0.distance <= bound }.min { $0.distance < $1.distance }?.name
    }

    private static func shown(_ word: String) -> String { ForeignText(word).safe(limit: 80) }
}
