import LoginFlow
import OAuth
import Testing

/// A login that another process began to wait for.
struct ResumeTests {
    private let kept: WaitingLogin

    init() throws {
        kept = try WaitingLogin(bytes: WaitingLogin(from: FlowHarness.awaiting().awaiting).bytes)
    }

    /// The machine was started anew: its clock without jumps begins elsewhere.
    private func resumed(after seconds: Double) -> (harness: FlowHarness, effects: [FlowEffect]) {
        var harness = FlowHarness()
        harness.now = Moment(wall: Fixture.start.wall + seconds, uptime: 5)
        let effects = harness.send(.loginResumed(kept))
        return (harness, effects)
    }

    @Test func theAnswerOfTheOldBrowserTabIsUsed() throws {
        var (harness, effects) = resumed(after: 100)
        #expect(names(effects) == "send keys, keepWaiting, warm, openListener")
        let short = try short
        #expect(effects.last == .openListener(ListenerPlan(port: 49152, path: "/callback", shortPath: short)))
        let state = try harness.awaiting.attempt.material.state.reveal()
        #expect(try harness.awaiting.attempt.deadline == 505)
        #expect(try harness.awaiting.listener == .reopening(Fixture.listener))
        #expect(try harness.awaiting.canBeAnsweredWithoutInput)
        #expect(names(harness.send(.listenerOpened(Fixture.listener))) == "pointShortAddress")
        let sent = harness.send(.callbackArrived(ArrivalID(1), target: Fixture.target(state: state)))
        #expect(names(sent) == "forgetWaiting, send token")
    }

    private var short: String {
        get throws { try #require(try FlowHarness.awaiting().awaiting.shortAddress).suffix(9).description }
    }

    @Test func withoutItsPortTheAnswerCanBePasted() throws {
        var (harness, _) = resumed(after: 100)
        _ = harness.send(.listenerRefused(.portTaken(49152, holder: nil)))
        #expect(try harness.awaiting.listener == .lost(Fixture.listener, .portTaken(49152, holder: nil)))
        #expect(try !harness.awaiting.canBeAnsweredWithoutInput)
        let state = try harness.awaiting.attempt.material.state.reveal()
        let sent = harness.send(.answerPasted("http://127.0.0.1:49152" + Fixture.target(state: state)))
        #expect(names(sent) == "forgetWaiting, send token")
        #expect(harness.name == "exchanging")
    }

    @Test func aListenerAtAnotherPortIsOfNoUse() throws {
        var (harness, _) = resumed(after: 100)
        #expect(names(harness.send(.listenerOpened(ListenerFacts(host: .v4, port: 1)))) == "closeListener")
        #expect(try harness.awaiting.listener.opened == nil)
        #expect(try !harness.awaiting.canBeAnsweredWithoutInput)
    }

    /// The listener was ordered, and comes when the answer was used already.
    @Test func anAnswerThatIsPastedBeforeTheListenerIsBackLeavesNoPortOpen() throws {
        var (harness, _) = resumed(after: 100)
        let material = try harness.awaiting.attempt.material
        _ = try harness.reply(.keys, Fixture.keys())
        let target = Fixture.target(state: material.state.reveal())
        #expect(names(harness.send(.answerPasted("http://127.0.0.1:49152" + target))) == "forgetWaiting, send token")
        #expect(harness.send(.listenerOpened(Fixture.listener)).isEmpty)
        let nonce = try #require(material.nonce).reveal()
        let idToken = try Fixture.idToken(nonce: nonce, at: harness.now.wall)
        #expect(
            names(try harness.reply(.token, Fixture.tokens(idToken: idToken))) == "closeListener, send userinfo")
    }

    /// The second attempt has expired and is not brought back; its number is not free for all that.
    @Test func theNumberOfAnAttemptThatExpiredIsNotGivenAgain() throws {
        var first = try FlowHarness.awaiting()
        _ = first.send(.attemptRenewed)
        _ = first.send(.entropyDrawn(Fixture.entropy(2)))
        _ = first.send(.attemptChosen(1))
        _ = first.send(.waitExtended)
        var harness = FlowHarness()
        harness.now = Moment(wall: Fixture.start.wall + 650, uptime: 5)
        let kept = try WaitingLogin(bytes: WaitingLogin(from: first.awaiting).bytes)
        _ = harness.send(.loginResumed(kept))
        #expect(try harness.awaiting.attempt.number == 1)
        #expect(try harness.awaiting.earlier.isEmpty)
        _ = harness.send(.attemptRenewed)
        _ = harness.send(.entropyDrawn(Fixture.entropy(3)))
        #expect(try harness.awaiting.attempt.number == 3)
    }

    @Test func anExpiredLoginEndsAndIsForgotten() throws {
        let (harness, effects) = resumed(after: 601)
        #expect(names(effects) == "forgetWaiting")
        #expect(try harness.failure.cause == .expired(after: 601))
    }

    @Test func aClockThatWasSetBackGivesNoMoreTime() throws {
        let (harness, _) = resumed(after: -86_400)
        #expect(try harness.awaiting.attempt.deadline == 605)
    }

    @Test func theLoginThatIsResumedIsTheSame() throws {
        let (harness, _) = resumed(after: 0)
        let again = WaitingLogin(from: try harness.awaiting)
        #expect(again == kept)
    }
}
