import LoginFlow
import OAuth
import Testing

/// The third way in while a login waits (RFC 8628).
struct DeviceTests {
    private var fixture: Fixture {
        var fixture = Fixture()
        fixture.offersDevice = true
        return fixture
    }

    private func open(interval: Int? = 5, expiresIn: Int = 300) throws -> FlowHarness {
        var flow = try FlowHarness.awaiting(fixture)
        _ = try flow.reply(.deviceCode, Fixture.deviceCode(interval: interval, expiresIn: expiresIn))
        return flow
    }

    private func tick(_ flow: inout FlowHarness, after seconds: Double) -> String {
        flow.advance(seconds)
        return names(flow.send(.clockTicked))
    }

    private func closing(_ flow: FlowHarness) throws -> DeviceClosing? {
        if case .closed(let why) = try flow.awaiting.device { why } else { nil }
    }

    @Test func aCodeIsAskedForWhenTheWaitBegins() throws {
        var flow = try FlowHarness.opening(fixture)
        #expect(
            names(flow.send(.listenerOpened(Fixture.listener)))
                == "warm, pointShortAddress, keepWaiting, send deviceCode")
        #expect(try flow.reply(.deviceCode, Fixture.deviceCode()).isEmpty)
        let code = try #require(try flow.awaiting.device.code)
        #expect(code.userCode.safe() == "BCDF-GHJK")
        #expect(FlowDeadline.next(flow.state) == flow.now.uptime + 5)
        #expect(!String(reflecting: flow.state.journal).contains("device-code-of-the-fixture"))
    }

    @Test func itIsNotAskedForWhereItIsNotOffered() throws {
        var flow = try FlowHarness.opening()
        #expect(!names(flow.send(.listenerOpened(Fixture.listener))).contains("deviceCode"))
    }

    @Test func itIsAskedOnceAnIntervalAndSlowerWhenWanted() throws {
        var flow = try open()
        #expect(tick(&flow, after: 4) == "")
        #expect(tick(&flow, after: 1) == "send devicePoll")
        // One question at a time, whatever the clock says.
        #expect(tick(&flow, after: 20) == "")
        _ = try flow.reply(.devicePoll, Fixture.oauthError("authorization_pending"))
        #expect(tick(&flow, after: 4.9) == "")
        #expect(tick(&flow, after: 0.1) == "send devicePoll")
        _ = try flow.reply(.devicePoll, Fixture.oauthError("slow_down"))
        #expect(tick(&flow, after: 9.9) == "")
        #expect(tick(&flow, after: 0.1) == "send devicePoll")
        _ = try flow.reply(.devicePoll, Fixture.oauthError("slow_down"))
        #expect(FlowDeadline.next(flow.state) == flow.now.uptime + 15)
    }

    @Test func withoutAnIntervalItIsFiveSeconds() throws {
        let flow = try open(interval: nil)
        #expect(FlowDeadline.next(flow.state) == flow.now.uptime + 5)
        let greedy = try open(interval: 0)
        #expect(FlowDeadline.next(greedy.state) == greedy.now.uptime + 1)
    }

    @Test func aBusyProviderIsAskedLessOften() throws {
        let busy: [Result<HTTPReply, TransportFailure>] = [
            .failure(.timedOut(phase: .answering, after: 30)), .success(HTTPReply(status: 502)),
        ]
        for result in busy {
            var flow = try open()
            _ = tick(&flow, after: 5)
            _ = flow.send(.replyArrived(try flow.request(.devicePoll), result))
            #expect(FlowDeadline.next(flow.state) == flow.now.uptime + 10)
        }
    }

    @Test func theFirstGoodAnswerWinsAndTheListenerCloses() throws {
        var flow = try open()
        _ = try flow.reply(.keys, Fixture.keys())
        _ = tick(&flow, after: 5)
        // The ID token of this way has no nonce.
        let token = try Fixture.idToken(nonce: nil, at: flow.now.wall)
        #expect(
            names(try flow.reply(.devicePoll, Fixture.tokens(idToken: token)))
                == "forgetWaiting, closeListener, send userinfo")
        let session = try flow.session
        #expect(session.idToken?.subject == "a1b2")
        #expect(session.checks.filter { $0.verdict == .failed } == [])
        #expect(session.checks.contains { $0.id == "device.code" && $0.verdict == .passed })
        #expect(session.checks.contains { $0.id == "id_token.nonce" && $0.verdict == .skipped("no nonce was sent") })
        // The browser that comes late is told.
        #expect(names(flow.send(.callbackArrived(ArrivalID(1), target: "/callback"))) == "answer finished")
    }

    @Test func itsTokenIsVerifiedLikeEveryOther() throws {
        var flow = try open()
        _ = try flow.reply(.keys, Fixture.keys())
        _ = tick(&flow, after: 5)
        let token = try Fixture.idToken(nonce: nil, audience: "another-client", at: flow.now.wall)
        _ = try flow.reply(.devicePoll, Fixture.tokens(idToken: token))
        guard case .idToken(let fault) = try flow.failure.cause else { return }
        #expect(fault.reason == "id_token_aud_mismatch")
    }

    @Test func keysThatAreMissingAreWaitedFor() throws {
        var flow = try open()
        _ = tick(&flow, after: 5)
        let token = try Fixture.idToken(nonce: nil, at: flow.now.wall)
        #expect(names(try flow.reply(.devicePoll, Fixture.tokens(idToken: token))) == "forgetWaiting")
        #expect(flow.name == "verifying")
        _ = try flow.reply(.keys, Fixture.keys())
        #expect(flow.name == "authenticated")
    }

    @Test func theCallbackWinsAndTheQuestionIsCancelled() throws {
        var flow = try open()
        _ = tick(&flow, after: 5)
        let state = try flow.awaiting.attempt.material.state.reveal()
        #expect(
            names(flow.send(.callbackArrived(ArrivalID(1), target: Fixture.target(state: state))))
                == "forgetWaiting, send token, cancel")
        // What the question brings now is nobody's.
        let token = try Fixture.idToken(nonce: nil, at: flow.now.wall)
        #expect(try flow.reply(.devicePoll, Fixture.tokens(idToken: token)).isEmpty)
        #expect(flow.name == "exchanging")
    }

    @Test(arguments: [
        "access_denied", "expired_token", "invalid_grant", "unauthorized_client", "unsupported_grant_type",
    ])
    func aRefusalClosesThisWayAndNoOther(code: String) throws {
        var flow = try open()
        _ = tick(&flow, after: 5)
        #expect(try flow.reply(.devicePoll, Fixture.oauthError(code)).isEmpty)
        let why = try #require(try closing(flow))
        #expect(!why.message.isEmpty)
        #expect(tick(&flow, after: 60) == "")
        let state = try flow.awaiting.attempt.material.state.reveal()
        #expect(
            names(flow.send(.callbackArrived(ArrivalID(1), target: Fixture.target(state: state))))
                == "forgetWaiting, send token")
    }

    static let refusals: [HTTPReply] = [
        Fixture.oauthError("unauthorized_client"), Fixture.oauthError("access_denied", status: 403),
        HTTPReply(status: 404), HTTPReply(status: 500), HTTPReply(status: 200, body: Array("<html>".utf8)),
        Fixture.json("{}"),
        Fixture.json(
            #"{"device_code":"d","user_code":"a\u001b[2J","verification_uri":"https://x.example/","expires_in":9}"#),
        Fixture.json(#"{"device_code":"d","user_code":"A","verification_uri":"javascript:alert(1)","expires_in":9}"#),
        Fixture.json(#"{"device_code":"d","user_code":"A","verification_uri":"http://x.example/","expires_in":9}"#),
        Fixture.json(#"{"device_code":"d","user_code":"A","verification_uri":"https://x.example/"}"#),
    ]

    @Test(arguments: refusals.indices)
    func aProviderThatGivesNoCodeClosesThisWayOnly(index: Int) throws {
        var flow = try FlowHarness.awaiting(fixture)
        #expect(try flow.reply(.deviceCode, Self.refusals[index]).isEmpty)
        let why = try #require(try closing(flow))
        #expect(!why.message.unicodeScalars.contains("\u{1b}"))
        #expect(flow.name == "awaiting")
    }

    @Test func aCodeThatIsOverIsNotAskedFor() throws {
        var flow = try open(interval: 400, expiresIn: 300)
        #expect(FlowDeadline.next(flow.state) == flow.now.uptime + 300)
        #expect(tick(&flow, after: 300) == "")
        #expect(try closing(flow) == .expired)
        #expect(FlowDeadline.next(flow.state) == (try flow.awaiting.attempt.deadline))
    }

    /// The redirect URI leads elsewhere: without the code for another device only a paste would help.
    @Test func anotherDeviceCanAnswerWithoutAnybodyAtTheKeyboard() throws {
        var fixture = fixture
        fixture.redirect = RedirectPlan(registered: try RedirectURI("https://app.example/back"))
        var flow = try FlowHarness.generatingThenPrepared(fixture)
        #expect(try flow.awaiting.canBeAnsweredWithoutInput)
        _ = try flow.reply(.deviceCode, Fixture.deviceCode())
        #expect(try flow.awaiting.canBeAnsweredWithoutInput)
        _ = tick(&flow, after: 5)
        _ = try flow.reply(.devicePoll, Fixture.oauthError("access_denied"))
        #expect(try !flow.awaiting.canBeAnsweredWithoutInput)
        // A new attempt gets a new code.
        _ = flow.send(.attemptRenewed)
        #expect(try flow.awaiting.canBeAnsweredWithoutInput)
        _ = flow.send(.entropyDrawn(Fixture.entropy(2)))
        #expect(try flow.awaiting.canBeAnsweredWithoutInput)
    }

    @Test func leavingCancelsTheQuestion() throws {
        var flow = try open()
        _ = try flow.reply(.keys, Fixture.keys())
        _ = tick(&flow, after: 5)
        #expect(names(flow.send(.cancelled)) == "cancel, closeListener, forgetWaiting")
    }
}
