/// Tells a person from a flood: a file that was sent to the terminal, or noise on a line.
public enum KeyFlood {
    /// More keys than this at one wake-up are nobody's. A key held down gives some thirty a second.
    public static let most = 100

    /// What of the keys of one wake-up counts. In a flood no key does, for each would be a command that nobody gave;
    /// its text becomes one paste, which is judged once.
    public static func calmed(_ keys: [Key]) -> [Key] {
        var text = ""
        var typed = 0
        for key in keys {
            if case .paste(let piece) = key { text += piece } else { typed += 1 }
        }
        guard typed > most else { return keys }
        guard !text.isEmpty else { return [] }
        // One character more than a paste may have, so that who reads it can tell that it was cut.
        return [.paste(String(decoding: text.utf8.prefix(KeyDecoder.pasteLimit + 1), as: UTF8.self))]
    }
}
