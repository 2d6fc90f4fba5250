internal import Crypto

/// What a given challenge is, compared with the one that belongs to a text: for checking somebody's own code.
///
/// The cases besides ``matches`` and ``different`` are the mistakes that are made in practice, told apart exactly.
public enum ChallengeDiagnosis: Sendable, Hashable, CaseIterable {
    case matches
    /// The text itself: the method `plain`.
    case plain
    /// Right, but with `=` at the end.
    case padded
    /// Right, but in the standard alphabet with `+` and `/`.
    case standardAlphabet
    /// The digest as hexadecimal digits.
    case hexDigest
    /// The hexadecimal digits were encoded instead of the digest's octets: 86 characters.
    case encodedHexDigest
    case different

    public init(challenge: String, of text: String) {
        let digest = Array(SHA256.hash(data: Array(text.utf8)))
        let right = Base64URL.encode(digest)
        let standard = Base64.encode(digest)
        let hex = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let encodedHex = [Base64URL.encode(hex.utf8), Base64URL.encode(hex.uppercased().utf8)]
        let likenesses: [(Self, [String])] = [
            (.matches, [right]), (.plain, [text]), (.padded, [right + "="]),
            (.standardAlphabet, [standard, String(standard.dropLast())]), (.hexDigest, [hex, hex.uppercased()]),
            (.encodedHexDigest, encodedHex.flatMap { [$0, $0 + "=", $0 + "=="] }),
        ]
        // The text is a verifier: its octets are compared, in constant time and without Unicode normalisation.
        let given = Secret(challenge)
        self = likenesses.first { $0.1.contains { Secret($0) == given } }?.0 ?? .different
    }

    public var message: String {
        switch self {
        case .matches:
            "The challenge belongs to this verifier (S256)."
        case .plain:
            "The challenge is the verifier itself, the method plain. Send its SHA-256 with code_challenge_method=S256."
        case .padded:
            "The challenge is right but for the = at its end. Remove it: base64url has no padding (RFC 7636 3)."
        case .standardAlphabet:
            "The challenge is in the standard alphabet. Write - for + and _ for /, without = (RFC 7636 3)."
        case .hexDigest:
            "The challenge is the digest in hexadecimal. Encode the 32 octets of the digest in base64url: 43 "
                + "characters."
        case .encodedHexDigest:
            "The hexadecimal digits of the digest were encoded, 86 characters. Encode its 32 octets: 43 characters."
        case .different:
            "The challenge does not belong to this verifier."
        }
    }
}
