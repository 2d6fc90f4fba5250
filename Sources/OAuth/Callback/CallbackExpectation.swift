/// What the answer of a login must fit: all of it is known before the browser opens.
public struct CallbackExpectation: Sendable, Equatable {
    public let redirect: RedirectURI
    /// Nil for a provider that knows no state: then none may come back.
    public let state: Secret?
    /// The issuer that this login went to, exactly as its metadata names it.
    public let issuer: String
    /// Whether the metadata promises `iss` in every answer (RFC 9207 section 3).
    public let issuerParameterPromised: Bool
    /// What the provider's rules say of `iss`.
    public let issuerParameter: Presence

    public init(
        redirect: RedirectURI, state: Secret?, issuer: String, issuerParameterPromised: Bool,
        issuerParameter: Presence = .optional
    ) {
        self.redirect = redirect
        self.state = state
        self.issuer = issuer
        self.issuerParameterPromised = issuerParameterPromised
        self.issuerParameter = issuerParameter
    }
}
