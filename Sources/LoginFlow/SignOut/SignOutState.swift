public import OAuth

/// Where a sign-out is. Each state is built from the one before it.
public indirect enum SignOutState: Sendable, Equatable {
    /// Nothing was begun. Next: `.locking` when the person wants it.
    case resting(SignedInSession)
    /// The lock was ordered. Next: `.reading`, or `.ended` when somebody else holds it.
    case locking(LockingSignOut)
    /// The session of the store was ordered. Next: `.revoking`, `.removing` or `.ended`.
    case reading(ReadingSignOut)
    /// A token is being revoked. Next: the same for the other token, `.deciding` or `.removing`.
    case revoking(RevokingTokens)
    /// A token may live on: shall the session be removed here all the same? Next: `.removing` or `.ended`.
    case deciding(DecidingRemoval)
    /// The session is being removed from the store. Next: `.ended`.
    case removing(RemovingSession)
    /// What came of it.
    case ended(SignOutReport)

    /// - Parameter number: Numbers of requests start above it.
    public static func start(_ session: StoredSession, after number: Int = 0) -> SignOutState {
        .resting(SignedInSession(session: session, book: CallBook(after: number)))
    }
}

/// What the person wants of a sign-out.
public struct SignOutWish: Sendable, Equatable {
    /// Revoke the tokens at the provider, where it offers that.
    public let revokes: Bool
    /// End the person's session at the provider too, in the browser, where it offers that.
    public let endsProviderSession: Bool
    /// Where the browser goes afterwards; registered at the provider.
    public let returnTo: RedirectURI?
    /// Remove the session here also when a token may live on. Without it the person is asked then.
    public let removesAnyway: Bool

    public init(
        revokes: Bool = true, endsProviderSession: Bool = false, returnTo: RedirectURI? = nil,
        removesAnyway: Bool = false
    ) {
        self.revokes = revokes
        self.endsProviderSession = endsProviderSession
        self.returnTo = returnTo
        self.removesAnyway = removesAnyway
    }
}

/// A session that nobody signed out of yet.
public struct SignedInSession: Sendable, Equatable {
    public let session: StoredSession
    let book: CallBook

    init(session: StoredSession, book: CallBook) {
        self.session = session
        self.book = book
    }

    /// What a sign-out would do here, to be shown before.
    public var revokes: Bool { session.provider.revocationEndpoint != nil && session.tokens != nil }
    public var endsProviderSession: Bool { session.provider.endSessionEndpoint != nil }
}

/// Nobody may refresh the session while it ends.
public struct LockingSignOut: Sendable, Equatable {
    public let session: StoredSession
    public let wish: SignOutWish
    let book: CallBook

    init(from resting: SignedInSession, wish: SignOutWish) {
        session = resting.session
        book = resting.book
        self.wish = wish
    }
}

/// The lock is ours, and the store is asked for the newest tokens: those are the ones to revoke.
public struct ReadingSignOut: Sendable, Equatable {
    public let session: StoredSession
    public let wish: SignOutWish
    let book: CallBook

    init(from locking: LockingSignOut) {
        session = locking.session
        wish = locking.wish
        book = locking.book
    }
}

/// One token after the other is revoked.
public struct RevokingTokens: Sendable, Equatable {
    public let session: StoredSession
    public let wish: SignOutWish
    public internal(set) var results: [RevocationResult] = []
    var book: CallBook
    /// The one that is under way, and those that follow.
    var current: UnderWay
    var remaining: [RevocationRequest.Kind]

    struct UnderWay: Sendable, Equatable {
        let kind: RevocationRequest.Kind
        let request: EffectID
    }

    init(
        from reading: ReadingSignOut, session: StoredSession, book: CallBook, current: UnderWay,
        remaining: [RevocationRequest.Kind]
    ) {
        wish = reading.wish
        self.session = session
        self.book = book
        self.current = current
        self.remaining = remaining
    }
}

/// What became of one token.
public struct RevocationResult: Sendable, Equatable {
    public let kind: RevocationRequest.Kind
    public let ending: Ending

    /// What the provider said, if it was asked.
    public enum Ending: Sendable, Equatable {
        case revoked
        case refused(RevocationFault)
        case unanswered(TransportFailure)
        /// The endpoint did not work for the token before.
        case notTried
    }

    /// Whether the token may be of use to somebody still.
    public var mayLiveOn: Bool { ending != .revoked }
}

/// A token may live on; the person decides.
public struct DecidingRemoval: Sendable, Equatable {
    public let session: StoredSession
    public let wish: SignOutWish
    public let results: [RevocationResult]
    let book: CallBook

    init(from revoking: RevokingTokens) {
        session = revoking.session
        wish = revoking.wish
        results = revoking.results
        book = revoking.book
    }
}

/// The session is being removed from the store.
public struct RemovingSession: Sendable, Equatable {
    public let session: StoredSession
    public let results: [RevocationResult]
    public let revocation: SignOutReport.Revocation
    /// The page that ends the provider's session was asked for.
    public let endsProviderSession: Bool
    let book: CallBook

    init(
        session: StoredSession, results: [RevocationResult], revocation: SignOutReport.Revocation,
        endsProviderSession: Bool, book: CallBook
    ) {
        self.session = session
        self.results = results
        self.revocation = revocation
        self.endsProviderSession = endsProviderSession
        self.book = book
    }
}
