public import OAuth

/// What a session had before and what it has now: after a refresh of this process or of another one.
public struct SessionChange: Sendable, Equatable {
    public let before: StoredSession
    public let after: StoredSession
    /// Claims that differ, in the order of the new token, removed ones last.
    public let claims: [ClaimChange]
    public let rotation: RefreshChange.Rotation
    /// Nil when another pixie refreshed: what it verified was verified there.
    public let refreshed: RefreshChange?
    public let at: Moment

    init(_ change: RefreshChange, at now: Moment) {
        before = change.before
        after = change.after
        claims = change.claims
        rotation = change.rotation
        refreshed = change
        at = now
    }

    init(from before: StoredSession, to after: StoredSession, at now: Moment) {
        self.before = before
        self.after = after
        claims = ClaimChange.between(before.identity?.claims, after.identity?.claims)
        rotation = before.tokens?.refreshToken == after.tokens?.refreshToken ? .same : .rotated
        refreshed = nil
        at = now
    }

    /// Scopes that are granted now and were not before.
    public var addedScopes: [ForeignText] { Self.scopes(of: after, without: before) }
    /// Scopes that were granted and are not any more.
    public var goneScopes: [ForeignText] { Self.scopes(of: before, without: after) }

    private static func scopes(of one: StoredSession, without other: StoredSession) -> [ForeignText] {
        let known = Set(other.grantedScopes)
        return one.grantedScopes.filter { !known.contains($0) }
    }
}
