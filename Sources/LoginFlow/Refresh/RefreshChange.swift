public import OAuth

/// What a refresh changed.
public struct RefreshChange: Sendable, Equatable {
    public let before: StoredSession
    public let after: StoredSession
    public let rotation: Rotation
    public let identity: Identity
    /// Claims that differ, in the order of the new token, removed ones last.
    public let claims: [ClaimChange]
    /// Granted now and not before, and the reverse.
    public let addedScopes: [ForeignText]
    public let missingScopes: [String]
    public let checks: [Check]

    /// What the answer did to the refresh token.
    public enum Rotation: Sendable, Equatable {
        /// The old refresh token is of no more use (RFC 9700 section 4.14).
        case rotated
        /// The same one came again.
        case same
        /// None came: the old one is kept (RFC 6749 section 6).
        case notSent

        public var message: String {
            switch self {
            case .rotated: "The provider replaced the refresh token."
            case .same: "The refresh token is the same as before."
            case .notSent: "The provider sent no new refresh token; the old one is kept."
            }
        }
    }

    /// What became of the ID token of the answer.
    public enum Identity: Sendable, Equatable {
        case verified
        /// None came: the old claims are kept (OpenID Connect Core section 12.2).
        case notSent
        /// One came, and the provider's keys could not be had: it is not used, the old claims are kept.
        case notVerified(KeysTrouble)
    }

    init(
        of session: StoredSession, tokens: TokenSet, identity: KeptIdentity?, as kind: Identity, checks: [Check],
        prover: Prover?, at time: Timestamp
    ) {
        before = session
        let old = session.tokens?.refreshToken
        rotation = tokens.refreshToken.map { $0 == old ? .same : .rotated } ?? .notSent
        self.identity = kind
        claims = ClaimChange.between(session.identity?.claims, identity?.claims)
        addedScopes = tokens.addedScopes
        missingScopes = tokens.missingScopes
        self.checks = tokens.checks + checks
        var following = session
        following.standing = .alive(
            KeptTokens(
                accessToken: tokens.accessToken, tokenType: tokens.tokenType,
                expiresAt: tokens.expiresIn.map { time + $0 } ?? tokens.expiresAt,
                scope: tokens.scope ?? session.tokens?.scope,
                refreshToken: tokens.refreshToken ?? old))
        following.identity = identity
        following.refreshParameters = []
        following.user = tokens.user ?? session.user
        following.obtainedAt = time
        following.generation += 1
        // With the newest nonces of its servers.
        following.prover = prover ?? session.prover
        after = following
    }
}

/// A claim that is not what it was.
public struct ClaimChange: Sendable, Equatable {
    public let name: ForeignText
    /// Nil when there was none.
    public let before: JSONValue?
    /// Nil when there is none any more.
    public let after: JSONValue?

    static func between(_ old: JSONObject?, _ new: JSONObject?) -> [ClaimChange] {
        let old = old ?? JSONObject()
        let new = new ?? JSONObject()
        // A token may have tens of thousands of claims: each is looked up by octets in a table.
        let before = table(old)
        let after = table(new)
        let changed = new.members.filter { before[Array($0.name.utf8)] != $0.value }.map {
            ClaimChange(name: ForeignText($0.name), before: before[Array($0.name.utf8)], after: $0.value)
        }
        let removed = old.members.filter { after[Array($0.name.utf8)] == nil }.map {
            ClaimChange(name: ForeignText($0.name), before: $0.value, after: nil)
        }
        return changed + removed
    }

    private static func table(_ object: JSONObject) -> [[UInt8]: JSONValue] {
        Dictionary(object.members.map { (Array($0.name.utf8), $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
