/// A mistake that is made in practice between a code verifier and its challenge.
///
/// Each was met in code that people publish or ask about. The raw values are stable names for scripts.
public enum ChallengeMistake: String, Sendable, Hashable, CaseIterable {
    // What was sent in place of a hash.
    case plain
    case swapped

    // What was hashed in place of the verifier.
    case trailingNewline = "trailing_newline"
    case carriageReturn = "carriage_return"
    case blank
    case nul
    case quoted
    case verifierCase = "verifier_case"
    case verifierCut = "verifier_cut"
    case verifierNotCleaned = "verifier_not_cleaned"
    case verifierCleaned = "verifier_cleaned"
    case verifierEncoded = "verifier_encoded"
    case verifierDecoded = "verifier_decoded"
    case utf16
    case byteOrderMark = "byte_order_mark"

    // How it was hashed.
    case hashedTwice = "hashed_twice"
    case otherHash = "other_hash"

    // How the digest was written.
    case padded
    case standardAlphabet = "standard_alphabet"
    case signsRemoved = "signs_removed"
    case hexDigest = "hex_digest"
    case encodedHexDigest = "encoded_hex_digest"
    case digestAsText = "digest_as_text"
    case encodedTwice = "encoded_twice"

    // What became of the challenge afterwards.
    case percentEncoded = "percent_encoded"
    case surrounded
    case challengeCase = "challenge_case"
    case cut

    /// What was done, and what to do in its place.
    public var message: String {
        switch self {
        case .plain:
            "The challenge is the verifier itself, the method plain. Send its SHA-256 with code_challenge_method=S256."
        case .swapped:
            "The two are swapped: the verifier is the challenge of what is given as the challenge."
        case .trailingNewline:
            "A line feed at the end was hashed as well, as echo writes one. Hash the characters alone: printf '%s'."
        case .carriageReturn:
            "A carriage return at the end was hashed as well, as in files of Windows. Hash the characters alone."
        case .blank:
            "A blank beside the verifier was hashed as well. Hash the characters alone."
        case .nul:
            "The NUL that ends a text in C was hashed as well. Hash strlen octets, not sizeof."
        case .quoted:
            "The quotation marks around the verifier were hashed as well. Hash the characters alone."
        case .verifierCase:
            "The verifier was hashed in other letters, all small or all capital. Its case counts: leave it as it is."
        case .verifierCut:
            "Only the beginning of the verifier was hashed. Hash exactly the text that is sent."
        case .verifierNotCleaned:
            "The verifier was hashed before its base64 became URL-safe, while it had + or / or =. Hash the text that "
                + "is sent."
        case .verifierCleaned:
            "The challenge belongs to this verifier in base64url, without what is around it. Send that text."
        case .verifierEncoded:
            "The verifier was hashed in percent encoding. Hash it first; what sends a form encodes it."
        case .verifierDecoded:
            "The octets that the verifier stands for were hashed. Hash its characters: ASCII(code_verifier)."
        case .utf16:
            "The verifier was hashed in UTF-16, as Windows and .NET keep texts. Hash its ASCII octets."
        case .byteOrderMark:
            "A byte order mark was hashed before the verifier. Hash the characters alone."
        case .hashedTwice:
            "It was hashed twice. S256 is one SHA-256, of the verifier."
        case .otherHash:
            "It was made with another hash function. S256 is SHA-256, 32 octets."
        case .padded:
            "The challenge is right but for the = at its end. Remove it: base64url has no padding (RFC 7636 3)."
        case .standardAlphabet:
            "The challenge is in the standard alphabet. Write - for + and _ for /, without = (RFC 7636 3)."
        case .signsRemoved:
            "The signs + / - _ were deleted from the challenge. Write - for + and _ for /; only = goes."
        case .hexDigest:
            "The challenge is the digest in hexadecimal. Encode the 32 octets of the digest in base64url: 43 "
                + "characters."
        case .encodedHexDigest:
            "The hexadecimal digits of the digest were encoded, 86 characters. Encode its 32 octets: 43 characters."
        case .digestAsText:
            "The digest was made a text before it was encoded. Encode its 32 octets as they are."
        case .encodedTwice:
            "It was encoded in base64 twice. Encode the 32 octets of the digest once."
        case .percentEncoded:
            "It is percent-encoded still. What makes the address encodes it; the value itself has no %."
        case .surrounded:
            "Blanks or quotation marks are around the challenge. Send its 43 characters alone."
        case .challengeCase:
            "The letters of the challenge have another case. In base64url case counts."
        case .cut:
            "The end of the challenge is missing. It has 43 characters."
        }
    }
}
