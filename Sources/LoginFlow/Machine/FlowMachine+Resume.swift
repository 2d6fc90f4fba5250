import OAuth

// Going on with a login that another process began.
extension FlowMachine {
    /// The listener takes its old place again, because the redirect URI has it; until then, and if somebody else is
    /// there, the answer can be pasted.
    static func resume(_ kept: WaitingLogin, _ now: Moment) -> Transition {
        var provider = KnownProvider(
            ground: Groundwork(plan: kept.plan, attempts: kept.attempts), metadata: kept.metadata)
        provider.ground.prove(with: kept.prover)
        guard !kept.isExpired(at: now.wall) else {
            let failure = Failure(
                step: .signIn, cause: .expired(after: now.wall - kept.attempt.startedAt),
                checks: provider.metadata.checks, facts: Failure.Facts(),
                recovery: .newAttempt(provider), journal: Journal(), at: now)
            return .go(.failed(failure), [.forgetWaiting])
        }
        // Keys may have changed since: they are fetched, never kept.
        var effects = provider.orderKeys(at: now)
        var state = Awaiting(from: kept, provider: provider, at: now)
        // The code of the process before was forgotten with it.
        let device = openDevice(&state, now)
        effects.append(.keepWaiting(WaitingLogin(from: state)))
        effects.append(.warm(provider.metadata.tokenEndpoint))
        if let listener = kept.listener, let path = state.attempt.redirect.loopback?.path {
            effects.append(
                .openListener(
                    ListenerPlan(
                        port: listener.port, path: path, shortPath: kept.shortPath,
                        takesForms: kept.plan.client.wantsFormPost,
                        isNamed: kept.plan.redirect.isNamed(by: kept.plan.client.rules.redirect))))
        }
        return .go(.awaitingCallback(state), effects + device)
    }

    /// The answer to the order of a listener that was lost.
    static func reopened(_ state: Awaiting, _ facts: ListenerFacts) -> Transition {
        guard case .reopening(let place) = state.listener else { return .stay }
        var state = state
        guard facts.port == place.port else {
            // At another port it would wait in vain: the redirect URI cannot change any more.
            state.listener = .lost(place, .cannotListen(ForeignText("port \(facts.port) was opened instead")))
            return .go(.awaitingCallback(state), [.closeListener])
        }
        state.listener = .open(facts)
        return .go(.awaitingCallback(state), [.pointShortAddress(state.attempt.request.address)])
    }

    static func notReopened(_ state: Awaiting, _ problem: ListenerProblem) -> Transition {
        guard case .reopening(let place) = state.listener else { return .stay }
        var state = state
        state.listener = .lost(place, problem)
        return .go(.awaitingCallback(state))
    }
}
