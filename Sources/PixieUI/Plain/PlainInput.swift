/// What a person means who typed or pasted a line in the line mode.
public enum PlainInput: Sendable, Equatable {
    /// Something for the machine to judge as an answer.
    case answer(String)
    case openBrowser
    case copy
    case help
    case newAttempt
    case waitLonger
    /// What pixie sent, and why; and what it read in the last paste.
    case explain
    /// For a ticket, without secrets.
    case report
    /// End, and leave the login waiting for another process.
    case keep
    /// Back to that attempt.
    case earlier(Int)
    case cancel
    /// An empty line: go on, where there is something to go on with.
    case nothing

    /// The numbers of the menu and their words. Everything else is an answer, so that no paste is lost.
    public static func read(_ line: String) -> PlainInput {
        let blanks: Set<Character> = [" ", "\t", "\r", "\n", "\r\n"]
        // A command is short; a paste is not taken apart here.
        guard line.utf8.count <= 64 else { return .answer(line) }
        let words = line.split(whereSeparator: blanks.contains).map { $0.lowercased() }
        switch words {
        case []: return .nothing
        case ["1"], ["open"], ["o"]: return .openBrowser
        case ["2"], ["copy"], ["c"]: return .copy
        case ["3"], ["help"], ["?"]: return .help
        case ["4"], ["new"], ["n"]: return .newAttempt
        case ["5"], ["wait"], ["+"]: return .waitLonger
        case ["6"], ["explain"], ["x"]: return .explain
        case ["7"], ["report"]: return .report
        case ["8"], ["keep"], ["k"]: return .keep
        case ["0"], ["cancel"], ["quit"], ["q"]: return .cancel
        case _:
            guard words.count == 2, words[0] == "back", let number = Int(words[1]), (1...9999).contains(number) else {
                return .answer(line)
            }
            return .earlier(number)
        }
    }
}
