import LoginFlow
import OAuth
import Testing

/// Drives the machine and remembers the effects, so that a test states each change and each effect.
struct FlowHarness {
    private(set) var state = FlowState.start
    var now = Fixture.start
    let fixture: Fixture

    init(_ fixture: Fixture = Fixture()) {
        self.fixture = fixture
    }

    /// Sends one event and gives the effects.
    mutating func send(_ event: FlowEvent) -> [FlowEffect] {
        FlowMachine.reduce(&state, event, at: now)
    }

    mutating func advance(_ seconds: Double) {
        now = Moment(wall: now.wall + seconds, uptime: now.uptime + seconds)
    }

    // MARK: what is in flight

    /// The last request for a purpose.
    func request(_ purpose: HTTPCall.Purpose) throws -> EffectID {
        try #require(state.journal.entries.last { $0.purpose == purpose }?.id, "no \(purpose) request was sent")
    }

    mutating func reply(_ purpose: HTTPCall.Purpose, _ reply: HTTPReply) throws -> [FlowEffect] {
        send(.replyArrived(try request(purpose), .success(reply)))
    }

    mutating func fail(_ purpose: HTTPCall.Purpose, _ failure: TransportFailure) throws -> [FlowEffect] {
        send(.replyArrived(try request(purpose), .failure(failure)))
    }

    var awaiting: Awaiting {
        get throws {
            guard case .awaitingCallback(let awaiting) = state else { throw WrongState(state: name) }
            return awaiting
        }
    }

    var failure: Failure {
        get throws {
            guard case .failed(let failure) = state else { throw WrongState(state: name) }
            return failure
        }
    }

    var session: Session {
        get throws {
            guard case .authenticated(let session) = state else { throw WrongState(state: name) }
            return session
        }
    }

    struct WrongState: Error { let state: String }

    var name: String { Self.name(of: state) }

    static func name(of state: FlowState) -> String {
        switch state {
        case .configuring: "configuring"
        case .discovering: "discovering"
        case .ready: "ready"
        case .generating: "generating"
        case .opening: "opening"
        case .pushing: "pushing"
        case .prepared: "prepared"
        case .awaitingCallback: "awaiting"
        case .exchanging: "exchanging"
        case .verifying: "verifying"
        case .authenticated: "authenticated"
        case .failed: "failed"
        }
    }

    // MARK: short cuts to a state

    static func discovering(_ fixture: Fixture = Fixture()) throws -> FlowHarness {
        var harness = FlowHarness(fixture)
        _ = harness.send(.planSubmitted(try fixture.plan))
        return harness
    }

    static func generating(_ fixture: Fixture = Fixture()) throws -> FlowHarness {
        var harness = try discovering(fixture)
        _ = try harness.reply(.discovery, fixture.metadata)
        if fixture.isStepwise { _ = harness.send(.continued) }
        return harness
    }

    static func opening(_ fixture: Fixture = Fixture()) throws -> FlowHarness {
        var harness = try generating(fixture)
        _ = harness.send(.entropyDrawn(Fixture.entropy()))
        return harness
    }

    static func awaiting(_ fixture: Fixture = Fixture()) throws -> FlowHarness {
        var harness = try opening(fixture)
        _ = harness.send(.listenerOpened(Fixture.listener))
        if fixture.pushes { _ = try harness.reply(.push, Fixture.pushed()) }
        if fixture.isStepwise { _ = harness.send(.continued) }
        return harness
    }

    static func pushing() throws -> FlowHarness {
        var fixture = Fixture()
        fixture.pushes = true
        var harness = try opening(fixture)
        _ = harness.send(.listenerOpened(Fixture.listener))
        return harness
    }

    /// For a redirect that leads elsewhere: there is no listener to open.
    static func generatingThenPrepared(_ fixture: Fixture) throws -> FlowHarness {
        var harness = try generating(fixture)
        _ = harness.send(.entropyDrawn(Fixture.entropy()))
        return harness
    }

    static func exchanging(_ fixture: Fixture = Fixture(), keys: Bool = true) throws -> FlowHarness {
        var harness = try awaiting(fixture)
        if keys { _ = try harness.reply(.keys, Fixture.keys()) }
        let state = try harness.awaiting.attempt.material.state.reveal()
        _ = harness.send(.callbackArrived(ArrivalID(1), target: Fixture.target(state: state)))
        return harness
    }

    static func authenticated(_ fixture: Fixture = Fixture()) throws -> FlowHarness {
        let nonce = try awaiting(fixture).awaiting.attempt.material.nonce
        var harness = try exchanging(fixture)
        _ = try harness.reply(.token, Fixture.tokens(idToken: nonce.map { try Fixture.idToken(nonce: $0.reveal()) }))
        return harness
    }
}

/// The names of effects, for tables.
func names(_ effects: [FlowEffect]) -> String {
    effects.map { effect in
        switch effect {
        case .drawEntropy: "drawEntropy"
        case .send(_, let call): "send \(call.purpose)"
        case .cancel: "cancel"
        case .warm: "warm"
        case .openListener: "openListener"
        case .closeListener: "closeListener"
        case .pointShortAddress: "pointShortAddress"
        case .answerBrowser(_, let page): "answer \(page)"
        case .openBrowser: "openBrowser"
        case .keepWaiting: "keepWaiting"
        case .forgetWaiting: "forgetWaiting"
        case .rememberMetadata(_, let metadata): metadata == nil ? "forgetMetadata" : "rememberMetadata"
        case .session(.takeLock): "takeLock"
        case .session(.read): "read"
        case .session(.store): "store"
        case .session(.releaseLock): "releaseLock"
        }
    }.joined(separator: ", ")
}
