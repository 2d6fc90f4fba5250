public import OAuth

/// The one place that decides what a login does next.
///
/// It is pure: the same state, event and moment give the same result. Front-ends show the state, the event loop carries
/// out the effects, and everything that happens comes back as an event.
///
/// - A reply with an ``EffectID`` other than the one in flight changes nothing: the person cancelled or retried.
/// - A token request is made in one place, from a `ValidatedCallback`, which only the callback judge can make.
/// - A rejected answer never ends an attempt and never sends anything.
public enum FlowMachine {
    /// Takes one event. The effects are to be carried out in their order.
    public static func reduce(_ state: inout FlowState, _ event: FlowEvent, at now: Moment) -> [FlowEffect] {
        let transition = next(state, event, now)
        switch transition {
        case .stay:
            return []
        case .go(let following, let effects):
            state = following
            return effects
        }
    }

    /// What an event does to a state.
    enum Transition {
        /// The event means nothing here.
        case stay
        case go(FlowState, [FlowEffect] = [])

        /// The same, with effects that are carried out first.
        func after(_ effects: [FlowEffect]) -> Transition {
            switch self {
            case .stay: .stay
            case .go(let state, let following): .go(state, effects + following)
            }
        }
    }

    private static func next(_ state: FlowState, _ event: FlowEvent, _ now: Moment) -> Transition {
        switch state {
        case .configuring(let state): configuring(state, event, now)
        case .discovering(let state): discovering(state, event, now)
        case .ready(let state): ready(state, event, now)
        case .generating(let state): generating(state, event, now)
        case .opening(let state): opening(state, event, now)
        case .pushing(let state): pushing(state, event, now)
        case .prepared(let state): prepared(state, event, now)
        case .awaitingCallback(let state): awaiting(state, event, now)
        case .exchanging(let state): exchanging(state, event, now)
        case .verifying(let state): verifying(state, event, now)
        case .authenticated(let state): authenticated(state, event, now)
        case .failed(let state): failed(state, event, now)
        }
    }

    /// Keys may arrive in any state that knows the provider; all but `verifying` only put them on the shelf.
    static func shelving<State: KnowsProvider>(
        _ id: EffectID, _ result: Result<HTTPReply, TransportFailure>, in state: State,
        as wrap: (State) -> FlowState
    ) -> Transition {
        guard let provider = state.provider.takingKeys(id, result) else { return .stay }
        var state = state
        state.provider = provider
        return .go(wrap(state))
    }

    /// A browser came back after its answer was used, or when there is nothing to use it for.
    static func finished(_ arrival: ArrivalID, in state: FlowState) -> Transition {
        .go(state, [.answerBrowser(arrival, .finished)])
    }
}
