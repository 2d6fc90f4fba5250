import OAuth

// Pushing the authorization request to the provider, where it offers or demands that (RFC 9126).
extension FlowMachine {
    /// The order that pushes the request of an attempt; nil where the provider offers no such endpoint.
    ///
    /// It is used whenever it is offered. Should it fail the login ends: going through the browser instead would quietly
    /// be the weaker way.
    static func push(
        _ material: Material, _ redirect: RedirectURI, _ provider: inout KnownProvider, _ now: Moment
    ) -> (id: EffectID, effect: FlowEffect)? {
        let client = provider.plan.client
        guard client.rules.pushing != .never,
            let endpoint = provider.metadata.pushedAuthorizationRequestEndpoint
        else { return nil }
        let request = AuthorizationRequest(
            endpoint: provider.metadata.authorizationEndpoint, client: client, redirect: redirect,
            state: material.state, nonce: material.nonce, challenge: material.pkce.challenge,
            thumbprint: provider.announcedThumbprint)
        let call = PushRequest.call(
            request, clientID: client.clientID, endpoint: endpoint,
            authentication: provider.authentication, provesPossession: client.rules.dpop.atPush)
        return provider.ground.sending(call, at: now)
    }

    static func pushing(_ state: Pushing, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch event {
        case .replyArrived(let id, let result):
            guard id == state.request else { return shelving(id, result, in: state, as: FlowState.pushing) }
            var state = state
            state.provider.ground.received(id, result)
            if let (id, effect) = state.provider.ground.sendingAgain(id, at: now) {
                state.request = id
                return .go(.pushing(state), [effect])
            }
            switch judge(result, state.provider, now) {
            case .success(let pushed):
                return prepare(Prepared(from: state, pushed: pushed, at: now), now)
            case .failure(let trouble):
                return notPushed(trouble, state.provider, closing: state.listener != nil, now)
            }
        case .cancelled:
            let closing: [FlowEffect] = state.listener == nil ? [] : [.closeListener]
            return .go(
                .configuring(Configuring(previous: state.provider.plan)),
                [.cancel(state.request)] + state.provider.cancellingOrders + closing)
        case .callbackArrived(let arrival, _):
            return .go(.pushing(state), [.answerBrowser(arrival, .notUsed)])
        case .left, .planSubmitted, .loginResumed, .refresh, .entropyDrawn, .listenerOpened, .listenerRefused,
            .continued, .answerPasted, .browserRequested, .browserAnswered, .attemptRenewed, .attemptChosen,
            .waitExtended, .clockTicked, .retried, .introspectionWanted:
            return .stay
        }
    }

    /// What keeps a request from being pushed.
    struct PushTrouble: Error {
        let cause: Failure.Cause
        let checks: [Check]
    }

    static func judge(
        _ result: Result<HTTPReply, TransportFailure>, _ provider: KnownProvider, _ now: Moment
    ) -> Result<PushedRequest, PushTrouble> {
        switch result {
        case .failure(let failure):
            let host = (provider.metadata.pushedAuthorizationRequestEndpoint ?? provider.metadata.tokenEndpoint).address
                .host
            return .failure(PushTrouble(cause: .transport(failure, during: .push, host: host), checks: []))
        case .success(let reply):
            do throws(PushFault) {
                return .success(try PushAnswer.judge(reply, at: now.wall))
            } catch {
                return .failure(PushTrouble(cause: .push(error), checks: [error.check]))
            }
        }
    }

    /// The browser is not opened.
    static func notPushed(
        _ trouble: PushTrouble, _ provider: KnownProvider, closing: Bool, _ now: Moment, _ effects: [FlowEffect] = []
    ) -> Transition {
        let failure = Failure(
            step: .request, cause: trouble.cause, checks: provider.metadata.checks + trouble.checks,
            facts: Failure.Facts(), recovery: .newAttempt(provider.withoutOrders), journal: provider.ground.journal,
            at: now)
        return .go(
            .failed(failure), provider.cancellingOrders + (closing ? [.closeListener] : []) + effects)
    }
}
