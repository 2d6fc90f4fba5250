public import OAuth

/// The tokens of a session that is alive.
public struct KeptTokens: Sendable, Equatable {
    public let accessToken: Secret
    /// `Bearer`.
    public let tokenType: String
    /// By the wall clock; nil when the provider did not say (`expires_in`, RFC 6749 section 5.1).
    public let expiresAt: Timestamp?
    /// What was granted; nil means what was asked for.
    public let scope: [ForeignText]?
    /// Nil when the provider gave none: the session lasts as long as the access token.
    public let refreshToken: Secret?

    public init(
        accessToken: Secret, tokenType: String = "Bearer", expiresAt: Timestamp? = nil, scope: [ForeignText]? = nil,
        refreshToken: Secret? = nil
    ) {
        self.accessToken = accessToken
        self.tokenType = tokenType
        self.expiresAt = expiresAt
        self.scope = scope
        self.refreshToken = refreshToken
    }

    /// Those of an answer that came at `time`.
    init(_ tokens: TokenSet, at time: Timestamp) {
        self.init(
            accessToken: tokens.accessToken, tokenType: tokens.tokenType,
            expiresAt: tokens.expiresIn.map { time + $0 } ?? tokens.expiresAt, scope: tokens.scope,
            refreshToken: tokens.refreshToken)
    }

    /// Seconds until the access token ends; negative when it is over, nil when that is not known.
    public func secondsLeft(at now: Timestamp) -> Double? { expiresAt.map { $0 - now } }
}
