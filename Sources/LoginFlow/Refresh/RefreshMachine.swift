public import OAuth

/// The one place that decides how a session gets new tokens.
///
/// The order never changes: lock, read, send, store, release. So only one pixie refreshes at a time, it sends the
/// refresh token that is in the store now, and a replaced one is stored before it is used. Only `invalid_grant` for a
/// refresh token that is still the stored one ends a session; everything else keeps it.
public enum RefreshMachine {
    /// Takes one event. The effects are to be carried out in their order.
    public static func reduce(
        _ state: inout RefreshState, _ event: RefreshEvent, at now: Moment, rule: RefreshRule = .standard
    ) -> [RefreshEffect] {
        guard let (following, effects) = next(state, event, now, rule) else { return [] }
        state = following
        return effects
    }

    /// Nil when the event means nothing in the state.
    typealias Transition = (RefreshState, [RefreshEffect])?

    private static func next(
        _ state: RefreshState, _ event: RefreshEvent, _ now: Moment, _ rule: RefreshRule
    ) -> Transition {
        switch state {
        case .resting(let state): resting(state, event, now, rule)
        case .locking(let state): locking(state, event)
        case .reading(let state): reading(state, event, now, rule)
        case .refreshing(let state): refreshing(state, event, now)
        case .verifying(let state): verifying(state, event, now)
        case .comparing(let state): comparing(state, event, now)
        case .storing(let state): storing(state, event)
        }
    }

    private static func resting(
        _ state: Resting, _ event: RefreshEvent, _ now: Moment, _ rule: RefreshRule
    ) -> Transition {
        switch event {
        case .refreshWanted(let wish):
            func stay(_ outcome: RefreshOutcome) -> Transition {
                (
                    .resting(
                        Resting(session: state.session, book: state.book, outcome: outcome, lastTry: state.lastTry)), []
                )
            }
            guard let tokens = state.session.tokens else { return stay(.impossible(.sessionEnded)) }
            guard tokens.refreshToken != nil else { return stay(.impossible(.noRefreshToken)) }
            if wish == .automatic {
                let wait = rule.secondsToWait(state.session, lastTry: state.lastTry, at: now)
                guard wait == 0 else { return stay(.tooSoon(wait)) }
            }
            return (.locking(LockingSession(from: state, wish: wish)), [.takeLock])
        case .lockTaken:
            // It was ordered before the person cancelled.
            return (.resting(state), [.releaseLock])
        case .lockRefused, .sessionRead, .sessionUnreadable, .replyArrived, .sessionStored, .sessionNotStored,
            .cancelled:
            return nil
        }
    }

    private static func locking(_ state: LockingSession, _ event: RefreshEvent) -> Transition {
        func rest(_ outcome: RefreshOutcome, _ effects: [RefreshEffect]) -> Transition {
            (
                .resting(Resting(session: state.session, book: state.book, outcome: outcome, lastTry: state.lastTry)),
                effects
            )
        }
        switch event {
        case .lockTaken: return (.reading(ReadingSession(from: state)), [.readSession])
        case .lockRefused(let holder): return rest(.kept(.locked(holder)), [])
        // There can be no lock.
        case .sessionUnreadable(let why): return rest(.kept(.unreadable(why)), [])
        case .cancelled: return rest(.cancelled, [.releaseLock])
        case .refreshWanted, .sessionRead, .replyArrived, .sessionStored, .sessionNotStored:
            return nil
        }
    }

    private static func reading(
        _ state: ReadingSession, _ event: RefreshEvent, _ now: Moment, _ rule: RefreshRule
    ) -> Transition {
        func rest(_ outcome: RefreshOutcome, _ session: StoredSession) -> Transition {
            (
                .resting(Resting(session: session, book: state.book, outcome: outcome, lastTry: state.lastTry)),
                [.releaseLock]
            )
        }
        switch event {
        case .sessionRead(nil):
            return rest(.impossible(.sessionGone), state.session)
        case .sessionRead(let stored?):
            var found = stored.orNewer(state.session)
            guard let tokens = found.tokens else { return rest(.impossible(.sessionEnded), found) }
            // Newer than what we knew: somebody was faster. What they got is good unless it is about to end.
            if found.generation > state.session.generation, (rule.secondsUntilDue(found, at: now.wall) ?? 1) > 0 {
                return rest(.adopted, found)
            }
            guard let token = tokens.refreshToken else { return rest(.impossible(.noRefreshToken), found) }
            if state.wish == .automatic, found.generation > state.session.generation {
                let wait = rule.secondsToWait(found, lastTry: state.lastTry, at: now)
                guard wait == 0 else { return rest(.tooSoon(wait), found) }
            }
            found.refreshParameters = state.session.refreshParameters
            return send(token, of: found, state, now)
        case .sessionUnreadable(let why):
            return rest(.kept(.unreadable(why)), state.session)
        case .cancelled:
            return rest(.cancelled, state.session)
        case .refreshWanted, .lockTaken, .lockRefused, .replyArrived, .sessionStored, .sessionNotStored:
            return nil
        }
    }

    /// The keys travel at the same time: a new ID token can then be judged at once, and the new tokens stored.
    private static func send(
        _ token: Secret, of session: StoredSession, _ state: ReadingSession, _ now: Moment
    ) -> Transition {
        var book = state.book
        book.prove(with: session.prover)
        let (id, call) = book.book(request(token, session), at: now)
        var following = RefreshingSession(
            from: state, session: session, refreshToken: token, request: id, book: book, at: now)
        let needsKeys = session.identity != nil || session.readsAccessToken
        let order = needsKeys ? following.orderKeys(at: now) : []
        return (.refreshing(following), [.send(id, call)] + order)
    }

    static func request(_ token: Secret, _ session: StoredSession) -> HTTPCall {
        RefreshRequest.call(
            token, clientID: session.clientID, resources: session.resources,
            parameters: session.refreshParameters, endpoint: session.provider.tokenEndpoint,
            authentication: session.authentication, rules: session.rules.token)
    }

    private static func comparing(_ state: ComparingSession, _ event: RefreshEvent, _ now: Moment) -> Transition {
        func rest(_ outcome: RefreshOutcome, _ session: StoredSession) -> Transition {
            (
                .resting(Resting(session: session, book: state.book, outcome: outcome, lastTry: state.since)),
                [.releaseLock]
            )
        }
        switch event {
        case .sessionRead(nil):
            return rest(.impossible(.sessionGone), state.session)
        case .sessionRead(let stored?):
            let found = stored.orNewer(state.session)
            // A pixie that holds no lock, as on a disk without locks, may have replaced it meanwhile.
            guard let stored = found.tokens?.refreshToken, stored == state.refreshToken else {
                return rest(found.tokens == nil ? .impossible(.sessionEnded) : .adopted, found)
            }
            var ended = found
            ended.standing = .ended(at: now.wall)
            ended.generation += 1
            return (.storing(StoringSession(from: state, ended: ended)), [.store(ended)])
        case .sessionUnreadable(let why):
            return rest(.kept(.unreadable(why)), state.session)
        case .refreshWanted, .lockTaken, .lockRefused, .replyArrived, .sessionStored, .sessionNotStored, .cancelled:
            return nil
        }
    }

    private static func storing(_ state: StoringSession, _ event: RefreshEvent) -> Transition {
        let problem: ForeignText?
        switch event {
        case .sessionStored: problem = nil
        case .sessionNotStored(let why): problem = why
        case .refreshWanted, .lockTaken, .lockRefused, .sessionRead, .sessionUnreadable, .replyArrived, .cancelled:
            return nil
        }
        let outcome: RefreshOutcome
        let session: StoredSession
        switch state.result {
        case .refreshed(let change):
            // New tokens that could not be stored are the only good ones: the provider may have ended the old.
            (outcome, session) = (.refreshed(change, notStored: problem), state.after)
        case .ended(let error):
            // Tokens are wiped only after their end is stored.
            (outcome, session) = (.ended(error, notStored: problem), problem == nil ? state.after : state.before)
        }
        return (
            .resting(Resting(session: session, book: state.book, outcome: outcome, lastTry: state.since)),
            [.releaseLock]
        )
    }
}
