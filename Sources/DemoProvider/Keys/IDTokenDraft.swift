import Crypto

/// An ID token before it is signed.
struct IDTokenDraft: Sendable, Equatable {
    var header: JSON
    var claims: JSON
    var signature: TokenSignature
    /// What stands in the place of the claims after they were signed.
    var claimsAfterSigning: JSON?
    /// Text that is sent in place of the token.
    var replacement: String?
    /// What encrypts the signed token for the client (RFC 7519 section 5.2).
    var sealing: Sealing?

    init(header: JSON, claims: JSON, signature: TokenSignature) {
        self.header = header
        self.claims = claims
        self.signature = signature
    }

    /// The compact form (RFC 7515 section 7.1).
    var text: String {
        if let replacement { return replacement }
        let head = Base64URL.encode(header.text.utf8) + "."
        let input = head + Base64URL.encode(claims.text.utf8)
        let sent = claimsAfterSigning.map { head + Base64URL.encode($0.text.utf8) } ?? input
        let signed = sent + "." + Base64URL.encode(signature.octets(of: Array(input.utf8)))
        return sealing?.seal(signed) ?? signed
    }

    /// `at_hash` for an access token, with SHA-256 (OpenID Connect Core 1.0 section 3.1.3.6).
    static func hash(of accessToken: String) -> String {
        Base64URL.encode(SHA256.hash(data: Array(accessToken.utf8)).prefix(16))
    }
}
