import LoginFlow
import OAuth
import Testing

/// Logins that begin with what the provider said in an earlier one.
struct RememberedTests {
    private static let address = Discovery.addresses(of: issuer)[0]
    private static var issuer: Issuer {
        guard let issuer = try? Issuer(Fixture.issuer) else { preconditionFailure("the fixture has an issuer") }
        return issuer
    }

    private func remembered(_ fixture: Fixture, age: Double = 60) -> RememberedMetadata? {
        let fetched = Fixture.start.wall + -age
        return RememberedMetadata(of: Self.issuer, from: Self.address, fixture.metadata, at: fetched)
    }

    /// The login after its plan, and the effects of that.
    private func begun(
        _ fixture: Fixture = Fixture(), age: Double = 60
    ) throws -> (flow: FlowHarness, effects: String) {
        var flow = FlowHarness(fixture)
        let plan = try fixture.plan.remembering(remembered(fixture, age: age))
        let effects = names(flow.send(.planSubmitted(plan)))
        return (flow, effects)
    }

    /// The login that waits for its answer, and the effects of the last step.
    private func waiting(_ fixture: Fixture = Fixture()) throws -> (flow: FlowHarness, effects: String) {
        var flow = try begun(fixture).flow
        _ = flow.send(.entropyDrawn(Fixture.entropy()))
        let effects = names(flow.send(.listenerOpened(Fixture.listener)))
        return (flow, effects)
    }

    private func right(_ flow: FlowHarness, _ number: Int = 1) throws -> FlowEvent {
        let state = try flow.awaiting.attempt.material.state.reveal()
        return .callbackArrived(ArrivalID(number), target: Fixture.target(state: state))
    }

    private func changed(_ member: String, to value: String) -> HTTPReply {
        let text = String(decoding: Fixture().metadata.body, as: UTF8.self)
        return Fixture.json(
            text.replacing(#""\#(member)":"\#(Fixture.issuer)/"#, with: #""\#(member)":"\#(value)/"#))
    }

    @Test func theRequestStandsBeforeTheProviderHasAnswered() throws {
        let (flow, effects) = try begun()
        #expect(effects == "send discovery, send keys, drawEntropy")
        #expect(flow.name == "generating")
        let (_, following) = try waiting()
        // Another process would not know that nothing was checked yet.
        #expect(following == "warm, pointShortAddress")
    }

    @Test func theLoginIsKeptAndTheOtherWayInOpensWhenTheProviderSaysTheSame() throws {
        var fixture = Fixture()
        fixture.offersDevice = true
        var (flow, effects) = try waiting(fixture)
        #expect(effects == "warm, pointShortAddress")
        effects = names(try flow.reply(.discovery, fixture.metadata))
        #expect(effects == "rememberMetadata, keepWaiting, send deviceCode")
        #expect(names(flow.send(try right(flow))).hasPrefix("forgetWaiting, send token"))
    }

    @Test func aQuickAnswerWaitsUntilItIsKnownWhereItsCodeMayGo() throws {
        var (flow, _) = try waiting()
        #expect(flow.send(try right(flow)).isEmpty)
        #expect(flow.send(try right(flow, 2)) == [.answerBrowser(ArrivalID(2), .finished)])
        #expect(flow.name == "awaiting")
        #expect(
            names(try flow.reply(.discovery, flow.fixture.metadata)) == "rememberMetadata, forgetWaiting, send token")
        #expect(flow.name == "exchanging")
    }

    @Test func whatWasNotUsedYetIsTakenFromTheFreshDocument() throws {
        var (flow, _) = try waiting()
        let effects = try flow.reply(.discovery, changed("userinfo_endpoint", to: "https://other.example.com"))
        #expect(names(effects) == "rememberMetadata, keepWaiting")
        #expect(try flow.awaiting.provider.metadata.userinfoEndpoint?.text.hasPrefix("https://other") == true)
    }

    @Test func keysThatMovedAreFetchedWhereTheyAreNow() throws {
        var (flow, _) = try waiting()
        let effects = try flow.reply(.discovery, changed("jwks_uri", to: "https://other.example.com"))
        #expect(names(effects) == "rememberMetadata, cancel, send keys, keepWaiting")
        guard case .send(_, let call)? = effects.first(where: { names([$0]) == "send keys" }) else {
            Issue.record("no call")
            return
        }
        #expect(call.url.text.hasPrefix("https://other.example.com/"))
    }

    @Test(arguments: ["authorization_endpoint", "token_endpoint"])
    func anAddressThatChangedEndsTheLoginBeforeACodeIsSent(member: String) throws {
        var (flow, _) = try waiting()
        _ = flow.send(try right(flow))
        let effects = names(try flow.reply(.discovery, changed(member, to: "https://other.example.com")))
        #expect(effects == "forgetMetadata, answer failed, cancel, closeListener, forgetWaiting")
        #expect(try flow.failure.cause == .discovery(.changed([member])))
        #expect(try flow.failure.step == .discover)
        #expect(flow.state.journal.entries.contains { $0.purpose == .token } == false)
        // The next try asks first.
        #expect(names(flow.send(.retried)) == "send discovery")
    }

    @Test func aFreshDocumentThatIsNotGoodEndsTheLogin() throws {
        for fresh in [Fixture.json("{}"), Fixture.json("gone", status: 404)] {
            var (flow, _) = try waiting()
            #expect(names(try flow.reply(.discovery, fresh)).hasPrefix("forgetMetadata, "))
            #expect(flow.name == "failed")
        }
    }

    @Test func aProviderThatCannotBeReachedEndsTheLoginAndIsNotForgotten() throws {
        var (flow, _) = try waiting()
        #expect(names(try flow.fail(.discovery, .refused(host: "h", port: 443))).hasPrefix("cancel"))
        #expect(flow.name == "failed")
    }

    @Test func theCheckMayAnswerInEachStateBeforeTheWait() throws {
        var generating = try begun().flow
        #expect(names(try generating.reply(.discovery, Fixture().metadata)) == "rememberMetadata")
        #expect(generating.name == "generating")
        var opening = try begun().flow
        _ = opening.send(.entropyDrawn(Fixture.entropy()))
        let effects = names(try opening.reply(.discovery, changed("token_endpoint", to: "https://other.example.com")))
        #expect(effects == "forgetMetadata, cancel, closeListener")
        #expect(opening.name == "failed")
    }

    @Test func whatMattersNotMayChange() throws {
        var (flow, _) = try waiting()
        let text = String(decoding: flow.fixture.metadata.body, as: UTF8.self)
        let fresh = Fixture.json(text.replacing(#"{"issuer""#, with: #"{"scopes_supported":["openid"],"issuer""#))
        #expect(names(try flow.reply(.discovery, fresh)) == "rememberMetadata, keepWaiting")
        #expect(try flow.awaiting.provider.metadata.scopesSupported == ["openid"])
    }

    @Test("it is asked first when what is remembered is old, of the future, of another provider or not to be used")
    func askedFirst() throws {
        #expect(try begun(age: RememberedMetadata.longest).effects == "send discovery")
        #expect(try begun(age: -5).effects == "send discovery")
        var stepwise = Fixture()
        stepwise.isStepwise = true
        #expect(try begun(stepwise).effects == "send discovery")
        // The request itself would go to the provider.
        var pushing = Fixture()
        pushing.pushes = true
        #expect(try begun(pushing).effects == "send discovery")
        var flow = FlowHarness()
        let other = try Issuer("https://login.example.org")
        let foreign = RememberedMetadata(of: other, from: Self.address, Fixture().metadata, at: Fixture.start.wall)
        #expect(names(flow.send(.planSubmitted(try flow.fixture.plan.remembering(foreign)))) == "send discovery")
        // A document that would not be taken from the provider is not taken from the disk.
        let lying = RememberedMetadata(
            of: Self.issuer, from: Self.address, Fixture.json("{}"), at: Fixture.start.wall)
        flow = FlowHarness()
        #expect(names(flow.send(.planSubmitted(try flow.fixture.plan.remembering(lying)))) == "send discovery")
    }

    @Test func aLoginThatEndedBeforeTheCheckAsksFirstTheNextTime() throws {
        var (flow, _) = try waiting()
        let state = try flow.awaiting.attempt.material.state.reveal()
        let target = Fixture.target(state: state, code: nil, error: "access_denied")
        #expect(names(flow.send(.callbackArrived(ArrivalID(1), target: target))).contains("cancel, cancel"))
        #expect(flow.name == "failed")
        #expect(names(flow.send(.attemptRenewed)) == "send discovery")
    }
}
