import OAuth

/// Shows what is in the paste field without what must not be seen: codes, tokens, and anything long and random.
enum PasteMask {
    private static let openNames: Set<String> = ["state", "nonce"]
    private static let secretNames: Set<String> = [
        "access_token", "assertion", "client_secret", "code", "code_verifier", "id_token", "password", "refresh_token",
        "session_state", "token",
    ]
    private static let delimiters: Set<Character> = ["&", "#", "?", " ", "\"", "'", ";", ",", "<", ">"]
    /// Longer runs of base64url characters are taken for secrets wherever they stand.
    private static let longestOpenRun = 24
    /// Work and room are bounded: nobody reads more than this.
    private static let readLimit = 4096

    /// The text for the screen, safe to show.
    static func shown(_ text: String) -> String {
        let head = text.prefix(readLimit)
        guard head.contains("=") || head.contains("://") else {
            return text.count == 1 ? "(1 character, hidden)" : "(\(text.count) characters, hidden)"
        }
        var shown = ""
        var segment = ""
        for character in head {
            if delimiters.contains(character) {
                shown += masked(segment) + String(character)
                segment = ""
            } else {
                segment.append(character)
            }
        }
        return ForeignText(shown + masked(segment)).safe(limit: readLimit)
    }

    /// `name=value`, or a piece of an address.
    private static func masked(_ segment: String) -> String {
        guard let equals = segment.firstIndex(of: "=") else { return withoutLongRuns(segment) }
        let name = segment[..<equals]
        let value = String(segment[segment.index(after: equals)...])
        if openNames.contains(String(name)) { return name + "=" + short(value) }
        if secretNames.contains(String(name)) { return value.isEmpty ? name + "=" : name + "=(\(value.count) hidden)" }
        return withoutLongRuns(String(name)) + "=" + withoutLongRuns(value)
    }

    private static func withoutLongRuns(_ text: String) -> String {
        var shown = ""
        var run = ""
        func close() {
            shown += run.count > longestOpenRun ? "(\(run.count) hidden)" : run
            run = ""
        }
        for character in text {
            if isRandom(character) {
                run.append(character)
            } else {
                close()
                shown.append(character)
            }
        }
        close()
        return shown
    }

    /// The ends of a value that is no secret by itself: `b3m…c8E`.
    static func short(_ text: String, ends: Int = 3) -> String {
        text.count > 2 * ends + 2 ? text.prefix(ends) + "…" + text.suffix(ends) : text
    }

    private static func isRandom(_ character: Character) -> Bool {
        guard let octet = character.asciiValue else { return true }
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "%"),
            UInt8(ascii: "+"), UInt8(ascii: "~"):
            return true
        default:
            return false
        }
    }
}
