/// An answer that was copied from a window which had broken it into lines. Taken line by line, a part of its code would
/// be sent, and a last piece such as `0` would be a command.
///
/// Only a terminal tells by the moment what belongs together. In a pipe each line is an answer, however they come.
enum WrappedPaste {
    /// So short are commands: several lines of them were typed ahead.
    private static let longestCommand = 3

    static func isBreak(_ octet: UInt8) -> Bool { octet == UInt8(ascii: "\n") || octet == UInt8(ascii: "\r") }

    /// Whether what a terminal gave at once is a paste of several lines.
    static func isOne(_ octets: [UInt8]) -> Bool {
        let lines = octets.split(whereSeparator: isBreak)
        return lines.count > 1 && lines.contains { $0.count > longestCommand }
    }
}
