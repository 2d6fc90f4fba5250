import OAuth

// From the answer to a session that can be stored.
extension RefreshMachine {
    static func refreshing(_ state: RefreshingSession, _ event: RefreshEvent, _ now: Moment) -> Transition {
        switch event {
        case .replyArrived(let id, let result):
            if let state = state.takingKeys(id, result) { return (.refreshing(state), []) }
            guard id == state.request else { return nil }
            var state = state
            state.book.received(id, result)
            if let (id, call) = state.book.bookAgain(id, at: now) {
                state.request = id
                return (.refreshing(state), [.send(id, call)])
            }
            switch result {
            case .failure(.connectionLost(sent: true)) where !state.hasLostAnswer:
                // The provider may have replaced the token, and many give the same answer to a quick second try.
                return again(state, now)
            case .failure(let failure):
                return rest(state, .kept(.transport(failure)))
            case .success(let reply):
                return answered(state, reply, now)
            }
        // What was sent may have replaced the refresh token: whoever stops listening now loses the new one.
        case .cancelled:
            return nil
        case .refreshWanted, .lockTaken, .lockRefused, .sessionRead, .sessionUnreadable, .sessionStored,
            .sessionNotStored:
            return nil
        }
    }

    static func verifying(_ state: VerifyingRefresh, _ event: RefreshEvent, _ now: Moment) -> Transition {
        switch event {
        case .replyArrived(let id, let result):
            guard let refreshing = state.refreshing.takingKeys(id, result) else { return nil }
            guard let idToken = state.idToken else {
                return verifyAccess(
                    refreshing, state.tokens, receivedAt: state.receivedAt, serverDate: state.serverDate, now)
            }
            return verify(
                refreshing, state.tokens, idToken, receivedAt: state.receivedAt, serverDate: state.serverDate, now)
        case .refreshWanted, .lockTaken, .lockRefused, .sessionRead, .sessionUnreadable, .sessionStored,
            .sessionNotStored, .cancelled:
            return nil
        }
    }

    private static func again(_ state: RefreshingSession, _ now: Moment) -> Transition {
        var state = state
        let (id, call) = state.book.book(request(state.refreshToken, state.session), at: now)
        state.hasLostAnswer = true
        state.request = id
        return (.refreshing(state), [.send(id, call)])
    }

    private static func answered(_ state: RefreshingSession, _ reply: HTTPReply, _ now: Moment) -> Transition {
        do throws(RefreshFault) {
            let tokens = try RefreshAnswer.judge(
                reply, granted: state.session.grantedScopes, isBound: state.book.proofs.bindsTokens,
                rules: state.session.rules)
            if let user = tokens.user, let before = state.session.user {
                let ruling = UserContinuity.judge(user, before: before)
                if let fault = ruling.fault { return rest(state, .kept(.idToken(fault))) }
                return proceed(state, tokens, [ruling.check], reply, now)
            }
            return proceed(state, tokens, [], reply, now)
        } catch {
            switch error {
            case .ended(let refusal) where state.hasLostAnswer:
                return rest(state, .kept(.answerLost(refusal)))
            case .ended(let refusal):
                return (
                    .comparing(ComparingSession(from: state, refusal: refusal)), state.cancellingKeys + [.readSession]
                )
            case .refused, .unavailable, .unusable:
                return rest(state, .kept(.answer(error)))
            }
        }
    }

    /// What told the login who signed in is verified again: the ID token, or the access token where only it tells.
    private static func proceed(
        _ state: RefreshingSession, _ tokens: TokenSet, _ checks: [Check], _ reply: HTTPReply, _ now: Moment
    ) -> Transition {
        var state = state
        state.checks = checks
        if state.session.identity != nil, let idToken = tokens.idToken {
            return verify(state, tokens, idToken, receivedAt: now, serverDate: reply.date, now)
        }
        if state.session.readsAccessToken {
            return verifyAccess(state, tokens, receivedAt: now, serverDate: reply.date, now)
        }
        return store(state, tokens, state.session.identity, .notSent, [], now)
    }

    /// The rules for an access token that tells who signed in, and that it still tells of the same person.
    private static func verifyAccess(
        _ state: RefreshingSession, _ tokens: TokenSet, receivedAt: Moment, serverDate: Timestamp?, _ now: Moment
    ) -> Transition {
        var state = state
        let before = state.session.tokens.flatMap { AccessTokenRules.subject(of: $0.accessToken) }
        let verdict = state.judge(at: now) {
            AccessTokenRules.judge(tokens.accessToken, keys: $0, now: receivedAt.wall, subject: before)
        }
        switch verdict {
        case .waiting(let effects):
            let following = VerifyingRefresh(
                from: state, tokens: tokens, idToken: nil, receivedAt: receivedAt, serverDate: serverDate)
            return (.verifying(following), effects)
        case .withoutKeys(let trouble):
            guard AccessTokenRules.subject(of: tokens.accessToken) == before else {
                return rest(state, .kept(.idToken(AccessTokenRules.otherSubject(tokens.accessToken, before: before))))
            }
            return store(state, tokens, nil, .notVerified(trouble), [], receivedAt)
        case .verified(_, let checks):
            return store(state, tokens, nil, .verified, checks, receivedAt)
        case .refused(let fault, _):
            return rest(state, .kept(.idToken(fault)))
        }
    }

    /// Keys that cannot be had refuse nothing: the tokens came from the provider itself over TLS (OpenID Connect Core
    /// section 3.1.3.7 (6)), the old refresh token may be of no more use, and the old claims stay. What can be seen to
    /// be of somebody else is refused all the same.
    private static func verify(
        _ state: RefreshingSession, _ tokens: TokenSet, _ idToken: Secret, receivedAt: Moment, serverDate: Timestamp?,
        _ now: Moment
    ) -> Transition {
        guard let identity = state.session.identity else {
            preconditionFailure("refreshing: an ID token is judged only by the one before")
        }
        let provider = state.session.provider
        var expectation = IDTokenExpectation(
            issuer: provider.issuer.text, clientID: state.session.clientID, nonce: nil,
            accessToken: tokens.accessToken,
            allowed: SignatureAlgorithm.allowed(advertised: provider.idTokenAlgorithms),
            now: receivedAt.wall, serverDate: serverDate, subject: identity.subject)
        expectation.decryptionKeys = state.session.decryptionKeys
        expectation.encryption = state.session.rules.encryption.idToken
        let before = IDTokenContinuity.Before(claims: identity.claims, nonceHash: identity.nonceHash)
        var state = state
        let verdict = state.judge(at: now) {
            IDTokenContinuity.judge(idToken, keys: $0, expecting: expectation, before: before)
        }
        switch verdict {
        case .waiting(let effects):
            let following = VerifyingRefresh(
                from: state, tokens: tokens, idToken: idToken, receivedAt: receivedAt, serverDate: serverDate)
            return (.verifying(following), effects)
        case .withoutKeys(let trouble):
            if let fault = IDTokenContinuity.contradiction(of: idToken, expecting: expectation) {
                return rest(state, .kept(.idToken(fault)))
            }
            return store(state, tokens, identity, .notVerified(trouble), [], receivedAt)
        case .verified(let verified, let checks):
            let following = KeptIdentity(verified, text: verified.text, nonceHash: identity.nonceHash)
            return store(state, tokens, following, .verified, checks, receivedAt)
        case .refused(let fault, _):
            return rest(state, .kept(.idToken(fault)))
        }
    }

    private static func store(
        _ state: RefreshingSession, _ tokens: TokenSet, _ identity: KeptIdentity?, _ kind: RefreshChange.Identity,
        _ checks: [Check], _ receivedAt: Moment
    ) -> Transition {
        let change = RefreshChange(
            of: state.session, tokens: tokens, identity: identity, as: kind, checks: state.checks + checks,
            prover: state.book.proofs.prover, at: receivedAt.wall)
        return (
            .storing(StoringSession(from: state, change: change)), state.cancellingKeys + [.store(change.after)]
        )
    }

    private static func rest(_ state: RefreshingSession, _ outcome: RefreshOutcome) -> Transition {
        (
            .resting(Resting(session: state.session, book: state.book, outcome: outcome, lastTry: state.since)),
            state.cancellingKeys + [.releaseLock]
        )
    }
}

extension RefreshingSession {
    /// Nil when the answer is to something else.
    func takingKeys(_ id: EffectID, _ result: Result<HTTPReply, TransportFailure>) -> RefreshingSession? {
        guard let shelf = keys.taking(id, result) else { return nil }
        var state = self
        state.book.received(id, result)
        state.keys = shelf
        return state
    }

    var cancellingKeys: [RefreshEffect] {
        switch keys {
        case .asked(let id, _): [.cancel(id)]
        case .notOffered, .have, .failed: []
        }
    }
}

extension RefreshingSession: KeyHolder {
    var keyAddress: Endpoint? { session.provider.jwksURI }

    mutating func ordering(_ call: HTTPCall, at now: Moment) -> (id: EffectID, effect: RefreshEffect) {
        let (id, call) = book.book(call, at: now)
        return (id, .send(id, call))
    }
}
