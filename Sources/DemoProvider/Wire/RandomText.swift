/// Text that nobody can guess, from the system's random source.
package enum RandomText {
    /// 256 bits as 43 base64url characters: codes, tokens, identifiers of forms.
    package static func token() -> String {
        var generator = SystemRandomNumberGenerator()
        return Base64URL.encode((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    /// A password a person can type: four groups of four, about 79 bits, without letters that look alike.
    static func password() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        let groups = (0..<4).map { _ in
            String((0..<4).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] })
        }
        return groups.joined(separator: "-")
    }

    /// Equality whose time tells nothing about where the texts differ (CWE-208).
    static func isEqual(_ one: String, _ other: String) -> Bool {
        let (left, right) = (Array(one.utf8), Array(other.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension RandomText {
    /// Consonants only, so that no word comes of them and none is taken for another (RFC 8628 section 6.1).
    private static let userLetters = Array("BCDFGHJKLMNPQRSTVWXZ")

    /// A code that a person types: two groups of four, about 34 bits.
    package static func userCode() -> String {
        var generator = SystemRandomNumberGenerator()
        let letters = (0..<8).map { _ in userLetters[Int.random(in: 0..<userLetters.count, using: &generator)] }
        return String(letters[..<4]) + "-" + String(letters[4...])
    }

    /// A typed code as it was given: case, spaces and punctuation do not count.
    static func userCode(_ typed: String) -> String {
        let letters = typed.uppercased().filter(userLetters.contains).prefix(9)
        return String(letters.prefix(4)) + "-" + String(letters.dropFirst(4))
    }
}
