internal import Crypto

/// What may have been hashed in place of a verifier, and how.
enum HashedText {
    /// Octets that a challenge was made of, with the mistakes that lead to them.
    struct Digest {
        let octets: [UInt8]
        let mistakes: [ChallengeMistake]
    }

    /// The right one first.
    static func digests(of text: String) -> [Digest] {
        let octets = Array(text.utf8)
        let right = Array(SHA256.hash(data: octets))
        var digests = [Digest(octets: right, mistakes: [])]
        for input in inputs(of: text) where input.octets != octets {
            digests.append(Digest(octets: Array(SHA256.hash(data: input.octets)), mistakes: [input.mistake]))
        }
        let again = [right, Array(WrittenDigest.hex(right).utf8), Array(Base64URL.encode(right).utf8)]
        digests += again.map { Digest(octets: Array(SHA256.hash(data: $0)), mistakes: [.hashedTwice]) }
        let others = [
            Array(Insecure.SHA1.hash(data: octets)), Array(Insecure.MD5.hash(data: octets)),
            Array(SHA384.hash(data: octets)), Array(SHA512.hash(data: octets)),
        ]
        return digests + others.map { Digest(octets: $0, mistakes: [.otherHash]) }
    }

    private static func inputs(of text: String) -> [(octets: [UInt8], mistake: ChallengeMistake)] {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let cleaned = clean(text)
        let texts: [(String, ChallengeMistake)] = [
            (cleaned, .verifierCleaned), (clean(text, urlSafe: false), .verifierCleaned),
            (text + "\n", .trailingNewline), (text + "\r\n", .carriageReturn), (text + "\r", .carriageReturn),
            (text + " ", .blank), (" " + text, .blank), (text + "\0", .nul), ("\"\(text)\"", .quoted),
            ("'\(text)'", .quoted), (text.lowercased(), .verifierCase), (text.uppercased(), .verifierCase),
            (String(text.prefix(43)), .verifierCut), (String(text.prefix(64)), .verifierCut),
            (String(text.prefix(128)), .verifierCut), (standard, .verifierNotCleaned),
            (standard + padding, .verifierNotCleaned), (text + padding, .verifierNotCleaned),
            (PercentCoding.encode(text), .verifierEncoded), (text.replacing("~", with: "%7E"), .verifierEncoded),
            ("\u{feff}" + text, .byteOrderMark),
        ]
        let little = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        let units: [[UInt8]] = [little, big, [0xff, 0xfe] + little, [0xfe, 0xff] + big]
        let decoded = [base64(cleaned), hexadecimal(text)].compactMap(\.self)
        return texts.map { (Array($0.0.utf8), $0.1) } + units.map { ($0, .utf16) }
            + decoded.map { ($0, .verifierDecoded) }
    }

    /// The text without blanks and padding around it, and in the URL-safe alphabet if that is wanted.
    private static func clean(_ text: String, urlSafe: Bool = true) -> String {
        let kept = text.filter { !$0.isWhitespace && $0 != "=" }
        return urlSafe ? kept.replacing("+", with: "-").replacing("/", with: "_") : kept
    }

    /// As decoders do it that ignore the unused bits at the end.
    private static func base64(_ text: String) -> [UInt8]? {
        let whole = text.utf8.count / 4 * 4
        guard let start = Base64URL.decode(text.prefix(whole)) else { return nil }
        let rest = String(text.dropFirst(whole))
        guard rest.utf8.count > 1 else { return start }
        return Base64URL.decode(rest + String(repeating: "A", count: 4 - rest.utf8.count)).map {
            start + $0.prefix(rest.utf8.count - 1)
        }
    }

    private static func hexadecimal(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard !digits.isEmpty, digits.count.isMultiple(of: 2) else { return nil }
        var octets: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = PercentCoding.hexValue(digits[index]), let low = PercentCoding.hexValue(digits[index + 1])
            else { return nil }
            octets.append(high << 4 | low)
        }
        return octets
    }
}
