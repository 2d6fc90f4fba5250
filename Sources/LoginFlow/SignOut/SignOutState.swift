public import OAuth

/// Where a sign-out is. Each state is built from the one before it.
public indirect enum SignOutState: Sendable, Equatable {
    /// Nothing was begun. Next: `.preparing` when the person wants it.
    case resting(SignedInSession)
    /// The lock, then the session of the store were ordered. Next: `.revoking`, `.removing` or `.ended`.
    case preparing(PreparingSignOut)
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

/// Nobody may refresh the session while it ends, and its newest tokens are the ones to revoke.
public struct PreparingSignOut: Sendable, Equatable {
    public let session: StoredSession
    public let wish: SignOutWish
    let book: CallBook
    var hasLock = false

    init(from resting: SignedInSession, wish: SignOutWish) {
        session = resting.session
        book = resting.book
        self.wish = wish
    }
}

/// One token after the other is revoked.
public struct RevokingTokens: Sendable, Equatable {
    public let session: StoredSession
    public let wish: SignOutWish
    public internal(set) var results: [RevocationResult] = []
    var book: CallBook
    /// The one that is under way, and those that follow.
    var current: (kind: RevocationRequest.Kind, request: EffectID)
    var remaining: [RevocationRequest.Kind]

    init(
        from preparing: PreparingSignOut, session: StoredSession, book: CallBook,
        current: (kind: RevocationRequest.Kind, request: EffectID), remaining: [RevocationRequest.Kind]
    ) {
        wish = preparing.wish
        self.session = session
        self.book = book
        self.current = current
        self.remaining = remaining
    }

    public static func == (left: RevokingTokens, right: RevokingTokens) -> Bool {
        left.session == right.session && left.wish == right.wish && left.results == right.results
            && left.book == right.book && left.current == right.current && left.remaining == right.remaining
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
