import LoginFlow
import OAuth
import Testing

/// An answer that comes as a form (OAuth 2.0 Form Post Response Mode).
struct FormPostTests {
    private static func takesForms(_ effects: [FlowEffect]) -> [Bool] {
        effects.compactMap { effect in
            if case .openListener(let plan) = effect { plan.takesForms } else { nil }
        }
    }

    @Test(arguments: [("form_post", true), ("query", false)])
    func theListenerTakesFormsOnlyWhenTheyWereAskedFor(mode: String, takes: Bool) throws {
        var fixture = Fixture()
        fixture.extraParameters = [FormPair("response_mode", mode)]
        fixture.responseModes = ["query", "form_post"]
        var harness = try FlowHarness.generating(fixture)
        #expect(Self.takesForms(harness.send(.entropyDrawn(Fixture.entropy()))) == [takes])
        var usual = try FlowHarness.generating()
        #expect(Self.takesForms(usual.send(.entropyDrawn(Fixture.entropy()))) == [false])
    }

    @Test(arguments: [
        ("form_post", "none listed", true), ("form_post", "listed", false), ("query", "none listed", false),
    ])
    func whatTheProviderDoesNotListEndsTheLoginBeforeTheBrowser(mode: String, metadata: String, ends: Bool) throws {
        var fixture = Fixture()
        fixture.extraParameters = [FormPair("response_mode", mode)]
        fixture.responseModes = metadata == "listed" ? ["query", "form_post"] : nil
        var harness = FlowHarness()
        _ = harness.send(.planSubmitted(try fixture.plan))
        let effects = try harness.reply(.discovery, fixture.metadata)
        guard case .failed(let failure) = harness.state else {
            #expect(!ends)
            return
        }
        #expect(ends)
        #expect(
            failure.cause == .discovery(.noFormPost(listed: ForeignText("no list, which means query and fragment"))))
        #expect(effects.isEmpty)
    }

    @Test func aResumedLoginTakesThemAgain() throws {
        var fixture = Fixture()
        fixture.extraParameters = [FormPair("response_mode", "form_post")]
        fixture.responseModes = ["query", "form_post"]
        let kept = try WaitingLogin(bytes: WaitingLogin(from: FlowHarness.awaiting(fixture).awaiting).bytes)
        var harness = FlowHarness()
        harness.now = Moment(wall: Fixture.start.wall + 10.0, uptime: 5)
        #expect(Self.takesForms(harness.send(.loginResumed(kept))) == [true])
    }
}
