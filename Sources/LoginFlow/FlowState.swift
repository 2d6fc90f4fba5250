/// Where a login is. Each state is built from the one before it, so a step cannot be skipped.
public indirect enum FlowState: Sendable, Equatable {
    /// The start. Next: `.discovering` when a plan is submitted.
    case configuring(Configuring)
    /// Metadata was asked for. Next: `.ready`, `.failed`, or the same state at the second well-known address.
    case discovering(Discovering)
    /// The provider is known. Next: `.generating` by itself, or when the person goes on.
    case ready(Ready)
    /// Randomness was ordered. Next: `.opening`, or as from there when the answer can only be pasted.
    case generating(Generating)
    /// The listener is being opened. Next: `.pushing` where the provider offers that, else `.prepared`; `.failed` when
    /// the port is taken.
    case opening(Opening)
    /// The request was sent to the provider itself, which takes it from there. Next: `.prepared`, or `.failed` when it
    /// does not take it.
    case pushing(Pushing)
    /// The request stands. Next: `.awaitingCallback` by itself, or when the person goes on.
    case prepared(Prepared)
    /// The address is shown. Next: `.exchanging` on a valid callback, the same state on a rejected one, `.failed` when
    /// the provider declined or the wait is over.
    case awaitingCallback(Awaiting)
    /// The code was sent. Next: `.verifying`, `.authenticated` or `.failed`; never a second request.
    case exchanging(Exchanging)
    /// Tokens are here, keys are not. Next: `.authenticated` or `.failed`.
    case verifying(Verifying)
    /// The end that was wanted.
    case authenticated(Session)
    /// The other end. Next: `.discovering` or `.generating` on retry, `.configuring` on cancel.
    case failed(Failure)

    public static let start = FlowState.configuring(Configuring())
}

extension FlowState {
    /// The step that the person sees.
    public var step: Step {
        switch self {
        case .configuring: .profile
        case .discovering, .ready: .discover
        case .generating, .opening, .pushing, .prepared: .request
        case .awaitingCallback: .signIn
        case .exchanging, .verifying: .exchange
        case .authenticated: .tokens
        case .failed(let failure): failure.step
        }
    }

    /// The provider as far as it is known.
    public var provider: KnownProvider? {
        switch self {
        case .configuring, .discovering: nil
        case .ready(let state): state.provider
        case .generating(let state): state.provider
        case .opening(let state): state.provider
        case .pushing(let state): state.provider
        case .prepared(let state): state.provider
        case .awaitingCallback(let state): state.provider
        case .exchanging(let state): state.provider
        case .verifying(let state): state.provider
        case .authenticated(let state): state.provider
        case .failed(let failure):
            switch failure.recovery {
            case .rediscover: nil
            case .newAttempt(let provider): provider
            }
        }
    }

    /// What was decided before the first request.
    public var plan: LoginPlan? {
        switch self {
        case .configuring(let state): state.previous
        case .discovering(let state): state.plan
        case .failed(let failure): failure.plan
        case .ready, .generating, .opening, .pushing, .prepared, .awaitingCallback, .exchanging, .verifying,
            .authenticated:
            provider?.plan
        }
    }

    /// What was sent so far.
    public var journal: Journal {
        switch self {
        case .configuring: Journal()
        case .discovering(let state): state.ground.journal
        case .failed(let failure): failure.journal
        case .authenticated(let session): session.journal
        case .ready, .generating, .opening, .pushing, .prepared, .awaitingCallback, .exchanging, .verifying:
            provider?.ground.journal ?? Journal()
        }
    }
}
