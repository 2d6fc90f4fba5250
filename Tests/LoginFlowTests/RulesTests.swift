import LoginFlow
import OAuth
import Testing

/// What the rules of a provider change in the flow.
struct RulesTests {
    private func fixture(_ change: (inout ProviderRules) -> Void) -> Fixture {
        var fixture = Fixture()
        change(&fixture.rules)
        return fixture
    }

    private func fixed(_ rules: inout ProviderRules) {
        guard let authorization = try? WebAddress(Fixture.issuer + "/go"),
            let token = try? Endpoint(Fixture.issuer + "/token")
        else { return }
        var endpoints = FixedEndpoints(authorization: authorization, token: token)
        endpoints.jwks = try? Endpoint(Fixture.issuer + "/keys")
        rules.endpoints = .fixed(endpoints)
    }

    @Test func aProviderWithFixedAddressesIsAskedNothing() throws {
        let fixture = fixture { fixed(&$0) }
        var flow = FlowHarness(fixture)
        let effects = flow.send(.planSubmitted(try fixture.plan))
        #expect(names(effects) == "send keys, drawEntropy")
        #expect(names(flow.send(.entropyDrawn(Fixture.entropy()))) == "openListener")
        _ = flow.send(.listenerOpened(Fixture.listener))
        #expect(try flow.awaiting.attempt.request.address.text.hasPrefix(Fixture.issuer + "/go?"))
    }

    @Test func aRequestIsNotPushedWhereTheRuleForbidsIt() throws {
        var fixture = fixture { $0.pushing = .never }
        fixture.pushes = true
        var flow = try FlowHarness.opening(fixture)
        #expect(names(flow.send(.listenerOpened(Fixture.listener))) == "warm, pointShortAddress, keepWaiting")
    }

    /// One request waits at a time: nothing tells the answer to an older one apart.
    @Test func withoutStateOnlyTheNewestAttemptCounts() throws {
        var flow = try FlowHarness.awaiting(fixture { $0.request.usesState = false })
        let first = try flow.awaiting.attempt
        #expect(!first.request.parameters.contains { $0.name == "state" })
        _ = flow.send(.attemptRenewed)
        _ = flow.send(.entropyDrawn(Fixture.entropy(2)))
        #expect(try flow.awaiting.attempt.number == 2)
        #expect(try flow.awaiting.earlier.isEmpty)
        _ = flow.send(.attemptChosen(1))
        #expect(try flow.awaiting.attempt.number == 2)
    }

    @Test func withoutStateTheAnswerIsTakenOnce() throws {
        var fixture = fixture { $0.request.usesState = false }
        fixture.promisesIssuer = false
        var flow = try FlowHarness.awaiting(fixture)
        #expect(
            names(flow.send(.callbackArrived(ArrivalID(1), target: "/callback?code=c&state=x"))).hasPrefix("answer "))
        #expect(names(flow.send(.callbackArrived(ArrivalID(2), target: "/callback?code=c"))).contains("send token"))
        #expect(names(flow.send(.callbackArrived(ArrivalID(3), target: "/callback?code=c"))).hasPrefix("answer "))
    }
}
