import OAuth

// Waiting for the answer: listener and paste side by side, the first good one wins.
extension FlowMachine {
    static func awaiting(_ state: Awaiting, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch event {
        case .callbackArrived(let arrival, let target):
            return judge(state.attempt.redirect.address(ofTarget: target), from: .arrived(arrival), state, now)
        case .answerPasted(let text):
            return pasted(text, state, now)
        case .browserRequested:
            guard !state.isRequestOver(at: now.wall) else { return renew(state, opensBrowser: true) }
            var state = state
            state.browser = .opening
            return .go(.awaitingCallback(state), [.openBrowser(state.attempt.request.address)])
        case .browserAnswered(let report):
            var state = state
            switch report {
            case .asked(let program): state.browser = .asked(program)
            case .failed(let why): state.browser = .failed(why)
            }
            return .go(.awaitingCallback(state))
        case .attemptRenewed:
            return renew(state, opensBrowser: false)
        case .entropyDrawn(let entropy):
            guard case .drawing(let opensBrowser) = state.renewal else { return .stay }
            return drawn(state, entropy, opensBrowser: opensBrowser, now)
        case .attemptChosen(let number):
            return chosen(number, state, now)
        case .waitExtended:
            var state = state
            state.attempt.deadline += Awaiting.extensionSeconds
            return .go(.awaitingCallback(state), keeping(state))
        case .clockTicked:
            return now.uptime >= state.attempt.deadline ? expired(state, now) : deviceTicked(state, now)
        case .replyArrived(let id, let result):
            if let transition = deviceAnswered(id, result, state, now) { return transition }
            if let transition = recheckedAwaiting(id, result, state, now) { return transition }
            if case .pushing(let material, let number, id, let opensBrowser) = state.renewal {
                return repushed(material, number: number, id, result, state, opensBrowser: opensBrowser, now)
            }
            return shelving(id, result, in: state, as: FlowState.awaitingCallback)
        case .cancelled:
            return .go(.configuring(Configuring(previous: state.provider.plan)), leaving(state))
        case .listenerOpened(let facts):
            return reopened(state, facts)
        case .listenerRefused(let problem):
            return notReopened(state, problem)
        case .left(.discarding):
            return .go(.awaitingCallback(state), [.forgetWaiting])
        case .left(.keeping), .planSubmitted, .loginResumed, .refresh, .continued, .retried, .introspectionWanted:
            return .stay
        }
    }

    private static func pasted(_ text: String, _ state: Awaiting, _ now: Moment) -> Transition {
        let preview = state.preview(text)
        switch preview.reading.kind {
        case .empty:
            return .stay
        case .callback(let address):
            return judge(address, from: .pasted, state, now)
        case .authorizationAddress, .providerPage, .bareCode, .token, .html, .otherAddress, .notAnAddress, .tooLong:
            var state = state
            state.rejectionCount += 1
            state.rejection = Rejection(
                source: .paste, cause: .paste(preview.reading.kind), checks: [], earlierAttempt: nil, at: now)
            return .go(.awaitingCallback(state))
        }
    }

    static func judge(_ address: String, from source: Awaiting.Source, _ state: Awaiting, _ now: Moment) -> Transition {
        switch CallbackJudge.judge(address, expecting: state.attempt.expectation(state.provider)) {
        case .accepted(let callback):
            guard state.provider.source == .fetched else { return hold(address, from: source, state) }
            return exchange(callback, from: source, state, now)
        case .refused(let error, let checks):
            var provider = state.provider
            provider.ground.ends(state.attempt, .refused, at: now)
            let failure = Failure(
                step: .signIn, cause: .provider(error), checks: state.provider.metadata.checks + checks,
                facts: Failure.Facts(),
                recovery: .newAttempt(provider.withoutOrders), journal: state.provider.ground.journal, at: now)
            return .go(.failed(failure), answering(source, .refused) + leaving(state))
        case .rejected(let rejection, let checks):
            var state = state
            state.rejectionCount += 1
            state.rejection = Rejection(
                source: source.kind, cause: .callback(rejection), checks: checks,
                earlierAttempt: earlierAttempt(address, state), endedAttempt: endedAttempt(rejection, state), at: now)
            return .go(.awaitingCallback(state), answering(source, .notUsed))
        }
    }

    private static func exchange(
        _ callback: ValidatedCallback, from source: Awaiting.Source, _ state: Awaiting, _ now: Moment
    ) -> Transition {
        var provider = state.provider
        let client = provider.plan.client
        let call = TokenRequest.exchange(
            callback, verifier: state.attempt.material.pkce.verifier, redirect: state.attempt.redirect, client: client,
            endpoint: provider.metadata.tokenEndpoint,
            authentication: provider.authentication)
        let (id, effect) = provider.ground.sending(call, at: now)
        // A fetch that failed while the person signed in is made again beside the exchange.
        let keys: [FlowEffect] = if case .failed = provider.keys { provider.orderKeys(at: now) } else { [] }
        let following = Exchanging(
            from: state, provider: provider, callback: callback, arrival: source.arrival, request: id, at: now)
        // Forgotten before the code is spent: whoever resumed later would spend it again.
        return .go(.exchanging(following), [.forgetWaiting, effect] + keys + stopping(state))
    }

    /// The attempt that is over and whose state the answer has.
    private static func endedAttempt(_ rejection: CallbackRejection, _ state: Awaiting) -> EndedAttempt? {
        guard case .stateWrong(let found) = rejection else { return nil }
        return state.provider.ground.ended.last { $0.mark.isOf(found) }
    }

    /// The number of the earlier attempt whose state is in the address, so that the message can name it.
    private static func earlierAttempt(_ address: String, _ state: Awaiting) -> Int? {
        state.earlier.last { attempt in
            switch CallbackJudge.judge(address, expecting: attempt.expectation(state.provider)) {
            case .accepted, .refused: true
            case .rejected: false
            }
        }?.number
    }

    /// Randomness for a new attempt is ordered once, however often the person asks.
    private static func renew(_ state: Awaiting, opensBrowser: Bool) -> Transition {
        var state = state
        let stopping: [FlowEffect]
        if case .pushing(_, _, let id, _) = state.renewal { stopping = [.cancel(id)] } else { stopping = [] }
        state.renewal = .drawing(opensBrowser: opensBrowser)
        let bytes = state.provider.entropyNeeded
        return .go(.awaitingCallback(state), stopping + [.drawEntropy(bytes: bytes)])
    }

    private static func drawn(
        _ state: Awaiting, _ entropy: Entropy, opensBrowser: Bool, _ now: Moment
    ) -> Transition {
        var state = state
        var entropy = entropy
        state.provider.prepareProofs(&entropy)
        let material = makeMaterial(entropy, state.provider.plan)
        let number = state.provider.ground.beginAttempt()
        if let (id, effect) = push(material, state.attempt.redirect, &state.provider, now) {
            state.renewal = .pushing(material, number: number, id, opensBrowser: opensBrowser)
            return .go(.awaitingCallback(state), [effect])
        }
        return renewed(state, material, number: number, pushed: nil, opensBrowser: opensBrowser, now)
    }

    /// A new attempt that the provider does not take ends the login: the person asked for it instead of the old one.
    private static func repushed(
        _ material: Material, number: Int, _ id: EffectID, _ result: Result<HTTPReply, TransportFailure>,
        _ state: Awaiting, opensBrowser: Bool, _ now: Moment
    ) -> Transition {
        var state = state
        state.provider.ground.received(id, result)
        if let (id, effect) = state.provider.ground.sendingAgain(id, at: now) {
            state.renewal = .pushing(material, number: number, id, opensBrowser: opensBrowser)
            return .go(.awaitingCallback(state), [effect])
        }
        state.renewal = .none
        switch judge(result, state.provider, now) {
        case .success(let pushed):
            return renewed(state, material, number: number, pushed: pushed, opensBrowser: opensBrowser, now)
        case .failure(let trouble):
            return notPushed(trouble, state.provider, closing: false, now, leaving(state))
        }
    }

    private static func renewed(
        _ state: Awaiting, _ material: Material, number: Int, pushed: PushedRequest?, opensBrowser: Bool,
        _ now: Moment
    ) -> Transition {
        var state = state
        let device = reopenDevice(&state, now)
        let attempt = Attempt(
            number: number, material: material, redirect: state.attempt.redirect, pushed: pushed,
            provider: state.provider, at: now)
        let transition = replaced(by: attempt, state, now).after(device)
        guard opensBrowser, case .go(.awaitingCallback(var following), let effects) = transition else {
            return transition
        }
        following.browser = .opening
        return .go(.awaitingCallback(following), effects + [.openBrowser(attempt.request.address)])
    }

    private static func chosen(_ number: Int, _ state: Awaiting, _ now: Moment) -> Transition {
        guard let attempt = state.earlier.first(where: { $0.number == number && $0.deadline > now.uptime }) else {
            return .stay
        }
        return replaced(by: attempt, state, now)
    }

    private static func replaced(by attempt: Attempt, _ state: Awaiting, _ now: Moment) -> Transition {
        var state = state
        if state.provider.plan.client.rules.request.usesState {
            var remembered = state.earlier.filter { $0.number != attempt.number && $0.deadline > now.uptime }
            remembered.append(state.attempt)
            state.earlier = remembered.suffix(Awaiting.rememberedAttempts)
        } else {
            // Nothing tells their answers apart, so only the newest counts.
            state.earlier = []
        }
        state.attempt = attempt
        state.renewal = .none
        state.rejection = nil
        let pointing: [FlowEffect] = state.listener.opened == nil ? [] : [.pointShortAddress(attempt.request.address)]
        return .go(.awaitingCallback(state), pointing + keeping(state))
    }

    private static func expired(_ state: Awaiting, _ now: Moment) -> Transition {
        var provider = state.provider
        provider.ground.ends(state.attempt, .expired, at: now)
        let failure = Failure(
            step: .signIn, cause: .expired(after: now.uptime - state.attempt.startedAt.uptime),
            checks: state.provider.metadata.checks + (state.rejection?.checks ?? []), facts: Failure.Facts(),
            recovery: .newAttempt(provider.withoutOrders), journal: state.provider.ground.journal, at: now)
        return .go(.failed(failure), leaving(state))
    }

    static func leaving(_ state: Awaiting) -> [FlowEffect] {
        let answering: [FlowEffect] = state.held.map { Self.answering($0.source, .failed) } ?? []
        let closing: [FlowEffect] = state.listener.isOrdered ? [.closeListener] : []
        return answering + state.provider.cancellingOrders + stopping(state) + closing + [.forgetWaiting]
    }

    /// Ends what is under way for the other ways in.
    static func stopping(_ state: Awaiting) -> [FlowEffect] {
        var ids = [state.device.request].compactMap { $0 }
        if case .pushing(_, _, let id, _) = state.renewal { ids.append(id) }
        return ids.map { .cancel($0) }
    }

    private static func answering(_ source: Awaiting.Source, _ page: BrowserPage) -> [FlowEffect] {
        source.arrival.map { [.answerBrowser($0, page)] } ?? []
    }
}
