import OAuth

// Configure and discover.
extension FlowMachine {
    static func configuring(_ state: Configuring, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch event {
        case .planSubmitted(let plan):
            return recalled(plan, now) ?? discover(plan, now)
        case .loginResumed(let kept):
            return resume(kept, now)
        case .callbackArrived(let arrival, _):
            return finished(arrival, in: .configuring(state))
        case .left, .refresh, .replyArrived, .entropyDrawn, .listenerRefused, .continued, .answerPasted,
            .browserRequested, .browserAnswered, .attemptRenewed, .attemptChosen, .waitExtended, .clockTicked,
            .cancelled, .retried, .introspectionWanted:
            return .stay
        case .listenerOpened:
            // It was ordered before the person cancelled.
            return .go(.configuring(state), [.closeListener])
        }
    }

    static func discovering(_ state: Discovering, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch event {
        case .replyArrived(let id, let result):
            guard id == state.request else { return .stay }
            var state = state
            state.ground.received(id, result)
            switch result {
            case .failure(let failure):
                let cause = Failure.Cause.transport(failure, during: .discovery, host: state.address.address.host)
                return fail(state, cause, now)
            case .success(let reply):
                return discovered(state, reply, now)
            }
        case .cancelled:
            return .go(.configuring(Configuring(previous: state.plan)), [.cancel(state.request)])
        case .callbackArrived(let arrival, _):
            return finished(arrival, in: .discovering(state))
        case .left, .planSubmitted, .loginResumed, .refresh, .entropyDrawn, .listenerOpened, .listenerRefused,
            .continued, .answerPasted, .browserRequested, .browserAnswered, .attemptRenewed, .attemptChosen,
            .waitExtended, .clockTicked, .retried, .introspectionWanted:
            return .stay
        }
    }

    /// Starts with the first well-known address; the others are asked only when nothing is there. A provider whose
    /// addresses are in its rules is asked nothing.
    static func discover(_ plan: LoginPlan, _ now: Moment) -> Transition {
        let plan = plan.remembering(nil)
        if case .fixed(let endpoints) = plan.client.rules.endpoints {
            let metadata = ProviderMetadata(issuer: plan.client.issuer, fixed: endpoints)
            return known(Ready(of: plan, metadata: metadata), now)
        }
        let (first, others) = Discovery.order(of: plan.client.issuer)
        return ask(first, then: others, Groundwork(plan: plan), now)
    }

    private static func ask(
        _ address: Endpoint, then remaining: [Endpoint], _ ground: Groundwork, _ now: Moment
    ) -> Transition {
        var ground = ground
        let call = HTTPCall(.discovery, .get, address, headers: [HTTPCall.Field("Accept", "application/json")])
        let (id, effect) = ground.sending(call, at: now)
        let state = Discovering(ground: ground, address: address, remaining: remaining, request: id, since: now)
        return .go(.discovering(state), [effect])
    }

    private static func discovered(_ state: Discovering, _ reply: HTTPReply, _ now: Moment) -> Transition {
        do throws(DiscoveryFault) {
            let metadata = try judged(reply, for: state.plan)
            return known(Ready(from: state, metadata: metadata), now)
                .after(remembering(reply, from: state.address, state.plan, now))
        } catch {
            if error.isNotThere, let other = state.remaining.first {
                return ask(other, then: Array(state.remaining.dropFirst()), state.ground, now)
            }
            return fail(state, .discovery(error), now, checks: error.checks(for: state.plan.client.issuer))
        }
    }

    /// What a document says, if a login by this plan can be made with it.
    static func judged(_ reply: HTTPReply, for plan: LoginPlan) throws(DiscoveryFault) -> ProviderMetadata {
        let metadata = try Discovery.judge(
            reply, issuer: plan.client.issuer, wantsFormPost: plan.client.wantsFormPost)
        // Without keys an ID token could not be verified: better said now than after the person signed in.
        guard metadata.jwksURI != nil || !plan.client.demandsIDToken else { throw .missing("jwks_uri") }
        try metadata.judge(by: plan.client.rules)
        return metadata
    }

    /// The keys travel while the person reads and signs in, so the exchange is the last round trip.
    static func known(_ ready: Ready, _ now: Moment) -> Transition {
        var ready = ready
        let keys = ready.provider.orderKeys(at: now)
        return ready.provider.plan.isStepwise ? .go(.ready(ready), keys) : generate(ready, before: keys)
    }

    private static func fail(
        _ state: Discovering, _ cause: Failure.Cause, _ now: Moment, checks: [Check] = []
    ) -> Transition {
        let failure = Failure(
            step: .discover, cause: cause, checks: checks, facts: Failure.Facts(), recovery: .rediscover(state.plan),
            journal: state.ground.journal, at: now)
        return .go(.failed(failure))
    }
}
