/// The tokens of a successful answer (RFC 6749 section 5.1, OpenID Connect Core section 3.1.3.3).
///
/// The ID token in it is not verified yet: that is the business of ``IDTokenRules``.
public struct TokenSet: Sendable, Equatable {
    public let accessToken: Secret
    /// `Bearer`, in this spelling whatever the provider's was.
    public let tokenType: String
    /// Lifetime in seconds from the answer on; nil when the provider does not say.
    public let expiresIn: Double?
    /// When the access token says itself that it ends, for a provider that says it only there.
    public let expiresAt: Timestamp?
    /// What was granted; nil means as requested (RFC 6749 section 5.1).
    public let scope: [ForeignText]?
    public let refreshToken: Secret?
    public let idToken: Secret?
    /// What the answer tells about the person besides tokens, for a provider that tells it here.
    public let user: JSONObject?
    public let checks: [Check]
    /// Granted, though not asked for.
    public let addedScopes: [ForeignText]
    /// Asked for, but not granted.
    public let missingScopes: [String]

    public init(
        accessToken: Secret, tokenType: String = "Bearer", expiresIn: Double? = nil,
        expiresAt: Timestamp? = nil, scope: [ForeignText]? = nil, refreshToken: Secret? = nil, idToken: Secret? = nil,
        user: JSONObject? = nil, checks: [Check] = [], addedScopes: [ForeignText] = [],
        missingScopes: [String] = []
    ) {
        self.accessToken = accessToken
        self.tokenType = tokenType
        self.expiresIn = expiresIn
        self.expiresAt = expiresAt
        self.scope = scope
        self.refreshToken = refreshToken
        self.idToken = idToken
        self.user = user
        self.checks = checks
        self.addedScopes = addedScopes
        self.missingScopes = missingScopes
    }
}
