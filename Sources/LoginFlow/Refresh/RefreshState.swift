public import OAuth

/// Where a refresh is. Each state is built from the one before it.
public indirect enum RefreshState: Sendable, Equatable {
    /// Nothing is under way. Next: `.locking` when a refresh is wanted and possible.
    case resting(Resting)
    /// The lock was ordered. Next: `.reading`, or `.resting` when somebody else holds it.
    case locking(LockingSession)
    /// What the store has now was ordered. Next: `.refreshing`, or `.resting` when somebody else was faster.
    case reading(ReadingSession)
    /// The refresh token was sent. Next: `.verifying`, `.storing`, `.comparing`, `.resting`; once more the same state
    /// when the answer was lost.
    case refreshing(RefreshingSession)
    /// New tokens are here, keys for their ID token are not. Next: `.storing`, or `.resting` when it is refused.
    case verifying(VerifyingRefresh)
    /// The refresh token was refused for good: the store is read once more, somebody may have replaced it. Next:
    /// `.storing` or `.resting`.
    case comparing(ComparingSession)
    /// What came of it is being stored. Next: `.resting`.
    case storing(StoringSession)

    /// - Parameter number: Numbers of requests start above it.
    public static func start(_ session: StoredSession, after number: Int = 0) -> RefreshState {
        .resting(Resting(session: session, book: CallBook(after: number)))
    }

    /// The session as far as it is known to be good: what is shown and used while a refresh is under way.
    public var session: StoredSession {
        switch self {
        case .resting(let state): state.session
        case .locking(let state): state.session
        case .reading(let state): state.session
        case .refreshing(let state): state.session
        case .verifying(let state): state.refreshing.session
        case .comparing(let state): state.session
        case .storing(let state): state.before
        }
    }

    public var isResting: Bool {
        if case .resting = self { true } else { false }
    }

    /// The refresh token was sent, and what came of it is not stored yet: whoever ends now may lose the session.
    public var isAtStake: Bool {
        switch self {
        case .refreshing, .verifying, .comparing, .storing: true
        case .resting, .locking, .reading: false
        }
    }

    /// The requests of all refreshes so far.
    public var journal: Journal {
        switch self {
        case .resting(let state): state.book.journal
        case .locking(let state): state.book.journal
        case .reading(let state): state.book.journal
        case .refreshing(let state): state.book.journal
        case .verifying(let state): state.refreshing.book.journal
        case .comparing(let state): state.book.journal
        case .storing(let state): state.book.journal
        }
    }
}

/// Nothing is under way.
public struct Resting: Sendable, Equatable {
    public let session: StoredSession
    /// What came of the last wish.
    public let outcome: RefreshOutcome?
    /// When the refresh token was last sent.
    public let lastTry: Moment?
    var book: CallBook

    public var journal: Journal { book.journal }

    init(session: StoredSession, book: CallBook, outcome: RefreshOutcome? = nil, lastTry: Moment? = nil) {
        self.session = session
        self.book = book
        self.outcome = outcome
        self.lastTry = lastTry
    }
}

/// The lock was ordered.
public struct LockingSession: Sendable, Equatable {
    public let session: StoredSession
    public let wish: RefreshWish
    let lastTry: Moment?
    let book: CallBook

    init(from resting: Resting, wish: RefreshWish) {
        session = resting.session
        lastTry = resting.lastTry
        book = resting.book
        self.wish = wish
    }
}

/// The lock is ours, and the store is asked what it has.
public struct ReadingSession: Sendable, Equatable {
    public let session: StoredSession
    public let wish: RefreshWish
    let lastTry: Moment?
    let book: CallBook

    init(from locking: LockingSession) {
        session = locking.session
        wish = locking.wish
        lastTry = locking.lastTry
        book = locking.book
    }
}

/// The refresh token is on its way.
public struct RefreshingSession: Sendable, Equatable {
    /// As it was read under the lock.
    public let session: StoredSession
    let refreshToken: Secret
    var request: EffectID
    var keys = KeyShelf.notOffered
    var book: CallBook
    /// An answer was lost before: the provider may have replaced the refresh token.
    var hasLostAnswer = false
    /// Of what was judged before the keys were needed.
    var checks: [Check] = []
    public let since: Moment

    public var journal: Journal { book.journal }

    init(
        from reading: ReadingSession, session: StoredSession, refreshToken: Secret, request: EffectID, book: CallBook,
        at now: Moment
    ) {
        self.session = session
        self.refreshToken = refreshToken
        self.request = request
        self.book = book
        since = now
    }
}

/// The new tokens are here, and the keys for the ID token among them are not.
public struct VerifyingRefresh: Sendable, Equatable {
    var refreshing: RefreshingSession
    let tokens: TokenSet
    /// Nil where the access token tells who signed in.
    let idToken: Secret?
    let receivedAt: Moment
    let serverDate: Timestamp?

    public var journal: Journal { refreshing.journal }

    init(
        from refreshing: RefreshingSession, tokens: TokenSet, idToken: Secret?, receivedAt: Moment,
        serverDate: Timestamp?
    ) {
        self.refreshing = refreshing
        self.tokens = tokens
        self.idToken = idToken
        self.receivedAt = receivedAt
        self.serverDate = serverDate
    }
}

/// The refresh token was refused; is it still the one in the store?
public struct ComparingSession: Sendable, Equatable {
    public let session: StoredSession
    let refreshToken: Secret
    let refusal: TokenError
    let book: CallBook
    let since: Moment

    init(from refreshing: RefreshingSession, refusal: TokenError) {
        session = refreshing.session
        refreshToken = refreshing.refreshToken
        book = refreshing.book
        since = refreshing.since
        self.refusal = refusal
    }
}

/// The new session is being stored; the one before is kept until that is done.
public struct StoringSession: Sendable, Equatable {
    public let before: StoredSession
    public let after: StoredSession
    let result: Result
    let book: CallBook
    let since: Moment

    enum Result: Sendable, Equatable {
        case refreshed(RefreshChange)
        case ended(TokenError)
    }

    init(from refreshing: RefreshingSession, change: RefreshChange) {
        before = refreshing.session
        after = change.after
        result = .refreshed(change)
        book = refreshing.book
        since = refreshing.since
    }

    init(from comparing: ComparingSession, ended: StoredSession) {
        before = comparing.session
        after = ended
        result = .ended(comparing.refusal)
        book = comparing.book
        since = comparing.since
    }
}
