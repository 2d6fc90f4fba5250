import OAuth

/// What the argument parser says about a mistake quotes what was typed, as it was typed. A command line may be put
/// together by a script out of anything, so it is made safe to show like every other text from outside.
enum SafeUsage {
    /// Longer quotations tell no more.
    static let longestQuotation = 200
    private static let longestLine = 1000

    /// - Parameters:
    ///   - message: Of several lines, with parts of the arguments in it.
    ///   - arguments: What was typed.
    static func text(_ message: String, quoting arguments: [String]) -> String {
        var octets = Array(message.utf8)
        for part in parts(of: arguments) {
            let safe = ForeignText(part).safe(limit: longestQuotation)
            if safe != part { octets = replaced(Array(part.utf8), with: Array(safe.utf8), in: octets) }
        }
        // Whatever was quoted in another form.
        return octets.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            ForeignText(String(decoding: line, as: UTF8.self)).safe(limit: longestLine)
        }.joined(separator: "\n")
    }

    /// Each argument, its name and its value, the longest first: a part of one may be all of another.
    private static func parts(of arguments: [String]) -> [String] {
        let halves = arguments.flatMap { argument -> [String] in
            let sides = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return [argument] + sides
        }
        return Set(halves.filter { !$0.isEmpty }).sorted { $0.utf8.count > $1.utf8.count }
    }

    /// By octets: a mark in an argument may have joined the character before it.
    private static func replaced(_ part: [UInt8], with other: [UInt8], in text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text[...]
        while let first = rest.firstIndex(of: part[0]) {
            result += rest[..<first]
            rest = rest[first...]
            if rest.starts(with: part) {
                result += other
                rest = rest.dropFirst(part.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result + rest
    }
}
