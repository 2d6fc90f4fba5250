import OAuth

// From a known provider to a request that stands.
extension FlowMachine {
    static func ready(_ state: Ready, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch event {
        case .continued:
            return generate(state)
        case .replyArrived(let id, let result):
            return shelving(id, result, in: state, as: FlowState.ready)
        case .cancelled:
            return .go(.configuring(Configuring(previous: state.provider.plan)), state.provider.cancellingOrders)
        case .callbackArrived(let arrival, _):
            return finished(arrival, in: .ready(state))
        case .left, .planSubmitted, .loginResumed, .refresh, .entropyDrawn, .listenerOpened, .listenerRefused,
            .answerPasted, .browserRequested, .browserAnswered, .attemptRenewed, .attemptChosen, .waitExtended,
            .clockTicked, .retried, .introspectionWanted:
            return .stay
        }
    }

    static func generate(_ ready: Ready, before effects: [FlowEffect] = []) -> Transition {
        let bytes = ready.provider.entropyNeeded
        return .go(.generating(Generating(from: ready)), effects + [.drawEntropy(bytes: bytes)])
    }

    static func generating(_ state: Generating, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch event {
        case .entropyDrawn(var entropy):
            var state = state
            state.provider.prepareProofs(&entropy)
            let plan = state.provider.plan
            let material = makeMaterial(entropy, plan)
            switch plan.redirect.way {
            case .listener(let port, let path):
                let order = ListenerPlan(
                    port: port, path: path, shortPath: material.shortPath,
                    takesForms: plan.client.wantsFormPost,
                    isNamed: plan.redirect.isNamed(by: plan.client.rules.redirect))
                return .go(.opening(Opening(from: state, material: material)), [.openListener(order)])
            case .elsewhere(let address):
                var provider = state.provider
                if let (id, effect) = push(material, address, &provider, now) {
                    let following = Pushing(
                        from: state, material: material, redirect: address, provider: provider, request: id, at: now)
                    return .go(.pushing(following), [effect])
                }
                return prepare(Prepared(from: state, material: material, redirect: address, at: now), now)
            }
        case .replyArrived(let id, let result):
            let checked = rechecked(
                id, result, in: state, leaving: { $0.provider.cancellingOrders }, now, as: FlowState.generating)
            return checked ?? shelving(id, result, in: state, as: FlowState.generating)
        case .cancelled:
            return .go(.configuring(Configuring(previous: state.provider.plan)), state.provider.cancellingOrders)
        case .callbackArrived(let arrival, _):
            return finished(arrival, in: .generating(state))
        case .left, .planSubmitted, .loginResumed, .refresh, .listenerOpened, .listenerRefused, .continued,
            .answerPasted, .browserRequested, .browserAnswered, .attemptRenewed, .attemptChosen, .waitExtended,
            .clockTicked, .retried, .introspectionWanted:
            return .stay
        }
    }

    static func opening(_ state: Opening, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch event {
        case .listenerOpened(let facts):
            var provider = state.provider
            let redirect = provider.plan.redirectAddress(at: facts)
            if let (id, effect) = push(state.material, redirect, &provider, now) {
                let following = Pushing(from: state, listener: facts, provider: provider, request: id, at: now)
                return .go(.pushing(following), [effect])
            }
            return prepare(Prepared(from: state, listener: facts, at: now), now)
        case .listenerRefused(let problem):
            // A request is never sent with a port that somebody else may hold: the code would go there.
            let failure = Failure(
                step: .request, cause: .listener(problem), checks: state.provider.metadata.checks,
                facts: Failure.Facts(),
                recovery: .newAttempt(state.provider.withoutOrders), journal: state.provider.ground.journal, at: now)
            return .go(.failed(failure), state.provider.cancellingOrders)
        case .replyArrived(let id, let result):
            let checked = rechecked(
                id, result, in: state, leaving: { $0.provider.cancellingOrders + [.closeListener] }, now,
                as: FlowState.opening)
            return checked ?? shelving(id, result, in: state, as: FlowState.opening)
        case .cancelled:
            return .go(
                .configuring(Configuring(previous: state.provider.plan)),
                state.provider.cancellingOrders + [.closeListener])
        case .callbackArrived(let arrival, _):
            return finished(arrival, in: .opening(state))
        case .left, .planSubmitted, .loginResumed, .refresh, .entropyDrawn, .continued, .answerPasted,
            .browserRequested, .browserAnswered, .attemptRenewed, .attemptChosen, .waitExtended, .clockTicked, .retried,
            .introspectionWanted:
            return .stay
        }
    }

    static func prepared(_ state: Prepared, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch event {
        case .continued:
            return wait(state, now)
        case .replyArrived(let id, let result):
            return shelving(id, result, in: state, as: FlowState.prepared)
        case .cancelled:
            let closing: [FlowEffect] = state.listener == nil ? [] : [.closeListener]
            return .go(
                .configuring(Configuring(previous: state.provider.plan)), state.provider.cancellingOrders + closing)
        case .callbackArrived(let arrival, _):
            return .go(.prepared(state), [.answerBrowser(arrival, .notUsed)])
        case .left, .planSubmitted, .loginResumed, .refresh, .entropyDrawn, .listenerOpened, .listenerRefused,
            .answerPasted, .browserRequested, .browserAnswered, .attemptRenewed, .attemptChosen, .waitExtended,
            .clockTicked, .retried, .introspectionWanted:
            return .stay
        }
    }

    static func prepare(_ prepared: Prepared, _ now: Moment) -> Transition {
        prepared.provider.plan.isStepwise ? .go(.prepared(prepared)) : wait(prepared, now)
    }

    private static func wait(_ prepared: Prepared, _ now: Moment) -> Transition {
        var effects: [FlowEffect] = [.warm(prepared.provider.metadata.tokenEndpoint)]
        if prepared.listener != nil {
            effects.append(.pointShortAddress(prepared.attempt.request.address))
        }
        var state = Awaiting(from: prepared, at: now)
        let device = openDevice(&state, now)
        return .go(.awaitingCallback(state), effects + keeping(state) + device)
    }

    static func makeMaterial(_ entropy: Entropy, _ plan: LoginPlan) -> Material {
        do throws(PKCEFault) {
            return try Material(entropy: entropy, plan: plan)
        } catch {
            preconditionFailure("generating: the plan asked for a verifier that cannot be made: \(error.message)")
        }
    }
}
