public import OAuth

/// Logged in: every token is here and every check was passed.
public struct Session: Sendable, Equatable, KnowsProvider {
    public internal(set) var provider: KnownProvider
    /// Those of the login, or of the last refresh.
    public private(set) var tokens: TokenSet
    /// That of the login; `nil` when `openid` was not asked for.
    public let idToken: VerifiedIDToken?
    public internal(set) var userInfo: UserInfoState
    /// Set where the person's data have an address and keys of their own.
    public internal(set) var person: PersonFetch?
    public let obtainedAt: Moment
    public let attemptNumber: Int
    /// When the access token ends, if the provider or the token itself said so (`expires_in`, RFC 6749 section 5.1).
    public private(set) var accessExpiresAt: Timestamp?
    /// What a refresh is doing, and what came of the last one.
    public private(set) var refresh: RefreshState
    /// What the last refresh that brought anything changed.
    public private(set) var change: SessionChange?
    /// What the provider said of the tokens when it was asked; empty when it was not, or when they were replaced.
    public internal(set) var words: [TokenWord] = []
    /// The questions about tokens.
    var questions = CallBook(after: Self.questionNumbers)
    private let loginChecks: [Check]

    init(
        from exchanging: Exchanging, provider: KnownProvider, tokens: TokenSet, idToken: VerifiedIDToken?,
        idTokenChecks: [Check], userInfo: UserInfoState, person: PersonFetch? = nil, obtainedAt: Moment
    ) {
        self.provider = provider
        self.tokens = tokens
        self.idToken = idToken
        self.userInfo = userInfo
        self.person = person
        self.obtainedAt = obtainedAt
        attemptNumber = exchanging.attemptNumber
        let stored = StoredSession(provider, tokens, idToken, at: obtainedAt.wall)
        accessExpiresAt = stored.tokens?.expiresAt
        refresh = .start(stored, after: Self.refreshNumbers)
        loginChecks = provider.metadata.checks + exchanging.callbackChecks + tokens.checks + idTokenChecks
    }

    // The login's own requests go on beside those of refreshes and questions, so each kind has numbers of its own: a
    // login makes some hundred requests at most, and a session some thousand refreshes.
    private static let refreshNumbers = 100_000
    private static let questionNumbers = 1_000_000

    /// Everything that was verified, in the order of the steps.
    public var checks: [Check] {
        switch userInfo {
        case .have(let info): loginChecks + info.checks
        case .refused(let fault): loginChecks + [fault.check]
        case .failed: loginChecks + [UserInfoAnswer.unansweredCheck]
        case .notOffered, .asked: loginChecks
        }
    }

    /// As it is kept. When the provider ended it, it has no tokens any more; those in ``tokens`` are the last ones.
    public var stored: StoredSession { refresh.session }

    /// The verified claims: of the last ID token that was verified.
    public var claims: JSONObject? { refresh.session.identity?.claims ?? idToken?.claims }

    /// Every request, of the login and of the refreshes after it.
    public var journal: Journal { provider.ground.journal + refresh.journal + questions.journal }

    /// Nothing more is under way.
    public var isSettled: Bool {
        switch userInfo {
        case .asked: false
        case .notOffered, .have, .refused, .failed: true
        }
    }

    /// What an answer about the person must be; nil when nobody knows whom it should be about.
    var userInfoExpectation: UserInfoExpectation? {
        if let person {
            var expectation = provider.userInfo(about: person.subject)
            // Their keys are their issuer: the data name none that is known beforehand, and the person by their address.
            if case .have(let set, _) = person.keys { expectation.keys = set } else { expectation.keys = nil }
            expectation.issuer = nil
            expectation.namesSubject = false
            return expectation
        }
        return idToken.map { provider.userInfo(about: $0.subject) }
    }

    /// Lets the machine of refreshes take an event, and takes over the tokens that came of it.
    mutating func take(_ event: RefreshEvent, at now: Moment) -> [FlowEffect] {
        let known = stored
        var event = event
        if case .sessionRead(let found?) = event, !found.isOfSamePerson(as: known) { event = .sessionRead(nil) }
        let effects = RefreshMachine.reduce(&refresh, event, at: now)
        if case .resting(let resting) = refresh { follow(resting, from: known, now) }
        return effects.map { effect in
            switch effect {
            case .takeLock: .session(.takeLock)
            case .readSession: .session(.read(known: stored))
            case .send(let id, let call): .send(id, call)
            case .cancel(let id): .cancel(id)
            case .store(let session): .session(.store(session))
            case .releaseLock: .session(.releaseLock)
            }
        }
    }

    private mutating func follow(_ resting: Resting, from known: StoredSession, _ now: Moment) {
        let session = resting.session
        // The last tokens of a session that has ended are good until their end.
        guard session != known, let kept = session.tokens else { return }
        let refreshed: RefreshChange?
        if case .refreshed(let change, _) = resting.outcome { refreshed = change } else { refreshed = nil }
        change = refreshed.map { SessionChange($0, at: now) } ?? SessionChange(from: known, to: session, at: now)
        tokens = TokenSet(kept, of: session, checks: refreshed?.checks ?? [])
        accessExpiresAt = kept.expiresAt
        words = []
    }
}

extension TokenSet {
    /// What is kept, as an answer would have brought it.
    fileprivate init(_ kept: KeptTokens, of session: StoredSession, checks: [Check]) {
        self.init(
            accessToken: kept.accessToken, tokenType: kept.tokenType,
            expiresIn: kept.expiresAt.map { max(0, $0 - session.obtainedAt) }, scope: kept.scope,
            refreshToken: kept.refreshToken, idToken: session.identity?.idToken, checks: checks)
    }
}
