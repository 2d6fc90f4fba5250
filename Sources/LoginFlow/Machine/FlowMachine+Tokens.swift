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
            var state = state
            state.provider = provider
            return verify(state, now)
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
        func verified(by idToken: Secret?) -> Transition {
            let verifying = Verifying(
                from: state, provider: state.provider, tokens: tokens, idToken: idToken, receivedAt: now,
                serverDate: serverDate)
            return verify(verifying, now)
        }
        let client = state.provider.plan.client
        if client.rules.user.isPerson, tokens.idToken == nil || !client.wantsIDToken { return verified(by: nil) }
        guard state.provider.plan.wantsIDToken, let idToken = tokens.idToken else {
            return finish(state, state.provider, tokens, as: .nobody, checks: [], receivedAt: now, now)
        }
        return verified(by: idToken)
    }

    /// Judges what tells who signed in with the keys at hand, or waits for them.
    private static func verify(_ state: Verifying, _ now: Moment) -> Transition {
        if let idToken = state.idToken { verify(idToken, state, now) } else { verifyAccessToken(state, now) }
    }

    private static func verify(_ idToken: Secret, _ state: Verifying, _ now: Moment) -> Transition {
        let provider = state.provider
        var expectation = IDTokenExpectation(
            issuer: provider.metadata.issuer.text, clientID: provider.plan.client.clientID,
            nonce: state.exchanging.nonce, accessToken: state.tokens.accessToken, code: state.exchanging.code,
            allowed: SignatureAlgorithm.allowed(advertised: provider.metadata.idTokenAlgorithms),
            // The request for a code of another device does not carry it.
            maxAge: state.exchanging.code == nil ? nil : provider.plan.client.maxAge, now: state.receivedAt.wall,
            serverDate: state.serverDate)
        expectation.askedAt = state.exchanging.attemptStartedAt.wall
        expectation.decryptionKeys = provider.plan.client.keys.decryption
        expectation.encryption = provider.plan.client.rules.encryption.idToken
        var state = state
        let verdict = state.provider.judge(at: now) { IDTokenRules.judge(idToken, keys: $0, expecting: expectation) }
        return follow(verdict, state, now) { .idToken($0) }
    }

    private static func verifyAccessToken(_ state: Verifying, _ now: Moment) -> Transition {
        let (accessToken, receivedAt) = (state.tokens.accessToken, state.receivedAt)
        var state = state
        let verdict = state.provider.judge(at: now) {
            AccessTokenRules.judge(accessToken, keys: $0, now: receivedAt.wall)
        }
        return follow(verdict, state, now) { .subject($0) }
    }

    /// On to the session, on waiting for the keys, or to the failure.
    private static func follow<Verified>(
        _ verdict: KeyVerdict<Verified, FlowEffect>, _ state: Verifying, _ now: Moment,
        naming: (Verified) -> Proven
    ) -> Transition {
        var exchanging = state.exchanging
        exchanging.provider = state.provider
        switch verdict {
        case .waiting(let effects):
            return .go(.verifying(state), effects)
        case .withoutKeys(let trouble):
            return fail(exchanging, .keys(trouble), now)
        case .refused(let fault, let checks):
            return fail(
                exchanging, .idToken(fault), now, clocks: clocks(state.serverDate, state.receivedAt),
                tokenChecks: state.tokens.checks + checks)
        case .verified(let verified, let checks):
            return finish(
                exchanging, state.provider, state.tokens, as: naming(verified), checks: checks,
                receivedAt: state.receivedAt, now)
        }
    }

    /// What tells who signed in.
    private enum Proven {
        case idToken(VerifiedIDToken)
        /// Of a verified access token.
        case subject(String)
        /// It was not asked for.
        case nobody
    }

    /// What was asked about the person at the end of a login.
    private struct Asked {
        var userInfo = UserInfoState.notOffered
        var person: PersonFetch?
        var effects: [FlowEffect] = []
    }

    private static func finish(
        _ state: Exchanging, _ provider: KnownProvider, _ tokens: TokenSet, as proven: Proven, checks: [Check],
        receivedAt: Moment, _ now: Moment
    ) -> Transition {
        var provider = provider
        let asked: Asked
        var idToken: VerifiedIDToken?
        switch proven {
        case .idToken(let verified):
            asked = askUserInfo(tokens, &provider, now)
            idToken = verified
        case .subject(let subject):
            asked = askForPerson(subject, tokens, &provider, now)
        case .nobody:
            asked = Asked()
        }
        let session = Session(
            from: state, provider: provider, tokens: tokens, idToken: idToken, idTokenChecks: checks,
            userInfo: asked.userInfo, person: asked.person, obtainedAt: receivedAt)
        return .go(.authenticated(session), answering(state, .signedIn) + asked.effects)
    }

    private static func askUserInfo(_ tokens: TokenSet, _ provider: inout KnownProvider, _ now: Moment) -> Asked {
        guard let endpoint = provider.metadata.userinfoEndpoint else { return Asked() }
        let call = UserInfoRequest.call(endpoint: endpoint, accessToken: tokens.accessToken, type: tokens.tokenType)
        let (id, effect) = provider.ground.sending(call, at: now)
        return Asked(userInfo: .asked(id), effects: [effect])
    }

    /// The person's data where the rules have an address for it, and the keys that sign it.
    private static func askForPerson(
        _ subject: String, _ tokens: TokenSet, _ provider: inout KnownProvider, _ now: Moment
    ) -> Asked {
        let client = provider.plan.client
        guard case .person(let template, let keys) = client.rules.user,
            let address = PersonFetch.address(template, subject: subject, scopes: client.scopes)
        else { return Asked() }
        let call = UserInfoRequest.call(endpoint: address, accessToken: tokens.accessToken, type: tokens.tokenType)
        let (id, effect) = provider.ground.sending(call, at: now)
        var asked = Asked(userInfo: .asked(id), person: PersonFetch(subject: subject), effects: [effect])
        if let keys {
            let (id, effect) = provider.ground.sending(JWKSet.call(keys), at: now)
            asked.person?.keys = .asked(id, fetches: 1)
            asked.effects.append(effect)
        }
        return asked
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
