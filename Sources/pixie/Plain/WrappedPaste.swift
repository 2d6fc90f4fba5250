/// An answer that was copied from a window which had broken it into lines. Taken line by line, a part of its code would
/// be sent, and a last piece such as `0` would be a command.
enum WrappedPaste {
    /// So short are commands: several lines of them were typed ahead.
    private static let longestCommand = 3

    static func isBreak(_ octet: UInt8) -> Bool { octet == UInt8(ascii: "\n") || octet == UInt8(ascii: "\r") }

    /// Whether what a terminal gave at once is a paste of several lines.
    static func isOne(_ octets: [UInt8]) -> Bool {
        let lines = octets.split(whereSeparator: isBreak)
        return lines.count > 1 && lines.contains { $0.count > longestCommand }
    }

    /// The lines of a pipe, where each is an answer: but what follows an address and is no longer than it, has no
    /// address in it and only what an address may hold, goes on with it.
    static func joined(_ lines: [String]) -> [String] {
        var answers: [String] = []
        var first = ""
        for line in lines {
            if let last = answers.last, isAddress(first), goesOn(line, after: first) {
                answers[answers.count - 1] = last + "\n" + line
            } else {
                answers.append(line)
                first = line
            }
        }
        return answers
    }

    private static func isAddress(_ line: String) -> Bool {
        line.contains("://") && line.contains("?") && line.utf8.allSatisfy(isOfAddress)
    }

    private static func goesOn(_ line: String, after first: String) -> Bool {
        !line.isEmpty && line.utf8.count <= first.utf8.count && !line.contains("://")
            && line.utf8.allSatisfy(isOfAddress)
    }

    /// Printable ASCII without blanks and quotes.
    private static func isOfAddress(_ octet: UInt8) -> Bool {
        (0x21..<0x7f).contains(octet) && octet != UInt8(ascii: "\"") && octet != UInt8(ascii: "<")
    }
}
