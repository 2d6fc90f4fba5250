/// A program with arguments, one of which will be the address.
public struct BrowserCommand: Sendable, Equatable {
    /// Absolute path.
    public let program: String
    /// Arguments; `%s` in one of them stands for the address, and without any `%s` it is the last argument.
    public let arguments: [String]
    /// How the address is written into its argument.
    let form: Form

    enum Form: Sendable, Equatable {
        case plain
        /// Between the single quotes of a PowerShell command.
        case powerShell
    }

    init(program: String, arguments: [String] = [], form: Form = .plain) {
        self.program = program
        self.arguments = arguments
        self.form = form
    }

    /// The last part of the program's path, for messages.
    public var name: String { program.split(separator: "/").last.map(String.init) ?? program }

    /// The arguments with `address` in its place. It is one argument or a part of one: no shell reads it.
    func arguments(opening address: String) -> [String] {
        let text: String
        switch form {
        case .plain: text = address
        case .powerShell: text = Self.quoted(address)
        }
        let replaced = arguments.map { Self.replace($0, with: text) }
        return replaced.contains { $0.isUsed } ? replaced.map(\.text) : replaced.map(\.text) + [text]
    }

    /// `%s` becomes the address, `%%` a percent sign.
    private static func replace(_ argument: String, with address: String) -> (text: String, isUsed: Bool) {
        var text = ""
        var isUsed = false
        var rest = argument[...]
        while let character = rest.popFirst() {
            guard character == "%", let next = rest.first, next == "s" || next == "%" else {
                text.append(character)
                continue
            }
            rest.removeFirst()
            text += next == "s" ? address : "%"
            isUsed = isUsed || next == "s"
        }
        return (text, isUsed)
    }

    /// In single quotes PowerShell reads nothing but the quote itself; what no address needs is percent-encoded.
    private static func quoted(_ address: String) -> String {
        let needless = Set("'\"`<>^{}| ".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        var octets: [UInt8] = []
        for octet in address.utf8 {
            if needless.contains(octet) || !(0x21...0x7E).contains(octet) {
                octets += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 15)]]
            } else {
                octets.append(octet)
            }
        }
        return "'" + String(decoding: octets, as: UTF8.self) + "'"
    }
}

/// Reads a command of the environment without a shell.
enum CommandLineReader {
    /// The commands of a `BROWSER` list: separated by `:`, words by blanks; quotes and backslash keep what they
    /// hold together. A `&` alone at the end is dropped: every program is started in the background.
    ///
    /// - Returns: nil when a quote is not closed.
    static func commands(_ text: String) -> [[String]]? {
        var commands: [[String]] = []
        var words: [String] = []
        var word: String?
        var quote: Character?
        var rest = text[...]
        func endWord() {
            if let done = word { words.append(done) }
            word = nil
        }
        while let character = rest.popFirst() {
            if character == "\\" && quote != "'" {
                guard let next = rest.popFirst() else { return nil }
                word = (word ?? "") + String(next)
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == ":" {
                endWord()
                commands.append(words)
                words = []
            } else if character == " " || character == "\t" || character.isNewline {
                endWord()
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { return nil }
        endWord()
        commands.append(words)
        return commands.map { $0.last == "&" ? $0.dropLast() : $0 }.filter { !$0.isEmpty }
    }
}
