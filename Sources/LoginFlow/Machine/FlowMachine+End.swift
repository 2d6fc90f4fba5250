import OAuth

// The two ends.
extension FlowMachine {
    static func authenticated(_ state: Session, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch event {
        case .introspectionWanted:
            var state = state
            let effects = state.askAboutTokens(at: now)
            return effects.isEmpty ? .stay : .go(.authenticated(state), effects)
        case .replyArrived(let id, let result) where state.words.contains { $0.request == id }:
            var state = state
            state.take(result, to: id, at: now)
            return .go(.authenticated(state))
        case .replyArrived(let id, let result):
            if let transition = takePersonKeys(id, result, state) { return transition }
            if let transition = takeUserInfo(id, result, state, now) { return transition }
            let shelved = shelving(id, result, in: state, as: FlowState.authenticated)
            if case .stay = shelved { return refresh(state, .replyArrived(id, result), now) }
            return shelved
        case .callbackArrived(let arrival, _):
            return finished(arrival, in: .authenticated(state))
        case .refresh(let event):
            return refresh(state, event, now)
        case .left, .planSubmitted, .loginResumed, .entropyDrawn, .listenerOpened, .listenerRefused, .continued,
            .answerPasted, .browserRequested, .browserAnswered, .attemptRenewed, .attemptChosen, .waitExtended,
            .clockTicked, .cancelled, .retried:
            return .stay
        }
    }

    /// The keys that sign the person's data; data that is here already is judged now. Nil when it is something else.
    private static func takePersonKeys(
        _ id: EffectID, _ result: Result<HTTPReply, TransportFailure>, _ state: Session
    ) -> Transition? {
        guard let fetch = state.person, let shelf = fetch.keys.taking(id, result) else { return nil }
        var state = state
        state.provider.ground.received(id, result)
        state.person?.keys = shelf
        guard let reply = fetch.reply else { return .go(.authenticated(state)) }
        state.person?.reply = nil
        state.userInfo = judged(.success(reply), state)
        return .go(.authenticated(state))
    }

    /// What the provider tells about the person. Nil when it is something else.
    private static func takeUserInfo(
        _ id: EffectID, _ result: Result<HTTPReply, TransportFailure>, _ state: Session, _ now: Moment
    ) -> Transition? {
        guard state.userInfo == .asked(id) else { return nil }
        var state = state
        state.provider.ground.received(id, result)
        if let (id, effect) = state.provider.ground.sendingAgain(id, at: now) {
            state.userInfo = .asked(id)
            return .go(.authenticated(state), [effect])
        }
        if case .asked = state.person?.keys, case .success(let reply) = result {
            // Judged when the keys are here.
            state.person?.reply = reply
            return .go(.authenticated(state))
        }
        state.userInfo = judged(result, state)
        return .go(.authenticated(state))
    }

    private static func judged(_ result: Result<HTTPReply, TransportFailure>, _ state: Session) -> UserInfoState {
        switch result {
        case .failure(let failure):
            return .failed(failure)
        case .success(let reply):
            guard let expectation = state.userInfoExpectation else {
                preconditionFailure("authenticated: UserInfo is asked only when it is known who signed in")
            }
            do throws(UserInfoFault) {
                return .have(try UserInfoAnswer.judge(reply, expecting: expectation))
            } catch {
                return .refused(error)
            }
        }
    }

    private static func refresh(_ state: Session, _ event: RefreshEvent, _ now: Moment) -> Transition {
        var following = state
        let effects = following.take(event, at: now)
        return following == state ? .stay : .go(.authenticated(following), effects)
    }

    static func failed(_ state: Failure, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch event {
        case .retried, .attemptRenewed:
            switch state.recovery {
            case .rediscover(let plan):
                return discover(plan, now)
            case .newAttempt(let provider) where provider.source != .fetched:
                return discover(provider.plan, now)
            case .newAttempt(let provider):
                var ready = Ready(again: provider)
                let keys = ready.provider.orderKeys(at: now)
                return generate(ready, before: keys)
            }
        case .cancelled:
            return .go(.configuring(Configuring(previous: state.plan)))
        case .listenerOpened:
            return .go(.failed(state), [.closeListener])
        case .callbackArrived(let arrival, _):
            return finished(arrival, in: .failed(state))
        case .left, .planSubmitted, .loginResumed, .refresh, .replyArrived, .entropyDrawn, .listenerRefused, .continued,
            .answerPasted, .browserRequested, .browserAnswered, .attemptChosen, .waitExtended, .clockTicked,
            .introspectionWanted:
            return .stay
        }
    }
}
