public import OAuth

/// When an access token is refreshed without the person asking for it.
public struct RefreshRule: Sendable, Equatable {
    /// At least so long between two automatic refreshes, whatever `expires_in` says.
    public let pauseSeconds: Double
    /// So long before its end a token is replaced, but not before a fifth of its life is left.
    public let aheadSeconds: Double

    public static let standard = RefreshRule(pauseSeconds: Limits.refreshPauseSeconds, aheadSeconds: 60)

    public init(pauseSeconds: Double, aheadSeconds: Double) {
        self.pauseSeconds = pauseSeconds
        self.aheadSeconds = aheadSeconds
    }

    /// Seconds from `now` until the token is to be replaced, by the wall clock; 0 when it is time, nil when it never is.
    public func secondsUntilDue(_ session: StoredSession, at now: Timestamp) -> Double? {
        guard let tokens = session.tokens, tokens.refreshToken != nil, let expiresAt = tokens.expiresAt else {
            return nil
        }
        let life = max(expiresAt - session.obtainedAt, 0)
        return max(expiresAt - now - min(aheadSeconds, life / 5), 0)
    }

    /// Seconds that an automatic refresh has to wait still; 0 when it need not.
    ///
    /// The clock without jumps counts for this process; the wall clock only where it makes sense, so that a clock that
    /// was set back blocks nothing.
    public func secondsToWait(_ session: StoredSession, lastTry: Moment?, at now: Moment) -> Double {
        let sinceObtained = now.wall - session.obtainedAt
        let forSession = sinceObtained >= 0 ? pauseSeconds - sinceObtained : 0
        let forTry = lastTry.map { pauseSeconds - (now.uptime - $0.uptime) } ?? 0
        return max(forSession, forTry, 0)
    }
}
