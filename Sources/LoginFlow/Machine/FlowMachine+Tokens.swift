import OAuth

// From the token endpoint's answer to a verified session.
extension FlowMachine {
    static func exchanging(_ state: Exchanging, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch event {
        case .replyArrived(let id, let result):
            guard id == state.request else { return shelving(id, result, in: state, as: FlowState.exchanging) }
            var state = state
            state.provider.ground.received(id, result)
            if let (id, effect) = state.provider.ground.sendingAgain(id, at: now) {
                state.request = id
                return .go(.exchanging(state), [effect])
            }
            switch result {
            case .failure(let failure):
                let host = state.provider.metadata.tokenEndpoint.address.host
                return fail(state, .transport(failure, during: .token, host: host), now)
            case .success(let reply):
                return answered(state, reply, now)
            }
        case .callbackArrived(let arrival, _):
            return finished(arrival, in: .exchanging(state))
        case .cancelled:
            return fail(state, .cancelled, now, stopping: [.cancel(state.request)])
        case .left, .planSubmitted, .loginResumed, .refresh, .entropyDrawn, .listenerOpened, .listenerRefused,
            .continued, .answerPasted, .browserRequested, .browserAnswered, .attemptRenewed, .attemptChosen,
            .waitExtended, .clockTicked, .retried, .introspectionWanted:
            return .stay
        }
    }

    static func verifying(_ state: Verifying, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch event {
        case .replyArrived(let id, let result):
            guard let provider = state.provider.takingKeys(id, result) else { return .stay }
            return verify(
                state.exchanging, provider, state.tokens, state.idToken, receivedAt: state.receivedAt,
                serverDate: state.serverDate, now)
        case .callbackArrived(let arrival, _):
            return finished(arrival, in: .verifying(state))
        case .cancelled:
            var exchanging = state.exchanging
            exchanging.provider = state.provider
            return fail(exchanging, .cancelled, now)
        case .left, .planSubmitted, .loginResumed, .refresh, .entropyDrawn, .listenerOpened, .listenerRefused,
            .continued, .answerPasted, .browserRequested, .browserAnswered, .attemptRenewed, .attemptChosen,
            .waitExtended, .clockTicked, .retried, .introspectionWanted:
            return .stay
        }
    }

    private static func answered(_ state: Exchanging, _ reply: HTTPReply, _ now: Moment) -> Transition {
        let plan = state.provider.plan
        let serverDate = reply.date
        do throws(TokenFault) {
            let tokens = try TokenAnswer.judge(
                reply, requestedScopes: plan.client.scopes, wantsIDToken: plan.client.demandsIDToken,
                isBound: state.provider.ground.proofs.bindsTokens, rules: plan.client.rules)
            return judged(tokens, of: state, serverDate: serverDate, now)
        } catch {
            return fail(state, .token(error), now, clocks: clocks(serverDate, now), tokenChecks: error.checks)
        }
    }

    /// Tokens are here; the ID token among them, if one was asked for, decides.
    static func judged(
        _ tokens: TokenSet, of state: Exchanging, serverDate: Timestamp?, _ now: Moment
    ) -> Transition {
        let client = state.provider.plan.client
        if client.rules.user.isPerson, tokens.idToken == nil || !client.wantsIDToken {
            return verify(state, state.provider, tokens, nil, receivedAt: now, serverDate: serverDate, now)
        }
        guard state.provider.plan.wantsIDToken, let idToken = tokens.idToken else {
            return finish(state, state.provider, tokens, idToken: nil, checks: [], receivedAt: now, now)
        }
        return verify(state, state.provider, tokens, idToken, receivedAt: now, serverDate: serverDate, now)
    }

    /// Judges what tells who signed in with the keys at hand, or waits for them.
    private static func verify(
        _ state: Exchanging, _ provider: KnownProvider, _ tokens: TokenSet, _ idToken: Secret?, receivedAt: Moment,
        serverDate: Timestamp?, _ now: Moment
    ) -> Transition {
        var provider = provider
        var state = state
        state.provider = provider
        func conclude<Verified>(
            _ verdict: KeyVerdict<Verified, FlowEffect>, _ finish: (Verified, [Check]) -> Transition
        ) -> Transition {
            switch verdict {
            case .waiting(let effects):
                let following = Verifying(
                    from: state, provider: provider, tokens: tokens, idToken: idToken, receivedAt: receivedAt,
                    serverDate: serverDate)
                return .go(.verifying(following), effects)
            case .withoutKeys(let trouble):
                return fail(state, .keys(trouble), now)
            case .refused(let fault, let checks):
                return fail(
                    state, .idToken(fault), now, clocks: clocks(serverDate, receivedAt),
                    tokenChecks: tokens.checks + checks)
            case .verified(let verified, let checks):
                return finish(verified, checks)
            }
        }
        guard let idToken else {
            let verdict = provider.judge(at: now) {
                AccessTokenRules.judge(tokens.accessToken, keys: $0, now: receivedAt.wall)
            }
            return conclude(verdict) { subject, checks in
                finish(
                    state, provider, tokens, idToken: nil, subject: subject, checks: checks, receivedAt: receivedAt,
                    now)
            }
        }
        var expectation = IDTokenExpectation(
            issuer: provider.metadata.issuer.text, clientID: provider.plan.client.clientID, nonce: state.nonce,
            accessToken: tokens.accessToken, code: state.code,
            allowed: SignatureAlgorithm.allowed(advertised: provider.metadata.idTokenAlgorithms), maxAge: nil,
            now: receivedAt.wall, serverDate: serverDate)
        expectation.decryptionKeys = provider.plan.client.keys.decryption
        expectation.encryption = provider.plan.client.rules.encryption.idToken
        let verdict = provider.judge(at: now) { IDTokenRules.judge(idToken, keys: $0, expecting: expectation) }
        return conclude(verdict) { verified, checks in
            finish(state, provider, tokens, idToken: verified, checks: checks, receivedAt: receivedAt, now)
        }
    }

    private static func finish(
        _ state: Exchanging, _ provider: KnownProvider, _ tokens: TokenSet, idToken: VerifiedIDToken?,
        subject: String? = nil, checks: [Check], receivedAt: Moment, _ now: Moment
    ) -> Transition {
        var provider = provider
        var effects = answering(state, .signedIn)
        var userInfo = UserInfoState.notOffered
        if let endpoint = provider.metadata.userinfoEndpoint, idToken != nil {
            let call = UserInfoRequest.call(
                endpoint: endpoint, accessToken: tokens.accessToken, type: tokens.tokenType)
            let (id, effect) = provider.ground.sending(call, at: now)
            userInfo = .asked(id)
            effects.append(effect)
        }
        var person: PersonFetch?
        if case .person(let template, let keys) = provider.plan.client.rules.user, let subject,
            let address = PersonFetch.address(template, subject: subject, scopes: provider.plan.client.scopes)
        {
            var fetch = PersonFetch(subject: subject)
            let call = UserInfoRequest.call(
                endpoint: address, accessToken: tokens.accessToken, type: tokens.tokenType)
            let (id, effect) = provider.ground.sending(call, at: now)
            userInfo = .asked(id)
            effects.append(effect)
            if let keys {
                let (id, effect) = provider.ground.sending(JWKSet.call(keys), at: now)
                fetch.keys = .asked(id, fetches: 1)
                effects.append(effect)
            }
            person = fetch
        }
        let session = Session(
            from: state, provider: provider, tokens: tokens, idToken: idToken, idTokenChecks: checks,
            userInfo: userInfo, person: person, obtainedAt: receivedAt)
        return .go(.authenticated(session), effects)
    }

    private static func fail(
        _ state: Exchanging, _ cause: Failure.Cause, _ now: Moment, stopping: [FlowEffect] = [],
        clocks: Failure.Clocks? = nil, tokenChecks: [Check] = []
    ) -> Transition {
        let facts = Failure.Facts(
            exchangeTook: now.uptime - state.since.uptime,
            codeAge: state.code.map { _ in now.uptime - state.attemptStartedAt.uptime },
            wasPasted: state.code.map { _ in state.arrival == nil }, clocks: clocks)
        let failure = Failure(
            step: .exchange, cause: cause,
            checks: state.provider.metadata.checks + state.callbackChecks + tokenChecks, facts: facts,
            recovery: .newAttempt(state.provider.withoutOrders), journal: state.provider.ground.journal, at: now)
        return .go(.failed(failure), stopping + state.provider.cancellingOrders + answering(state, .failed))
    }

    /// Both clocks at the moment of the token endpoint's answer, whatever came later.
    private static func clocks(_ serverDate: Timestamp?, _ receivedAt: Moment) -> Failure.Clocks? {
        serverDate.map { Failure.Clocks(ours: receivedAt.wall, provider: $0) }
    }

    /// Tells the browser how it ended and closes the listener, which stays open until then.
    private static func answering(_ state: Exchanging, _ page: BrowserPage) -> [FlowEffect] {
        let answer: [FlowEffect] = state.arrival.map { [.answerBrowser($0, page)] } ?? []
        return answer + (state.hasListener ? [.closeListener] : [])
    }
}
