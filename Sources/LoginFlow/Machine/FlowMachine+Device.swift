import OAuth

// The third way in: the person enters a code on any device, pixie asks now and then whether they did (RFC 8628).
extension FlowMachine {
    /// Asks for a code when the wait begins, where the provider offers the grant.
    static func openDevice(_ state: inout Awaiting, _ now: Moment) -> [FlowEffect] {
        let metadata = state.provider.metadata
        guard let endpoint = metadata.deviceAuthorizationEndpoint, metadata.offersDeviceGrant,
            state.provider.source == .fetched
        else { return [] }
        let call = DeviceRequest.start(
            client: state.provider.plan.client, endpoint: endpoint, authentication: state.provider.authentication)
        let (id, effect) = state.provider.ground.sending(call, at: now)
        state.device = .asked(id)
        return [effect]
    }

    /// A new attempt gets a new code when the old one is over.
    static func reopenDevice(_ state: inout Awaiting, _ now: Moment) -> [FlowEffect] {
        guard case .closed = state.device else { return [] }
        return openDevice(&state, now)
    }

    /// Nil when the answer is to something else.
    static func deviceAnswered(
        _ id: EffectID, _ result: Result<HTTPReply, TransportFailure>, _ state: Awaiting, _ now: Moment
    ) -> Transition? {
        guard id == state.device.request else { return nil }
        var state = state
        state.provider.ground.received(id, result)
        switch state.device {
        case .asked:
            state.device = opened(result, now)
            return .go(.awaitingCallback(state))
        case .open(var device):
            if let (id, effect) = state.provider.ground.sendingAgain(id, at: now) {
                device.poll = id
                state.device = .open(device)
                return .go(.awaitingCallback(state), [effect])
            }
            return polled(result, device, state, now)
        case .notOffered, .closed:
            return nil
        }
    }

    private static func opened(_ result: Result<HTTPReply, TransportFailure>, _ now: Moment) -> DeviceLane {
        switch result {
        case .failure(let failure):
            return .closed(.unanswered(failure))
        case .success(let reply):
            do throws(DeviceFault) {
                return .open(OpenDevice(try DeviceAnswer.judge(reply), at: now))
            } catch {
                return .closed(.refused(error))
            }
        }
    }

    /// The clock may matter to this way in: it is time to ask, or the code is over.
    static func deviceTicked(_ state: Awaiting, _ now: Moment) -> Transition {
        guard case .open(var device) = state.device else { return .stay }
        var state = state
        if now.uptime >= device.expiresAt {
            state.device = .closed(.expired)
            return .go(.awaitingCallback(state), device.poll.map { [.cancel($0)] } ?? [])
        }
        guard device.poll == nil, now.uptime >= device.nextPoll else { return .stay }
        let call = DeviceRequest.poll(
            device.code.deviceCode, client: state.provider.plan.client,
            endpoint: state.provider.metadata.tokenEndpoint, authentication: state.provider.authentication)
        let (id, effect) = state.provider.ground.sending(call, at: now)
        device.poll = id
        device.questions += 1
        state.device = .open(device)
        return .go(.awaitingCallback(state), [effect])
    }

    private static func polled(
        _ result: Result<HTTPReply, TransportFailure>, _ device: OpenDevice, _ state: Awaiting, _ now: Moment
    ) -> Transition {
        var device = device
        var state = state
        switch result {
        case .failure:
            // "The client MUST unilaterally reduce its polling frequency": asked half as often.
            device.wait(more: device.interval, at: now)
            state.device = .open(device)
        case .success(let reply):
            let plan = state.provider.plan
            switch DevicePoll.judge(
                reply, requestedScopes: plan.client.scopes, wantsIDToken: plan.client.demandsIDToken,
                isBound: state.provider.ground.proofs.bindsTokens, rules: plan.client.rules)
            {
            case .signedIn(let tokens):
                return deviceSignedIn(tokens, reply, device, state, now)
            case .pending:
                device.wait(at: now)
                state.device = .open(device)
            case .slower(let least):
                device.wait(more: DeviceAnswer.slowDownSeconds, atLeast: least ?? 0, at: now)
                device.slowdowns += 1
                state.device = .open(device)
            case .unavailable:
                device.wait(more: device.interval, at: now)
                state.device = .open(device)
            case .denied:
                state.device = .closed(.denied)
            case .expired:
                state.device = .closed(.expired)
            case .failed(let fault):
                state.device = .closed(.failed(fault))
            }
        }
        return .go(.awaitingCallback(state))
    }

    private static func deviceSignedIn(
        _ tokens: TokenSet, _ reply: HTTPReply, _ device: OpenDevice, _ state: Awaiting, _ now: Moment
    ) -> Transition {
        var ended = state
        // The answer that has just come needs no cancelling.
        ended.device = .notOffered
        let exchanging = Exchanging(from: ended, device: device, at: now)
        return judged(tokens, of: exchanging, serverDate: reply.date, now).after([.forgetWaiting] + stopping(ended))
    }
}
