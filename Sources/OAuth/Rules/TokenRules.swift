/// What the token endpoint is sent, and what its answers lack.
public struct TokenRules: Sendable, Equatable {
    /// How the body of a request is written.
    public var body = BodyEncoding.form
    /// Whether the exchange repeats the redirect URI (RFC 6749 section 4.1.3).
    public var sendsRedirectURI = true
    /// Parameters of the authorization request that the exchange repeats when they are there.
    public var repeats: [String] = []
    /// Parameters that a refresh may carry when the person gives them.
    public var refreshParameters: [String] = []
    /// Whether `token_type` must be there (RFC 6749 section 5.1). One that is there is always judged.
    public var tokenType = Presence.required
    /// What stands between the scopes of an answer.
    public var scope = ScopeForm.spaces
    /// Where the end of the access token stands.
    public var expiry = ExpirySource.answer

    public init() {}
}

/// How the body of a request to the token endpoint is written.
public enum BodyEncoding: String, Sendable, Hashable, CaseIterable {
    /// application/x-www-form-urlencoded, as RFC 6749 section 4.1.3 wants it.
    case form
    /// application/json, an object of texts.
    case json
}

/// What stands between the scopes of an answer; in a request it is always a space (RFC 6749 section 3.3).
public enum ScopeForm: String, Sendable, Hashable, CaseIterable {
    case spaces
    /// Commas, as GitHub writes them. Spaces count as well.
    case commas
}

/// Where the end of an access token stands.
public enum ExpirySource: String, Sendable, Hashable, CaseIterable {
    /// In `expires_in`, which may be left out.
    case answer
    /// In `expires_in`, else in the `exp` of the access token, which the provider documents to be a JWT.
    case token
}
