/// What is to be said about a paste before anybody looks into it.
enum PasteAdvice {
    /// GNU screen keeps so many octets for a program that does not read at once, and drops what comes beyond.
    private static let keptByScreen = 4096

    static func message(about text: String, in surroundings: Surroundings) -> StatusMessage? {
        guard surroundings.multiplexer == .screen, text.utf8.count > keptByScreen else { return nil }
        return StatusMessage(
            .warning, "GNU screen may have dropped a part of so long a paste. Paste the address alone.")
    }
}
