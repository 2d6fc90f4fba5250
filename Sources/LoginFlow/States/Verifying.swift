public import OAuth

/// The tokens are here; the keys that prove the ID token are still on their way.
public struct Verifying: Sendable, Equatable, KnowsProvider {
    public internal(set) var provider: KnownProvider
    let exchanging: Exchanging
    let tokens: TokenSet
    /// Nil where the access token tells who signed in.
    let idToken: Secret?
    let receivedAt: Moment
    let serverDate: Timestamp?

    init(
        from exchanging: Exchanging, provider: KnownProvider, tokens: TokenSet, idToken: Secret?, receivedAt: Moment,
        serverDate: Timestamp?
    ) {
        self.exchanging = exchanging
        self.provider = provider
        self.tokens = tokens
        self.idToken = idToken
        self.receivedAt = receivedAt
        self.serverDate = serverDate
    }

    public var callbackChecks: [Check] { exchanging.callbackChecks }
    public var since: Moment { exchanging.since }
    public var attemptNumber: Int { exchanging.attemptNumber }
}
