/// What a server wants to see before it answers (RFC 9110 section 11.6.1): one challenge of a `WWW-Authenticate`.
struct Challenge: Equatable {
    /// In lower case, as its case does not count.
    let scheme: String
    /// Names in lower case; values without their quotes.
    private(set) var parameters: [FormPair] = []

    func value(of name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// The challenges of a list, which several fields of an answer may share.
    ///
    /// Whatever cannot be read is left out: a list is a hint, and nothing is believed because of it.
    static func read(_ fields: [String]) -> [Challenge] {
        var found: [Challenge] = []
        for piece in fields.flatMap({ pieces(of: $0.utf8.prefix(Limits.challenge)) }) {
            // "scheme name=value" begins a challenge, "name=value" goes on with it, "scheme" is one alone.
            let words = piece.split(separator: " ", maxSplits: 1)
            guard let first = words.first else { continue }
            let isParameter = first.contains("=") || words.last?.hasPrefix("=") == true
            if !isParameter { found.append(Challenge(scheme: first.lowercased())) }
            guard !found.isEmpty, let text = isParameter ? piece : words.dropFirst().first,
                let equals = text.firstIndex(of: "=")
            else { continue }
            let name = text[..<equals].filter { $0 != " " }.lowercased()
            found[found.count - 1].parameters.append(FormPair(name, unquoted(text[text.index(after: equals)...])))
        }
        return found
    }

    /// What stands between commas that are in no quotes.
    private static func pieces(of octets: some Sequence<UInt8>) -> [Substring] {
        var pieces: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        for octet in octets {
            if octet == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            isEscaped = octet == UInt8(ascii: "\\") && isQuoted && !isEscaped
            if octet == UInt8(ascii: ","), !isQuoted {
                pieces.append([])
            } else {
                pieces[pieces.count - 1].append(octet == 0x09 ? 0x20 : octet)
            }
        }
        return pieces.map { String(decoding: $0, as: UTF8.self).trimmingSpaces }
    }

    private static func unquoted(_ text: Substring) -> String {
        let text = String(text).trimmingSpaces
        guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return String(text) }
        var value = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                value.append(character)
                isEscaped = false
            }
        }
        return value
    }
}

extension String {
    fileprivate var trimmingSpaces: Substring {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
