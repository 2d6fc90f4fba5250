public import OAuth

/// Logged in: every token is here and every check was passed.
public struct Session: Sendable, Equatable, KnowsProvider {
    public internal(set) var provider: KnownProvider
    public let tokens: TokenSet
    /// `nil` when `openid` was not asked for.
    public let idToken: VerifiedIDToken?
    public internal(set) var userInfo: UserInfoState
    public let obtainedAt: Moment
    public let attemptNumber: Int
    private let loginChecks: [Check]

    init(
        from exchanging: Exchanging, provider: KnownProvider, tokens: TokenSet, idToken: VerifiedIDToken?,
        idTokenChecks: [Check], userInfo: UserInfoState, obtainedAt: Moment
    ) {
        self.provider = provider
        self.tokens = tokens
        self.idToken = idToken
        self.userInfo = userInfo
        self.obtainedAt = obtainedAt
        attemptNumber = exchanging.attemptNumber
        loginChecks = provider.metadata.checks + exchanging.callbackChecks + tokens.checks + idTokenChecks
    }

    /// Everything that was verified, in the order of the steps.
    public var checks: [Check] {
        switch userInfo {
        case .have(let info): loginChecks + info.checks
        case .refused(let fault): loginChecks + [fault.check]
        case .failed: loginChecks + [UserInfoAnswer.unansweredCheck]
        case .notOffered, .asked: loginChecks
        }
    }

    /// When the access token ends, if the provider or the token itself said so (`expires_in`, RFC 6749 section 5.1).
    public var accessExpiresAt: Timestamp? {
        tokens.expiresIn.map { obtainedAt.wall + $0 } ?? tokens.expiresAt
    }

    /// Nothing more is under way.
    public var isSettled: Bool {
        switch userInfo {
        case .asked: false
        case .notOffered, .have, .refused, .failed: true
        }
    }
}
