public import OAuth

/// The ID token of a session, which was verified when it came.
///
/// It is kept because the provider asks for it when the person signs out (`id_token_hint`), because other tools ask for
/// it, and because a refresh compares with it (OpenID Connect Core section 12.2).
public struct KeptIdentity: Sendable, Equatable {
    public let idToken: Secret
    public let claims: JSONObject
    /// `sub`.
    public let subject: String
    /// Hash of the login's nonce, to compare a later token with; the nonce itself is not kept.
    public let nonceHash: String?

    /// Nil when the text is no signed token with a `sub`.
    init?(idToken: Secret, nonceHash: String?) {
        guard let jwt = try? JWT.decode(idToken), let subject = jwt.claims["sub"]?.string, !subject.isEmpty else {
            return nil
        }
        self.idToken = idToken
        claims = jwt.claims
        self.subject = subject
        self.nonceHash = nonceHash
    }

    /// Of a token that passed every rule.
    init(_ verified: VerifiedIDToken, text: Secret, nonceHash: String?) {
        idToken = text
        claims = verified.claims
        subject = verified.subject
        self.nonceHash = nonceHash
    }
}
