import LoginFlow
import OAuth
import Testing

/// Every state against every event: what it becomes, and what is ordered.
///
/// A cell is `-` where the event means nothing, `~` where only the content of the state changes, or the name of the next
/// state; orders follow behind a colon. A new state or event does not compile until its sample is here.
struct FlowMatrixTests {
    @Test(arguments: Sample.allCases)
    func everyEventDoesWhatTheTableSays(_ sample: Sample) throws {
        let harness = try sample.harness()
        var actual: [String] = []
        for event in try EventSample.allCases.map({ try $0.event(in: harness) }) {
            var state = harness.state
            let effects = FlowMachine.reduce(&state, event.event, at: event.at)
            let name = FlowHarness.name(of: state)
            let change = state == harness.state ? "" : name == FlowHarness.name(of: harness.state) ? "~" : name
            let orders = names(effects)
            let cell = change.isEmpty && orders.isEmpty ? "-" : change + (orders.isEmpty ? "" : ": " + orders)
            actual.append("\(event.name) | \(cell.trimmingPrefix(" "))")
        }
        #expect(actual.joined(separator: "\n") == sample.expected)
    }
}

/// One state of each kind.
enum Sample: String, CaseIterable, Sendable {
    case configuring, discovering, ready, generating, opening, pushing, prepared, awaiting, exchanging, verifying
    case authenticated, failed

    func harness() throws -> FlowHarness {
        var stepwise = Fixture()
        stepwise.isStepwise = true
        switch self {
        case .configuring:
            return FlowHarness()
        case .discovering:
            return try .discovering()
        case .ready:
            var harness = try FlowHarness.discovering(stepwise)
            _ = try harness.reply(.discovery, stepwise.metadata)
            return harness
        case .generating:
            return try .generating()
        case .opening:
            return try .opening()
        case .pushing:
            return try .pushing()
        case .prepared:
            var harness = try FlowHarness.opening(stepwise)
            _ = harness.send(.listenerOpened(Fixture.listener))
            return harness
        case .awaiting:
            var harness = try FlowHarness.awaiting()
            // An earlier attempt, so that it can be chosen.
            _ = harness.send(.attemptRenewed)
            _ = harness.send(.entropyDrawn(Fixture.entropy(2)))
            return harness
        case .exchanging:
            return try .exchanging()
        case .verifying:
            var harness = try FlowHarness.exchanging(keys: false)
            _ = try harness.reply(.token, Fixture.tokens(idToken: Fixture.idToken(nonce: "any")))
            return harness
        case .authenticated:
            return try .authenticated()
        case .failed:
            var harness = try FlowHarness.awaiting()
            harness.advance(601)
            _ = harness.send(.clockTicked)
            return harness
        }
    }

    var expected: String {
        switch self {
        case .configuring:
            """
            planSubmitted | discovering: send discovery
            loginResumed | awaiting: send keys, keepWaiting, warm, openListener
            replyArrived | -
            replyArrived keys | -
            entropyDrawn | -
            listenerOpened | : closeListener
            listenerRefused | -
            continued | -
            callbackArrived | : answer finished
            answerPasted | -
            browserRequested | -
            browserAnswered | -
            attemptRenewed | -
            attemptChosen | -
            waitExtended | -
            clockTicked | -
            cancelled | -
            retried | -
            introspectionWanted | -
            refresh | -
            left | -
            """
        case .discovering:
            """
            planSubmitted | -
            loginResumed | -
            replyArrived | failed
            replyArrived keys | -
            entropyDrawn | -
            listenerOpened | -
            listenerRefused | -
            continued | -
            callbackArrived | : answer finished
            answerPasted | -
            browserRequested | -
            browserAnswered | -
            attemptRenewed | -
            attemptChosen | -
            waitExtended | -
            clockTicked | -
            cancelled | configuring: cancel
            retried | -
            introspectionWanted | -
            refresh | -
            left | -
            """
        case .ready:
            """
            planSubmitted | -
            loginResumed | -
            replyArrived | -
            replyArrived keys | ~
            entropyDrawn | -
            listenerOpened | -
            listenerRefused | -
            continued | generating: drawEntropy
            callbackArrived | : answer finished
            answerPasted | -
            browserRequested | -
            browserAnswered | -
            attemptRenewed | -
            attemptChosen | -
            waitExtended | -
            clockTicked | -
            cancelled | configuring: cancel
            retried | -
            introspectionWanted | -
            refresh | -
            left | -
            """
        case .generating:
            """
            planSubmitted | -
            loginResumed | -
            replyArrived | -
            replyArrived keys | ~
            entropyDrawn | opening: openListener
            listenerOpened | -
            listenerRefused | -
            continued | -
            callbackArrived | : answer finished
            answerPasted | -
            browserRequested | -
            browserAnswered | -
            attemptRenewed | -
            attemptChosen | -
            waitExtended | -
            clockTicked | -
            cancelled | configuring: cancel
            retried | -
            introspectionWanted | -
            refresh | -
            left | -
            """
        case .opening:
            """
            planSubmitted | -
            loginResumed | -
            replyArrived | -
            replyArrived keys | ~
            entropyDrawn | -
            listenerOpened | awaiting: warm, pointShortAddress, keepWaiting
            listenerRefused | failed: cancel
            continued | -
            callbackArrived | : answer finished
            answerPasted | -
            browserRequested | -
            browserAnswered | -
            attemptRenewed | -
            attemptChosen | -
            waitExtended | -
            clockTicked | -
            cancelled | configuring: cancel, closeListener
            retried | -
            introspectionWanted | -
            refresh | -
            left | -
            """
        case .pushing:
            """
            planSubmitted | -
            loginResumed | -
            replyArrived | failed: cancel, closeListener
            replyArrived keys | ~
            entropyDrawn | -
            listenerOpened | -
            listenerRefused | -
            continued | -
            callbackArrived | : answer notUsed
            answerPasted | -
            browserRequested | -
            browserAnswered | -
            attemptRenewed | -
            attemptChosen | -
            waitExtended | -
            clockTicked | -
            cancelled | configuring: cancel, cancel, closeListener
            retried | -
            introspectionWanted | -
            refresh | -
            left | -
            """
        case .prepared:
            """
            planSubmitted | -
            loginResumed | -
            replyArrived | -
            replyArrived keys | ~
            entropyDrawn | -
            listenerOpened | -
            listenerRefused | -
            continued | awaiting: warm, pointShortAddress, keepWaiting
            callbackArrived | : answer notUsed
            answerPasted | -
            browserRequested | -
            browserAnswered | -
            attemptRenewed | -
            attemptChosen | -
            waitExtended | -
            clockTicked | -
            cancelled | configuring: cancel, closeListener
            retried | -
            introspectionWanted | -
            refresh | -
            left | -
            """
        case .awaiting:
            """
            planSubmitted | -
            loginResumed | -
            replyArrived | -
            replyArrived keys | ~
            entropyDrawn | -
            listenerOpened | -
            listenerRefused | -
            continued | -
            callbackArrived | exchanging: forgetWaiting, send token
            answerPasted | ~
            browserRequested | ~: openBrowser
            browserAnswered | ~
            attemptRenewed | ~: drawEntropy
            attemptChosen | ~: pointShortAddress, keepWaiting
            waitExtended | ~: keepWaiting
            clockTicked | failed: cancel, closeListener, forgetWaiting
            cancelled | configuring: cancel, closeListener, forgetWaiting
            retried | -
            introspectionWanted | -
            refresh | -
            left | : forgetWaiting
            """
        case .exchanging:
            """
            planSubmitted | -
            loginResumed | -
            replyArrived | failed: answer failed, closeListener
            replyArrived keys | -
            entropyDrawn | -
            listenerOpened | -
            listenerRefused | -
            continued | -
            callbackArrived | : answer finished
            answerPasted | -
            browserRequested | -
            browserAnswered | -
            attemptRenewed | -
            attemptChosen | -
            waitExtended | -
            clockTicked | -
            cancelled | failed: cancel, answer failed, closeListener
            retried | -
            introspectionWanted | -
            refresh | -
            left | -
            """
        case .verifying:
            """
            planSubmitted | -
            loginResumed | -
            replyArrived | -
            replyArrived keys | failed: answer failed, closeListener
            entropyDrawn | -
            listenerOpened | -
            listenerRefused | -
            continued | -
            callbackArrived | : answer finished
            answerPasted | -
            browserRequested | -
            browserAnswered | -
            attemptRenewed | -
            attemptChosen | -
            waitExtended | -
            clockTicked | -
            cancelled | failed: cancel, answer failed, closeListener
            retried | -
            introspectionWanted | -
            refresh | -
            left | -
            """
        case .authenticated:
            """
            planSubmitted | -
            loginResumed | -
            replyArrived | ~
            replyArrived keys | -
            entropyDrawn | -
            listenerOpened | -
            listenerRefused | -
            continued | -
            callbackArrived | : answer finished
            answerPasted | -
            browserRequested | -
            browserAnswered | -
            attemptRenewed | -
            attemptChosen | -
            waitExtended | -
            clockTicked | -
            cancelled | -
            retried | -
            introspectionWanted | -
            refresh | ~: takeLock
            left | -
            """
        case .failed:
            """
            planSubmitted | -
            loginResumed | -
            replyArrived | -
            replyArrived keys | -
            entropyDrawn | -
            listenerOpened | : closeListener
            listenerRefused | -
            continued | -
            callbackArrived | : answer finished
            answerPasted | -
            browserRequested | -
            browserAnswered | -
            attemptRenewed | generating: send keys, drawEntropy
            attemptChosen | -
            waitExtended | -
            clockTicked | -
            cancelled | configuring
            retried | generating: send keys, drawEntropy
            introspectionWanted | -
            refresh | -
            left | -
            """
        }
    }
}

/// One event of each kind, as it would arrive in the state at hand.
enum EventSample: CaseIterable {
    case planSubmitted, loginResumed, replyArrived, keysArrived, entropyDrawn, listenerOpened, listenerRefused
    case continued
    case callbackArrived, answerPasted, browserRequested, browserAnswered, attemptRenewed, attemptChosen, waitExtended
    case clockTicked, cancelled, retried, introspectionWanted, refresh, left

    struct Given {
        let event: FlowEvent
        let at: Moment
        let name: String
    }

    func event(in harness: FlowHarness) throws -> Given {
        let event = try sample(in: harness)
        let late = Moment(wall: harness.now.wall + 700, uptime: harness.now.uptime + 700)
        return Given(
            event: event, at: self == .clockTicked ? late : harness.now,
            name: self == .keysArrived ? "replyArrived keys" : Self.name(of: event))
    }

    private func sample(in harness: FlowHarness) throws -> FlowEvent {
        let reset = Result<HTTPReply, TransportFailure>.failure(.connectionLost(sent: true))
        let entries = harness.state.journal.entries
        switch self {
        case .planSubmitted: return .planSubmitted(try harness.fixture.plan)
        case .loginResumed: return .loginResumed(WaitingLogin(from: try FlowHarness.awaiting().awaiting))
        case .replyArrived:
            let main = entries.last { $0.purpose != .keys && $0.ending == nil }
            return .replyArrived(main?.id ?? EffectID(99), reset)
        case .keysArrived:
            // In `verifying` these keys belong to a token with another nonce.
            return .replyArrived(
                entries.last { $0.purpose == .keys && $0.ending == nil }?.id ?? EffectID(99),
                .success(try Fixture.keys()))
        case .entropyDrawn: return .entropyDrawn(Fixture.entropy(9))
        case .listenerOpened: return .listenerOpened(Fixture.listener)
        case .listenerRefused: return .listenerRefused(.portTaken(8765, holder: nil))
        case .continued: return .continued
        case .callbackArrived:
            let state = (try? harness.awaiting)?.attempt.material.state.reveal() ?? "any"
            return .callbackArrived(ArrivalID(7), target: Fixture.target(state: state))
        case .answerPasted: return .answerPasted("what is this")
        case .browserRequested: return .browserRequested
        case .browserAnswered: return .browserAnswered(.asked("xdg-open"))
        case .attemptRenewed: return .attemptRenewed
        case .attemptChosen: return .attemptChosen(1)
        case .waitExtended: return .waitExtended
        case .clockTicked: return .clockTicked
        case .cancelled: return .cancelled
        case .retried: return .retried
        case .introspectionWanted: return .introspectionWanted
        case .refresh: return .refresh(.refreshWanted(.person))
        case .left: return .left(.discarding)
        }
    }

    /// Lists every case of the machine's events, so that a new one stops the build here.
    private static func name(of event: FlowEvent) -> String {
        switch event {
        case .planSubmitted: "planSubmitted"
        case .loginResumed: "loginResumed"
        case .replyArrived: "replyArrived"
        case .entropyDrawn: "entropyDrawn"
        case .listenerOpened: "listenerOpened"
        case .listenerRefused: "listenerRefused"
        case .continued: "continued"
        case .callbackArrived: "callbackArrived"
        case .answerPasted: "answerPasted"
        case .browserRequested: "browserRequested"
        case .browserAnswered: "browserAnswered"
        case .attemptRenewed: "attemptRenewed"
        case .attemptChosen: "attemptChosen"
        case .waitExtended: "waitExtended"
        case .clockTicked: "clockTicked"
        case .cancelled: "cancelled"
        case .retried: "retried"
        case .introspectionWanted: "introspectionWanted"
        case .refresh: "refresh"
        case .left: "left"
        }
    }
}
