import LoginFlow
import OAuth
import Testing

/// A request that goes to the provider directly (RFC 9126).
struct PushTests {
    private var fixture: Fixture {
        var fixture = Fixture()
        fixture.pushes = true
        return fixture
    }

    @Test func theBrowserCarriesNothingButAName() throws {
        var flow = try FlowHarness.opening(fixture)
        let effects = flow.send(.listenerOpened(Fixture.listener))
        guard case .send(_, let call) = try #require(effects.first), effects.count == 1 else { return }
        #expect(call.purpose == .push && call.url.text == Fixture.issuer + "/par")
        #expect(
            call.form.map(\.name) == [
                "response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge_method",
                "code_challenge",
            ])
        #expect(names(try flow.reply(.push, Fixture.pushed())) == "warm, pointShortAddress, keepWaiting")
        let attempt = try flow.awaiting.attempt
        #expect(
            attempt.request.address.text
                == Fixture.issuer + "/authorize?client_id=pixie-cli&request_uri=urn%3Aexample%3A1")
        // State and nonce are ours still, and shown nowhere.
        let state = attempt.material.state.reveal()
        #expect(!String(reflecting: flow.state.journal).contains(state))
        #expect(
            names(flow.send(.callbackArrived(ArrivalID(1), target: Fixture.target(state: state)))).contains("token"))
    }

    static let troubles: [(String, HTTPReply, String)] = [
        (
            "an error", Fixture.json(#"{"error":"invalid_request","error_description":"\u001b[2J"}"#, status: 400),
            "invalid_request"
        ),
        ("an error nobody knows", Fixture.oauthError("never_heard_of_it"), "push_refused"),
        ("no name", Fixture.json(#"{"expires_in":90}"#, status: 201), "push_incomplete"),
        ("an empty name", Fixture.json(#"{"request_uri":"","expires_in":90}"#, status: 201), "push_incomplete"),
        ("a name with a line break", Fixture.json(#"{"request_uri":"urn:a\r\nb"}"#, status: 201), "push_incomplete"),
        ("a number", Fixture.json(#"{"request_uri":7}"#, status: 201), "push_incomplete"),
        ("a page", HTTPReply(status: 200, body: Array("<html>".utf8)), "push_not_json"),
        ("a redirect", HTTPReply(status: 302), "push_redirected"), ("503", HTTPReply(status: 503), "push_http_status"),
    ]

    @Test(arguments: troubles.indices)
    func theBrowserIsNotOpenedAfter(index: Int) throws {
        let (name, reply, reason) = Self.troubles[index]
        var flow = try FlowHarness.pushing()
        #expect(names(try flow.reply(.push, reply)) == "cancel, closeListener", "\(name)")
        guard case .push(let fault) = try flow.failure.cause else {
            Issue.record("\(name): \(flow.name)")
            return
        }
        #expect(fault.reason == reason, "\(name)")
        #expect(try flow.failure.step == .request)
        #expect(!fault.message.unicodeScalars.contains("\u{1b}"))
        #expect(try flow.failure.checks.last?.id == "request.pushed")
    }

    @Test func aNewAttemptIsPushedToo() throws {
        var flow = try FlowHarness.awaiting(fixture)
        _ = flow.send(.attemptRenewed)
        #expect(names(flow.send(.entropyDrawn(Fixture.entropy(2)))) == "send push")
        #expect(try flow.awaiting.attempt.number == 1)
        #expect(names(try flow.reply(.push, Fixture.pushed(number: 2))) == "pointShortAddress, keepWaiting")
        #expect(try flow.awaiting.attempt.number == 2)
        #expect(try flow.awaiting.attempt.request.address.text.hasSuffix("urn%3Aexample%3A2"))
    }

    @Test func aNameThatIsOverIsMadeNewBeforeTheBrowserOpens() throws {
        var flow = try FlowHarness.awaiting(fixture)
        #expect(names(flow.send(.browserRequested)) == "openBrowser")
        flow.advance(91)
        #expect(names(flow.send(.browserRequested)) == "drawEntropy")
        _ = flow.send(.entropyDrawn(Fixture.entropy(2)))
        #expect(
            names(try flow.reply(.push, Fixture.pushed(number: 2))) == "pointShortAddress, keepWaiting, openBrowser")
    }

    @Test func aNewAttemptThatIsNotTakenEndsTheLogin() throws {
        var flow = try FlowHarness.awaiting(fixture)
        _ = flow.send(.attemptRenewed)
        _ = flow.send(.entropyDrawn(Fixture.entropy(2)))
        #expect(
            names(try flow.reply(.push, Fixture.oauthError("invalid_request")))
                == "cancel, cancel, closeListener, forgetWaiting" || flow.name == "failed")
        #expect(flow.name == "failed")
    }

    @Test func theNumberOfAnAttemptThatWasNotTakenIsNotGivenAgain() throws {
        var flow = try FlowHarness.awaiting(fixture)
        _ = flow.send(.attemptRenewed)
        _ = flow.send(.entropyDrawn(Fixture.entropy(2)))
        _ = try flow.reply(.push, Fixture.oauthError("invalid_request"))
        #expect(flow.name == "failed")
        _ = flow.send(.retried)
        _ = flow.send(.entropyDrawn(Fixture.entropy(3)))
        _ = flow.send(.listenerOpened(Fixture.listener))
        _ = try flow.reply(.push, Fixture.pushed(number: 3))
        #expect(try flow.awaiting.attempt.number == 3)
    }

    @Test func aPushedLoginIsKeptWithItsName() throws {
        let waiting = WaitingLogin(from: try FlowHarness.awaiting(fixture).awaiting)
        let back = try WaitingLogin(bytes: waiting.bytes)
        #expect(back == waiting)
        var flow = FlowHarness()
        flow.now = Moment(wall: Fixture.start.wall + 5, uptime: 3)
        _ = flow.send(.loginResumed(back))
        #expect(try flow.awaiting.attempt.request.address.text.hasSuffix("request_uri=urn%3Aexample%3A1"))
    }
}
