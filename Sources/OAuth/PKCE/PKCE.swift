internal import Crypto

/// Proof Key for Code Exchange (RFC 7636): a verifier and the challenge made of it, always as a pair.
///
/// The challenge goes through the browser, the verifier only to the token endpoint. Whoever catches the code on its way
/// cannot use it without the verifier. The method is always S256: `plain` would show the verifier to the browser.
public struct PKCE: Sendable, Equatable {
    public static let method = "S256"

    public let verifier: CodeVerifier
    /// base64url(SHA-256(verifier)): 43 characters (RFC 7636 section 4.2).
    public let challenge: String

    /// A new pair with a verifier of `length` characters.
    ///
    /// The verifier is the base64url text of ceil(3/4 length) random octets, cut to `length`; every character then
    /// carries 6 random bits. 43 characters have 258 bits, more than the 256 that RFC 7636 section 7.1 recommends.
    /// `-` and `_` are its only marks: some providers refuse the `.` and `~` that the specification allows.
    ///
    /// - Parameters:
    ///   - entropy: Holds at least ``entropyNeeded(length:)`` octets; they are used up.
    ///   - length: 43 to 128, else ``PKCEFault/length(_:)``.
    public init(entropy: inout Entropy, length: Int = 43) throws(PKCEFault) {
        guard CodeVerifier.lengths.contains(length) else { throw .length(length) }
        let text = Base64URL.encode(entropy.take(Self.entropyNeeded(length: length)))
        self.init(verifier: try CodeVerifier(String(text.prefix(length))))
    }

    /// The pair of a known verifier.
    public init(verifier: CodeVerifier) {
        self.verifier = verifier
        challenge = Self.challenge(of: verifier.secret.reveal())
    }

    /// The S256 transformation alone, of any text.
    ///
    /// It is separate from the rules of ``CodeVerifier``, because teaching material hashes texts that no provider
    /// would take as a verifier.
    public static func challenge(of text: String) -> String {
        Base64URL.encode(SHA256.hash(data: Array(text.utf8)))
    }

    /// Octets of randomness for a verifier of `length` characters.
    public static func entropyNeeded(length: Int) -> Int { (max(0, length) * 3 + 3) / 4 }
}
