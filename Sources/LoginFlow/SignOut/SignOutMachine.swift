public import OAuth

/// The one place that decides how a session ends: lock, read, revoke the refresh token and then the access token, remove
/// it here, release (RFC 7009 section 2.1).
///
/// A token that may live on is told, and the session is then removed only on the person's word.
public enum SignOutMachine {
    /// Takes one event. The effects are to be carried out in their order.
    public static func reduce(
        _ state: inout SignOutState, _ event: SignOutEvent, at now: Moment
    ) -> [SignOutEffect] {
        guard let (following, effects) = next(state, event, now) else { return [] }
        state = following
        return effects
    }

    /// Nil when the event means nothing in the state.
    private typealias Transition = (SignOutState, [SignOutEffect])?

    private static func next(_ state: SignOutState, _ event: SignOutEvent, _ now: Moment) -> Transition {
        switch state {
        case .resting(let state): resting(state, event)
        case .locking(let state): locking(state, event)
        case .reading(let state): reading(state, event, now)
        case .revoking(let state): revoking(state, event, now)
        case .deciding(let state): deciding(state, event)
        case .removing(let state): removing(state, event)
        case .ended: ended(state, event)
        }
    }

    private static func resting(_ state: SignedInSession, _ event: SignOutEvent) -> Transition {
        switch event {
        case .signOutWanted(let wish):
            (.locking(LockingSignOut(from: state, wish: wish)), [.takeLock])
        case .lockTaken, .lockRefused, .sessionRead, .sessionUnreadable, .replyArrived, .removalConfirmed,
            .removalDeclined, .sessionRemoved, .sessionNotRemoved, .cancelled:
            nil
        }
    }

    /// It ends before anything was revoked.
    private static func end(
        _ ending: SignOutReport.Ending, _ book: CallBook, _ effects: [SignOutEffect]
    ) -> Transition {
        let report = SignOutReport(
            ending: ending, revocation: .notNeeded, results: [], endsProviderSession: false, journal: book.journal)
        return (.ended(report), effects)
    }

    private static func locking(_ state: LockingSignOut, _ event: SignOutEvent) -> Transition {
        switch event {
        case .lockTaken:
            (.reading(ReadingSignOut(from: state)), [.readSession])
        case .lockRefused(let holder):
            end(.locked(holder), state.book, [])
        case .sessionUnreadable(let why):
            // There can be no lock.
            end(.unreadable(why), state.book, [])
        case .cancelled:
            end(.kept, state.book, [.releaseLock])
        case .signOutWanted, .sessionRead, .replyArrived, .removalConfirmed, .removalDeclined,
            .sessionRemoved, .sessionNotRemoved:
            nil
        }
    }

    private static func reading(_ state: ReadingSignOut, _ event: SignOutEvent, _ now: Moment) -> Transition {
        switch event {
        case .sessionRead(let found?):
            begin(state, found, now)
        case .sessionRead(nil):
            end(.alreadyGone, state.book, [.releaseLock])
        case .sessionUnreadable(let why):
            end(.unreadable(why), state.book, [.releaseLock])
        case .cancelled:
            end(.kept, state.book, [.releaseLock])
        case .signOutWanted, .lockTaken, .lockRefused, .replyArrived, .removalConfirmed, .removalDeclined,
            .sessionRemoved, .sessionNotRemoved:
            nil
        }
    }

    private static func begin(_ state: ReadingSignOut, _ session: StoredSession, _ now: Moment) -> Transition {
        func withoutRevoking(_ why: SignOutReport.Revocation) -> Transition {
            remove(session, state.wish, [], why, state.book)
        }
        guard let tokens = session.tokens else { return withoutRevoking(.notNeeded) }
        guard state.wish.revokes else { return withoutRevoking(.notWanted) }
        guard session.provider.revocationEndpoint != nil else { return withoutRevoking(.notOffered) }
        var kinds: [RevocationRequest.Kind] = tokens.refreshToken == nil ? [] : [.refreshToken]
        kinds.append(.accessToken)
        var book = state.book
        book.prove(with: session.prover)
        guard let (id, effect) = send(kinds[0], of: session, &book, now) else { return withoutRevoking(.notOffered) }
        let following = RevokingTokens(
            from: state, session: session, book: book,
            current: RevokingTokens.UnderWay(kind: kinds[0], request: id), remaining: Array(kinds.dropFirst()))
        return (.revoking(following), [effect])
    }

    private static func send(
        _ kind: RevocationRequest.Kind, of session: StoredSession, _ book: inout CallBook, _ now: Moment
    ) -> (EffectID, SignOutEffect)? {
        guard let endpoint = session.provider.revocationEndpoint, let tokens = session.tokens else { return nil }
        let token =
            switch kind {
            case .refreshToken: tokens.refreshToken
            case .accessToken: tokens.accessToken
            }
        guard let token else { return nil }
        let call = RevocationRequest.call(
            token, kind, clientID: session.clientID, endpoint: endpoint, authentication: session.authentication)
        let booked = book.book(call, at: now)
        return (booked.id, .send(booked.id, booked.call))
    }

    private static func revoking(_ state: RevokingTokens, _ event: SignOutEvent, _ now: Moment) -> Transition {
        switch event {
        case .replyArrived(let id, let result):
            guard id == state.current.request else { return nil }
            var state = state
            state.book.received(id, result)
            let ending = judge(result)
            state.results.append(RevocationResult(kind: state.current.kind, ending: ending))
            guard ending.isWorthAnother else { return finish(state.givingUp) }
            guard let next = state.remaining.first, let (id, effect) = send(next, of: state.session, &state.book, now)
            else { return finish(state) }
            state.remaining.removeFirst()
            state.current = RevokingTokens.UnderWay(kind: next, request: id)
            return (.revoking(state), [effect])
        case .cancelled:
            // The token under way may be revoked or not: the person is told, and decides.
            var stopped = state
            stopped.results.append(RevocationResult(kind: state.current.kind, ending: .unanswered(.cancelled)))
            return (.deciding(DecidingRemoval(from: stopped.givingUp)), [.cancel(state.current.request)])
        case .signOutWanted, .lockTaken, .lockRefused, .sessionRead, .sessionUnreadable, .removalConfirmed,
            .removalDeclined, .sessionRemoved, .sessionNotRemoved:
            return nil
        }
    }

    private static func judge(_ result: Result<HTTPReply, TransportFailure>) -> RevocationResult.Ending {
        switch result {
        case .failure(let failure):
            return .unanswered(failure)
        case .success(let reply):
            do throws(RevocationFault) {
                try RevocationAnswer.judge(reply)
                return .revoked
            } catch {
                return .refused(error)
            }
        }
    }

    private static func finish(_ state: RevokingTokens) -> Transition {
        guard state.results.contains(where: \.mayLiveOn) else {
            return remove(state.session, state.wish, state.results, .done, state.book)
        }
        guard state.wish.removesAnyway else { return (.deciding(DecidingRemoval(from: state)), []) }
        return remove(state.session, state.wish, state.results, .failed, state.book)
    }

    private static func deciding(_ state: DecidingRemoval, _ event: SignOutEvent) -> Transition {
        switch event {
        case .removalConfirmed:
            return remove(state.session, state.wish, state.results, .failed, state.book)
        case .removalDeclined, .cancelled:
            let report = SignOutReport(
                ending: .kept, revocation: .failed, results: state.results, endsProviderSession: false,
                journal: state.book.journal)
            return (.ended(report), [.releaseLock])
        case .signOutWanted, .lockTaken, .lockRefused, .sessionRead, .sessionUnreadable, .replyArrived,
            .sessionRemoved, .sessionNotRemoved:
            return nil
        }
    }

    /// The browser is sent off first: its address needs the ID token that goes away with the session.
    private static func remove(
        _ session: StoredSession, _ wish: SignOutWish, _ results: [RevocationResult],
        _ revocation: SignOutReport.Revocation, _ book: CallBook
    ) -> Transition {
        var effects: [SignOutEffect] = []
        if wish.endsProviderSession, let address = session.endAddress(returnTo: wish.returnTo) {
            effects.append(.openBrowser(address))
        }
        let state = RemovingSession(
            session: session, results: results, revocation: revocation, endsProviderSession: !effects.isEmpty,
            book: book)
        return (.removing(state), effects + [.removeSession])
    }

    private static func removing(_ state: RemovingSession, _ event: SignOutEvent) -> Transition {
        let ending: SignOutReport.Ending
        switch event {
        case .sessionRemoved: ending = .removed
        case .sessionNotRemoved(let why): ending = .notRemoved(why)
        case .signOutWanted, .lockTaken, .lockRefused, .sessionRead, .sessionUnreadable, .replyArrived,
            .removalConfirmed, .removalDeclined, .cancelled:
            return nil
        }
        let report = SignOutReport(
            ending: ending, revocation: state.revocation, results: state.results,
            endsProviderSession: state.endsProviderSession, journal: state.book.journal)
        return (.ended(report), [.releaseLock])
    }

    private static func ended(_ state: SignOutState, _ event: SignOutEvent) -> Transition {
        switch event {
        case .lockTaken: (state, [.releaseLock])
        case .signOutWanted, .lockRefused, .sessionRead, .sessionUnreadable, .replyArrived, .removalConfirmed,
            .removalDeclined, .sessionRemoved, .sessionNotRemoved, .cancelled:
            nil
        }
    }
}

extension RevokingTokens {
    /// The tokens that are left will not be tried.
    fileprivate var givingUp: RevokingTokens {
        var state = self
        state.results += remaining.map { RevocationResult(kind: $0, ending: .notTried) }
        state.remaining = []
        return state
    }
}

extension RevocationResult.Ending {
    /// Whether the endpoint works at all, so that the next token is worth a request.
    fileprivate var isWorthAnother: Bool {
        switch self {
        case .revoked, .refused(.refused), .refused(.status): true
        case .refused(.unavailable), .refused(.notThere), .refused(.redirected), .unanswered, .notTried: false
        }
    }
}
