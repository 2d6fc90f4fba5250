/// From lines to the words that may be addresses.
extension PasteFinder {
    /// The paste in three ways: lines joined where they look wrapped, each line alone, everything joined.
    func readings(of lines: [String]) -> [[String]] {
        guard lines.count > 1 else { return [lines] }
        var wrapped: [String] = []
        for line in lines {
            if wrapped.last?.isEmpty == false, Self.continues(line) {
                wrapped[wrapped.count - 1] += line
            } else {
                wrapped.append(line)
            }
        }
        return [wrapped, lines, [lines.joined()]]
    }

    /// Whether a line can be the rest of a wrapped address: one word, neither a header, nor an address of its own, nor
    /// a shell's prompt.
    private static func continues(_ line: String) -> Bool {
        guard let last = line.utf8.last, !Array("$#%:".utf8).contains(last) else { return false }
        let refused = Array(" @".utf8)
        guard !line.utf8.contains(where: { refused.contains($0) || $0 > 0x7e }) else { return false }
        return !line.contains("://")
    }

    // MARK: - Words

    /// Runs of characters that an address may have, cut also where Markdown ends one.
    func words(of lines: [String]) -> [String] {
        let ends = Array("\"'`<>\\".utf8)
        return lines.flatMap { line in
            line.utf8.split { $0 <= 0x20 || $0 >= 0x7f || ends.contains($0) }
                .flatMap { String(Substring($0)).split(separator: "](").map { String($0) } }
        }
    }

    /// Without the marks of the sentence at its end.
    static func trimmed(_ word: Substring) -> String {
        // A closing bracket belongs to the sentence only if it was not opened in the address.
        var round = word.count { $0 == ")" } - word.count { $0 == "(" }
        var square = word.count { $0 == "]" } - word.count { $0 == "[" }
        var rest = word
        while let last = rest.last {
            switch last {
            case ".", ",", ";", "'", "\"": break
            case ")" where round > 0: round -= 1
            case "]" where square > 0: square -= 1
            default: return String(rest)
            }
            rest.removeLast()
        }
        return ""
    }
}
