import OAuth

// Beginning with what the provider said in an earlier login, and checking it while the person signs in.
extension FlowMachine {
    /// The login that begins at once; nil where the provider has to be asked first.
    ///
    /// - Only the browser is led by remembered metadata. Where the request itself would be sent to the provider
    ///   (RFC 9126), it is asked.
    /// - Whoever reads the login step by step sees the provider being asked.
    static func recalled(_ plan: LoginPlan, _ now: Moment) -> Transition? {
        guard let remembered = plan.remembered, !plan.isStepwise, remembered.isFresh(at: now.wall),
            remembered.issuer == plan.client.issuer, plan.client.rules.endpoints == .discovery,
            let metadata = try? judged(remembered.reply, for: plan),
            metadata.pushedAuthorizationRequestEndpoint == nil || plan.client.rules.pushing == .never
        else { return nil }
        var ready = Ready(of: plan.remembering(nil), metadata: metadata)
        let call = HTTPCall(
            .discovery, .get, remembered.address, headers: [HTTPCall.Field("Accept", "application/json")])
        let (id, effect) = ready.provider.ground.sending(call, at: now)
        ready.provider.source = .checking(id)
        return known(ready, now).after([effect])
    }

    /// Remembers a document that was found good, if the provider allows that.
    static func remembering(
        _ reply: HTTPReply, from address: Endpoint, _ plan: LoginPlan, _ now: Moment
    ) -> [FlowEffect] {
        let issuer = plan.client.issuer
        return RememberedMetadata(of: issuer, from: address, reply, at: now.wall).map {
            [.rememberMetadata(issuer, $0)]
        }
            ?? []
    }

    /// What the answer to the check does; nil when the answer is to something else.
    ///
    /// A login that would have ended before it began, had the provider been asked first, ends now. One that goes on has
    /// the fresh document.
    ///
    /// - Parameter leaving: What ends the state.
    static func rechecked<State: KnowsProvider>(
        _ id: EffectID, _ result: Result<HTTPReply, TransportFailure>, in state: State,
        leaving: (State) -> [FlowEffect], _ now: Moment, as wrap: (State) -> FlowState
    ) -> Transition? {
        guard state.provider.source == .checking(id), let address = state.provider.ground.journal.endpoint(of: id)
        else { return nil }
        var state = state
        state.provider.ground.received(id, result)
        state.provider.source = .unchecked
        let plan = state.provider.plan
        let issuer = plan.client.issuer
        func fail(_ cause: Failure.Cause, _ checks: [Check], _ effects: [FlowEffect]) -> Transition {
            var facts = Failure.Facts()
            facts.beganAtOnce = true
            let failure = Failure(
                step: .discover, cause: cause, checks: checks, facts: facts, recovery: .rediscover(plan),
                journal: state.provider.ground.journal, at: now)
            return .go(.failed(failure), effects + leaving(state))
        }
        switch result {
        case .failure(let failure):
            return fail(.transport(failure, during: .discovery, host: address.address.host), [], [])
        case .success(let reply):
            do throws(DiscoveryFault) {
                let fresh = try judged(reply, for: plan)
                let changes = state.provider.metadata.changes(in: fresh, by: plan.client.rules)
                guard changes.isEmpty else { throw .changed(changes) }
                let keys = state.provider.taking(fresh, at: now)
                return .go(wrap(state), remembering(reply, from: address, plan, now) + keys)
            } catch {
                return fail(.discovery(error), error.checks(for: issuer), [.rememberMetadata(issuer, nil)])
            }
        }
    }

    /// The same while the person signs in. What had to wait for the answer follows: the other way in, keeping the login
    /// for another process, and an answer of the browser that was quicker.
    static func recheckedAwaiting(
        _ id: EffectID, _ result: Result<HTTPReply, TransportFailure>, _ state: Awaiting, _ now: Moment
    ) -> Transition? {
        let checked = rechecked(id, result, in: state, leaving: leaving, now, as: FlowState.awaitingCallback)
        guard case .go(.awaitingCallback(var state), let effects) = checked else { return checked }
        if let held = state.held.take() {
            return judge(held.address, from: held.source, state, now).after(effects)
        }
        let device = openDevice(&state, now)
        return .go(.awaitingCallback(state), effects + keeping(state) + device)
    }

    /// Keeps the login for another process, which would not know that its metadata are not checked yet.
    static func keeping(_ state: Awaiting) -> [FlowEffect] {
        state.provider.source == .fetched ? [.keepWaiting(WaitingLogin(from: state))] : []
    }

    /// An answer that passed all checks waits until it is known where its code may go. Of several the first one counts.
    static func hold(_ address: String, from source: Awaiting.Source, _ state: Awaiting) -> Transition {
        guard state.held == nil else {
            return .go(.awaitingCallback(state), source.arrival.map { [.answerBrowser($0, .finished)] } ?? [])
        }
        var state = state
        state.held = Awaiting.Held(address: address, source: source)
        return .go(.awaitingCallback(state))
    }
}
