/// The secret half of PKCE: 43 to 128 characters of `A-Za-z0-9-._~` (RFC 7636 section 4.1).
public struct CodeVerifier: Sendable, Equatable {
    /// What the specification allows, in characters.
    public static let lengths = 43...128

    public let secret: Secret

    /// A verifier from its text: one that was stored, or one that the person wants checked.
    public init(_ text: String) throws(PKCEFault) {
        // Characters beyond the longest legal text need no counting one by one: each is at least one octet.
        let length = text.unicodeScalars.count
        guard Self.lengths.contains(length) else { throw .length(length) }
        for (position, scalar) in text.unicodeScalars.enumerated() {
            guard scalar.isASCII, PercentCoding.isUnreserved(UInt8(truncatingIfNeeded: scalar.value)) else {
                throw .character(ForeignText(String(scalar)), position: position + 1)
            }
        }
        secret = Secret(text)
    }
}

/// Why a text is not a code verifier.
public enum PKCEFault: Error, Sendable, Equatable {
    /// Shorter than 43 or longer than 128 characters; the payload is the length found.
    case length(Int)
    /// A character outside of `A-Za-z0-9-._~`, at this position counted from 1.
    case character(ForeignText, position: Int)

    public var message: String {
        switch self {
        case .length(let found):
            "Code verifier length must be between 43 and 128, got \(found)."
        case .character(let character, let position):
            "Code verifier has the character \"\(character.safe(limit: 12))\" at position \(position). "
                + "Only A-Z a-z 0-9 - . _ ~ are allowed."
        }
    }
}
