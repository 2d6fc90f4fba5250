/// The ways in which a digest is written as a challenge, right and wrong.
enum WrittenDigest {
    /// The right one first.
    static func forms(of digest: [UInt8]) -> [(text: String, mistakes: [ChallengeMistake])] {
        let right = Base64URL.encode(digest)
        let standard = Base64.encode(digest)
        let bare = standard.replacing("=", with: "")
        var forms: [(text: String, mistakes: [ChallengeMistake])] = [(right, []), (right + padding(right), [.padded])]
        forms += [standard, bare].map { ($0, [.standardAlphabet]) }
        let letters = bare.filter { $0 != "+" && $0 != "/" }
        forms.append((letters, [.signsRemoved]))
        let small = hex(digest)
        forms += [small, small.uppercased(), "0x" + small].map { ($0, [.hexDigest]) }
        // With what sha256sum and openssl write behind the digits.
        for digits in [small, small.uppercased(), small + "\n", small + "  -\n"] {
            forms += encoded(Array(digits.utf8)).map { ($0, [.encodedHexDigest]) }
        }
        for text in texts(of: digest) { forms += encoded(Array(text.utf8)).map { ($0, [.digestAsText]) } }
        for text in [right, standard, bare] { forms += encoded(Array(text.utf8)).map { ($0, [.encodedTwice]) } }
        // A digest without these signs looks the same in both alphabets.
        return forms.filter { $0.mistakes.isEmpty || $0.text != right }
    }

    static func hex(_ octets: [UInt8]) -> String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The digest as a text of one character for each octet, as what is left of it in UTF-8, and as a list of numbers.
    private static func texts(of digest: [UInt8]) -> [String] {
        var latin = String.UnicodeScalarView()
        for octet in digest { latin.append(Unicode.Scalar(octet)) }
        let numbers = digest.map { String($0) }
        return [
            String(latin), String(decoding: digest, as: UTF8.self), numbers.joined(separator: ","),
            "[" + numbers.joined(separator: ", ") + "]", "[" + numbers.joined(separator: ",") + "]",
        ]
    }

    /// In both alphabets, with and without padding.
    private static func encoded(_ octets: [UInt8]) -> [String] {
        let text = Base64URL.encode(octets)
        let standard = Base64.encode(octets)
        return [text, text + padding(text), standard, standard.replacing("=", with: "")]
    }

    private static func padding(_ text: String) -> String {
        String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    }
}
