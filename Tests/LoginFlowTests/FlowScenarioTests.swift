import LoginFlow
import OAuth
import Testing

/// Whole logins, each event with the change and the orders that it causes.
struct FlowScenarioTests {
    @Test func logsInThroughTheListener() throws {
        var flow = FlowHarness()
        #expect(names(flow.send(.planSubmitted(try flow.fixture.plan))) == "send discovery")
        #expect(flow.name == "discovering")
        #expect(names(try flow.reply(.discovery, flow.fixture.metadata)) == "rememberMetadata, send keys, drawEntropy")
        #expect(flow.name == "generating")
        #expect(names(flow.send(.entropyDrawn(Fixture.entropy()))) == "openListener")
        #expect(flow.name == "opening")
        #expect(names(flow.send(.listenerOpened(Fixture.listener))) == "warm, pointShortAddress, keepWaiting")
        #expect(try flow.awaiting.attempt.redirect.text == "http://127.0.0.1:49152/callback")
        #expect(try flow.reply(.keys, Fixture.keys()).isEmpty)

        let material = try flow.awaiting.attempt.material
        flow.advance(31)
        let target = Fixture.target(state: material.state.reveal())
        let exchange = flow.send(.callbackArrived(ArrivalID(1), target: target))
        #expect(names(exchange) == "forgetWaiting, send token")
        guard case .send(_, let call) = try #require(exchange.last) else { return }
        #expect(call.form.map(\.name).contains("code_verifier"))
        #expect(call.form.contains(HTTPCall.Field("code", Secret(Fixture.code))))
        #expect(call.form.contains(HTTPCall.Field("redirect_uri", "http://127.0.0.1:49152/callback")))

        let idToken = try Fixture.idToken(nonce: try #require(material.nonce).reveal(), at: flow.now.wall)
        #expect(
            names(try flow.reply(.token, Fixture.tokens(idToken: idToken)))
                == "answer signedIn, closeListener, send userinfo")
        #expect(try flow.session.isSettled == false)
        #expect(try flow.reply(.userinfo, Fixture.userInfo()).isEmpty)
        let session = try flow.session
        #expect(session.isSettled)
        #expect(session.checks.filter { $0.verdict == .failed } == [])
        #expect(session.accessExpiresAt == flow.now.wall + 300)
    }

    @Test func waitsForKeysThatAreLate() throws {
        let nonce = try #require(try FlowHarness.awaiting().awaiting.attempt.material.nonce)
        var flow = try FlowHarness.exchanging(keys: false)
        #expect(try flow.reply(.token, Fixture.tokens(idToken: Fixture.idToken(nonce: nonce.reveal()))).isEmpty)
        #expect(flow.name == "verifying")
        #expect(names(try flow.reply(.keys, Fixture.keys())) == "answer signedIn, closeListener, send userinfo")
    }

    @Test func fetchesKeysOnceMoreWhenTheProviderChangedThem() throws {
        let nonce = try #require(try FlowHarness.awaiting().awaiting.attempt.material.nonce)
        var flow = try FlowHarness.exchanging()
        let token = try Fixture.idToken(nonce: nonce.reveal(), keyID: "k2")
        #expect(names(try flow.reply(.token, Fixture.tokens(idToken: token))) == "send keys")
        #expect(names(try flow.reply(.keys, Fixture.keys(id: "k2"))).contains("answer signedIn"))
    }

    @Test func refusesAKeyThatIsUnknownAlsoAfterTheSecondFetch() throws {
        let nonce = try #require(try FlowHarness.awaiting().awaiting.attempt.material.nonce)
        var flow = try FlowHarness.exchanging()
        let token = try Fixture.idToken(nonce: nonce.reveal(), keyID: "k2")
        _ = try flow.reply(.token, Fixture.tokens(idToken: token))
        #expect(names(try flow.reply(.keys, Fixture.keys(id: "k3"))) == "answer failed, closeListener")
        #expect(flow.state.journal.entries.filter { $0.purpose == .keys }.count == Limits.keyFetches)
        #expect(flow.state.journal.entries.contains { $0.purpose == .userinfo } == false)
    }

    @Test func asksForKeysAgainThatCouldNotBeFetched() throws {
        let nonce = try #require(try FlowHarness.awaiting().awaiting.attempt.material.nonce)
        var flow = try FlowHarness.awaiting()
        #expect(try flow.fail(.keys, .connectionLost(sent: true)).isEmpty)
        let state = try flow.awaiting.attempt.material.state.reveal()
        // Beside the exchange, so that it costs no round trip.
        #expect(
            names(flow.send(.callbackArrived(ArrivalID(1), target: Fixture.target(state: state))))
                == "forgetWaiting, send token, send keys")
        #expect(try flow.reply(.token, Fixture.tokens(idToken: Fixture.idToken(nonce: nonce.reveal()))).isEmpty)
        #expect(names(try flow.reply(.keys, Fixture.keys())).contains("answer signedIn"))
    }

    @Test func keysThatHungWhileThePersonSignedInAreAskedForAgain() throws {
        var flow = try FlowHarness.awaiting()
        #expect(try flow.fail(.keys, .timedOut(phase: .answering, after: 30)).isEmpty)
        let state = try flow.awaiting.attempt.material.state.reveal()
        let effects = flow.send(.callbackArrived(ArrivalID(1), target: Fixture.target(state: state)))
        #expect(names(effects).hasSuffix("send keys"))
        // And not a third time: it would only run out again.
        #expect(try flow.fail(.keys, .timedOut(phase: .answering, after: 30)).isEmpty)
        #expect(names(try flow.reply(.token, Fixture.tokens(idToken: "x"))) == "answer failed, closeListener")
        #expect(flow.state.journal.entries.filter { $0.purpose == .keys }.count == Limits.keyFetches)
    }

    @Test(arguments: [("0", 0.0, true), ("60", -200, false), ("60", -100, true), ("600", nil, false)])
    func aSignInThatWasToBeRecentIsJudged(maxAge: String, signedIn: Double?, isGood: Bool) throws {
        var fixture = Fixture()
        fixture.extraParameters = [FormPair("max_age", maxAge)]
        var flow = try FlowHarness.awaiting(fixture)
        let attempt = try flow.awaiting.attempt
        // Minutes at the provider's pages do not count: it was asked before them.
        flow.now = Moment(wall: flow.now.wall + 240, uptime: flow.now.uptime + 240)
        _ = try flow.reply(.keys, Fixture.keys())
        _ = flow.send(
            .callbackArrived(ArrivalID(1), target: Fixture.target(state: attempt.material.state.reveal())))
        let nonce = try #require(attempt.material.nonce)
        var claims = ""
        if let signedIn { claims = #","auth_time":\#(Int((attempt.startedAt.wall + signedIn).seconds))"# }
        let idToken = try Fixture.idToken(nonce: nonce.reveal(), extra: claims, at: flow.now.wall)
        _ = try flow.reply(.token, Fixture.tokens(idToken: idToken))
        #expect((flow.name == "authenticated") == isGood)
        if !isGood {
            guard case .idToken(let fault) = try flow.failure.cause else { Issue.record("\(flow.name)"); return }
            #expect(fault.check.id == "id_token.auth_time")
        }
    }

    @Test func aWrongStateLeavesTheLoginWaitingAndTheRightOneSucceeds() throws {
        var flow = try FlowHarness.awaiting()
        let wrong = Fixture.target(state: "another-state-that-is-not-ours")
        #expect(flow.send(.callbackArrived(ArrivalID(1), target: wrong)) == [.answerBrowser(ArrivalID(1), .notUsed)])
        #expect(flow.name == "awaiting")
        #expect(try flow.awaiting.rejectionCount == 1)
        let right = Fixture.target(state: try flow.awaiting.attempt.material.state.reveal())
        #expect(names(flow.send(.callbackArrived(ArrivalID(2), target: right))) == "forgetWaiting, send token")
    }

    @Test func twentyForgedAnswersDoNotEndTheWait() throws {
        var flow = try FlowHarness.awaiting()
        for number in 1...20 {
            let forged = Fixture.target(state: "guess-\(number)", code: "forged")
            #expect(
                flow.send(.callbackArrived(ArrivalID(number), target: forged))
                    == [.answerBrowser(ArrivalID(number), .notUsed)])
        }
        #expect(try flow.awaiting.rejectionCount == 20)
    }

    @Test func aForgedErrorWithoutStateIsNotBelieved() throws {
        var flow = try FlowHarness.awaiting()
        let forged = "/callback?error=access_denied&iss=https%3A%2F%2Flogin.example.com"
        #expect(
            flow.send(.callbackArrived(ArrivalID(1), target: forged)) == [.answerBrowser(ArrivalID(1), .notUsed)])
        #expect(flow.name == "awaiting")
    }

    @Test func aRefusalWithTheRightStateEndsTheLogin() throws {
        var flow = try FlowHarness.awaiting()
        _ = try flow.reply(.keys, Fixture.keys())
        let state = try flow.awaiting.attempt.material.state.reveal()
        let denied = Fixture.target(state: state, code: nil, error: "access_denied")
        #expect(
            flow.send(.callbackArrived(ArrivalID(1), target: denied))
                == [.answerBrowser(ArrivalID(1), .refused), .closeListener, .forgetWaiting])
        guard case .provider = try flow.failure.cause else {
            Issue.record("the cause is \(try flow.failure.cause)")
            return
        }
    }

    @Test func aPastedAnswerStartsTheExchangeAndTellsNoBrowser() throws {
        var flow = try FlowHarness.awaiting()
        _ = try flow.reply(.keys, Fixture.keys())
        let material = try flow.awaiting.attempt.material
        let target = Fixture.target(state: material.state.reveal())
        #expect(names(flow.send(.answerPasted("http://127.0.0.1:49152" + target))) == "forgetWaiting, send token")
        let idToken = try Fixture.idToken(nonce: try #require(material.nonce).reveal())
        #expect(
            names(try flow.reply(.token, Fixture.tokens(idToken: idToken))) == "closeListener, send userinfo")
    }

    @Test func theSecondDeliveryOfTheSameAnswerStartsNothing() throws {
        var flow = try FlowHarness.awaiting()
        let target = Fixture.target(state: try flow.awaiting.attempt.material.state.reveal())
        _ = flow.send(.callbackArrived(ArrivalID(1), target: target))
        #expect(
            flow.send(.callbackArrived(ArrivalID(2), target: target)) == [.answerBrowser(ArrivalID(2), .finished)])
        #expect(flow.send(.answerPasted("http://127.0.0.1:49152" + target)).isEmpty)
        #expect(flow.state.journal.entries.filter { $0.purpose == .token }.count == 1)
    }

    @Test func aNewAttemptHasNothingOfTheOldOne() throws {
        var flow = try FlowHarness.awaiting()
        let old = try flow.awaiting.attempt
        #expect(names(flow.send(.attemptRenewed)) == "drawEntropy")
        #expect(names(flow.send(.entropyDrawn(Fixture.entropy(2)))) == "pointShortAddress, keepWaiting")
        let new = try flow.awaiting.attempt
        #expect(new.number == 2)
        #expect(new.material.state != old.material.state)
        #expect(new.material.nonce != old.material.nonce)
        #expect(new.material.pkce != old.material.pkce)
    }

    @Test func anAnswerToTheEarlierAttemptIsNamedAndCanBeUsedAfterGoingBack() throws {
        var flow = try FlowHarness.awaiting()
        let old = Fixture.target(state: try flow.awaiting.attempt.material.state.reveal())
        _ = flow.send(.attemptRenewed)
        _ = flow.send(.entropyDrawn(Fixture.entropy(2)))
        _ = flow.send(.answerPasted("http://127.0.0.1:49152" + old))
        #expect(try flow.awaiting.rejection?.earlierAttempt == 1)
        #expect(names(flow.send(.attemptChosen(1))) == "pointShortAddress, keepWaiting")
        #expect(names(flow.send(.answerPasted("http://127.0.0.1:49152" + old))) == "forgetWaiting, send token")
    }

    @Test func aNumberIsGivenOnce() throws {
        var flow = try FlowHarness.awaiting()
        let first = try flow.awaiting.attempt.material.state.reveal()
        _ = flow.send(.attemptRenewed)
        _ = flow.send(.entropyDrawn(Fixture.entropy(2)))
        _ = flow.send(.attemptChosen(1))
        let denied = Fixture.target(state: first, code: nil, error: "access_denied")
        _ = flow.send(.callbackArrived(ArrivalID(1), target: denied))
        #expect(flow.name == "failed")
        _ = flow.send(.retried)
        _ = flow.send(.entropyDrawn(Fixture.entropy(3)))
        _ = flow.send(.listenerOpened(Fixture.listener))
        #expect(try flow.awaiting.attempt.number == 3)
    }

    @Test func aLoginThatIsLeftIsDiscardedOnlyWhereThatIsWanted() throws {
        var flow = try FlowHarness.awaiting()
        let before = flow.state
        #expect(flow.send(.left(.keeping)).isEmpty)
        #expect(names(flow.send(.left(.discarding))) == "forgetWaiting")
        #expect(flow.state == before)
    }

    @Test func theWaitEndsAndCanBeMadeLonger() throws {
        var flow = try FlowHarness.awaiting()
        _ = flow.send(.waitExtended)
        flow.advance(899)
        #expect(flow.send(.clockTicked).isEmpty)
        flow.advance(1)
        #expect(names(flow.send(.clockTicked)) == "cancel, closeListener, forgetWaiting")
        #expect(try flow.failure.cause == .expired(after: 900))
    }

    @Test func aWaitThatEndsKeepsWhatWasJudgedOfTheLastAnswer() throws {
        var flow = try FlowHarness.awaiting()
        _ = flow.send(.answerPasted("http://127.0.0.1:49152" + Fixture.target(state: "of-another-login")))
        let judged = try #require(try flow.awaiting.rejection?.checks)
        flow.advance(600)
        _ = flow.send(.clockTicked)
        #expect(try flow.failure.checks.suffix(judged.count) == judged[...])
        #expect(try flow.failure.checks.contains { $0.id == "callback.state" && $0.verdict == .failed })
    }

    @Test func theWallClockMayJumpWithoutEndingTheWait() throws {
        var flow = try FlowHarness.awaiting()
        flow.now = Moment(wall: flow.now.wall + 86_400, uptime: flow.now.uptime + 1)
        #expect(flow.send(.clockTicked).isEmpty)
        #expect(flow.name == "awaiting")
    }

    @Test func aLostAnswerOfTheTokenEndpointIsNeverAskedForAgain() throws {
        var flow = try FlowHarness.exchanging()
        #expect(names(try flow.fail(.token, .connectionLost(sent: true))) == "answer failed, closeListener")
        #expect(names(flow.send(.retried)) == "send keys, drawEntropy")
        #expect(flow.state.journal.entries.filter { $0.purpose == .token }.count == 1)
    }

    @Test func metadataIsLookedForAtTheSecondPlaceOnlyWhenNothingIsAtTheFirst() throws {
        var flow = try FlowHarness.discovering()
        #expect(names(try flow.reply(.discovery, Fixture.json("not found", status: 404))) == "send discovery")
        #expect(names(try flow.reply(.discovery, flow.fixture.metadata)) == "rememberMetadata, send keys, drawEntropy")
    }

    @Test func aLyingIssuerEndsTheLoginBeforeAnyBrowser() throws {
        var flow = try FlowHarness.discovering()
        let lying = Fixture.json(
            String(decoding: flow.fixture.metadata.body, as: UTF8.self)
                .replacing(#""issuer":"https://login.example.com""#, with: #""issuer":"https://evil.example""#))
        #expect(try flow.reply(.discovery, lying).isEmpty)
        #expect(try flow.failure.step == .discover)
        #expect(names(flow.send(.retried)) == "send discovery")
    }

    @Test func aTakenPortEndsTheRequestBeforeItIsSent() throws {
        var flow = try FlowHarness.opening()
        #expect(names(flow.send(.listenerRefused(.portTaken(8765, holder: ForeignText("nginx"))))) == "cancel")
        #expect(try flow.failure.step == .request)
        #expect(names(flow.send(.retried)) == "send keys, drawEntropy")
    }

    @Test func aRedirectElsewhereNeedsNoListener() throws {
        var fixture = Fixture()
        fixture.redirect = RedirectPlan(registered: try RedirectURI("com.example.app:/callback"))
        var flow = try FlowHarness.generating(fixture)
        #expect(names(flow.send(.entropyDrawn(Fixture.entropy()))) == "warm, keepWaiting")
        #expect(try flow.awaiting.listener == .absent)
        #expect(try flow.awaiting.shortAddress == nil)
        #expect(try !flow.awaiting.canBeAnsweredWithoutInput)
    }

    @Test func aRegisteredLoopbackAddressWithoutPortTakesAnyPort() throws {
        #expect(
            RedirectPlan(registered: try RedirectURI("http://127.0.0.1/cb")) == .loopback(port: nil, path: "/cb"))
    }

    /// Another host or a missing query would be another address to the provider.
    @Test(arguments: [
        "http://localhost/cb", "http://[::1]/cb", "http://127.0.0.1/cb?tenant=a", "http://127.0.0.1:80/cb",
    ])
    func everyOtherRegisteredAddressIsSentAsItIs(text: String) throws {
        let address = try RedirectURI(text)
        #expect(RedirectPlan(registered: address) == .registered(address))
    }

    @Test func anAddressThatNoListenerBindsCanOnlyBePasted() throws {
        var fixture = Fixture()
        fixture.redirect = RedirectPlan(registered: try RedirectURI("http://127.0.0.2:8400/cb"))
        var flow = try FlowHarness.generating(fixture)
        #expect(names(flow.send(.entropyDrawn(Fixture.entropy()))) == "warm, keepWaiting")
        #expect(try flow.awaiting.listener == .absent)
    }

    @Test func aSilentUserInfoEndpointLeavesEvidence() throws {
        var flow = try FlowHarness.authenticated()
        _ = try flow.fail(.userinfo, .connectionLost(sent: true))
        #expect(try flow.session.isSettled)
        let check = try #require(try flow.session.checks.last)
        #expect(check.id == "userinfo.form")
        #expect(check.verdict == .skipped("no answer came"))
    }

    @Test func withoutOpenidThereIsNoNonceAndNoIDToken() throws {
        var fixture = Fixture()
        fixture.scopes = ["invoices.read"]
        var flow = try FlowHarness.awaiting(fixture)
        #expect(try flow.awaiting.attempt.material.nonce == nil)
        #expect(try flow.awaiting.attempt.request.address.text.contains("nonce") == false)
        let state = try flow.awaiting.attempt.material.state.reveal()
        _ = flow.send(.callbackArrived(ArrivalID(1), target: Fixture.target(state: state)))
        #expect(names(try flow.reply(.token, Fixture.tokens(idToken: nil))).contains("answer signedIn"))
        #expect(try flow.session.idToken == nil)
    }

    @Test func stepwiseStopsAfterDiscoverAndAfterRequest() throws {
        var fixture = Fixture()
        fixture.isStepwise = true
        var flow = try FlowHarness.discovering(fixture)
        #expect(names(try flow.reply(.discovery, fixture.metadata)) == "rememberMetadata, send keys")
        #expect(flow.name == "ready")
        #expect(names(flow.send(.continued)) == "drawEntropy")
        _ = flow.send(.entropyDrawn(Fixture.entropy()))
        #expect(flow.send(.listenerOpened(Fixture.listener)).isEmpty)
        #expect(flow.name == "prepared")
        flow.advance(500)
        #expect(names(flow.send(.continued)) == "warm, pointShortAddress, keepWaiting")
        // The wait begins when the address is shown.
        #expect(try flow.awaiting.attempt.deadline == flow.now.uptime + Limits.loginWaitSeconds)
    }

    @Test func aWrongUserInfoSubjectIsNotShownAndEndsNothing() throws {
        var flow = try FlowHarness.authenticated()
        _ = try flow.reply(.userinfo, Fixture.userInfo(subject: "somebody-else"))
        guard case .refused = try flow.session.userInfo else {
            Issue.record("UserInfo is \(try flow.session.userInfo)")
            return
        }
        #expect(try flow.session.checks.contains { $0.verdict == .failed })
    }

    @Test func aLateAnswerToACancelledRequestChangesNothing() throws {
        var flow = try FlowHarness.discovering()
        let old = try flow.request(.discovery)
        _ = flow.send(.cancelled)
        let before = flow.state
        #expect(flow.send(.replyArrived(old, .success(flow.fixture.metadata))).isEmpty)
        #expect(flow.state == before)
    }
}

extension FlowScenarioTests {
    @Test func theShortAddressStaysTheOneThatTheListenerServes() throws {
        var flow = try FlowHarness.awaiting()
        let short = try #require(try flow.awaiting.shortAddress)
        for seed in 2...9 {
            _ = flow.send(.attemptRenewed)
            _ = flow.send(.entropyDrawn(Fixture.entropy(UInt8(seed))))
            #expect(try flow.awaiting.shortAddress == short)
        }
        _ = flow.send(.attemptChosen(try #require(try flow.awaiting.earlier.last).number))
        #expect(try flow.awaiting.shortAddress == short)
    }
}
