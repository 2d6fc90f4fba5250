/// What the answer of a login must fit: all of it is known before the browser opens.
public struct CallbackExpectation: Sendable, Equatable {
    public let redirect: RedirectURI
    public let state: Secret
    /// The issuer that this login went to, exactly as its metadata names it.
    public let issuer: String
    /// Whether the metadata promises `iss` in every answer (RFC 9207 section 3).
    public let issuerParameterPromised: Bool

    public init(redirect: RedirectURI, state: Secret, issuer: String, issuerParameterPromised: Bool) {
        self.redirect = redirect
        self.state = state
        self.issuer = issuer
        self.issuerParameterPromised = issuerParameterPromised
    }
}
