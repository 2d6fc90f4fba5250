import LoginFlow
import OAuth
import Testing

/// A provider whose access token alone tells who signed in, and whose data about the person stand at a resource of
/// their own, signed with keys of their own (Myinfo v4).
struct PersonTests {
    private static let data = "https://data.example.com"

    private static func fixture() throws -> Fixture {
        var fixture = Fixture()
        fixture.scopes = ["uinfin", "name"]
        fixture.withUserInfo = false
        fixture.rules.idToken = .absent
        fixture.rules.dpop.use = .always
        fixture.rules.token.tokenType = .optional
        fixture.rules.client.assertion.confirmsDPoPKey = true
        fixture.rules.user = .person(address: data + "/person/{sub}", keys: try Endpoint(data + "/keys"))
        return fixture
    }

    private static func accessToken(subject: String = "S 1/2", keyID: String = "k1") throws -> String {
        try Fixture.idToken(nonce: nil, subject: subject, keyID: keyID)
    }

    /// In state `.authenticated`, with the person's data and their keys under way.
    private func signedIn(_ token: String) throws -> (FlowHarness, [FlowEffect]) {
        var flow = try FlowHarness.awaiting(try Self.fixture())
        let state = try flow.awaiting.attempt.material.state.reveal()
        _ = flow.send(.callbackArrived(ArrivalID(1), target: Fixture.target(state: state)))
        _ = try flow.reply(.keys, Fixture.keys())
        let effects = try flow.reply(.token, Fixture.json(#"{"access_token":"\#(token)"}"#))
        return (flow, effects)
    }

    @Test func theSubjectOfTheVerifiedTokenLeadsToTheData() throws {
        var (flow, effects) = try signedIn(try Self.accessToken())
        let calls = effects.compactMap { if case .send(_, let call) = $0 { call } else { nil } }
        #expect(
            calls.map(\.url.text) == [
                Self.data + "/person/S%201%2F2?scope=uinfin+name", Self.data + "/keys",
            ])
        let person = try #require(calls.first)
        #expect(person.headers.contains { $0.name == "Authorization" && $0.value.reveal().hasPrefix("DPoP eyJ") })
        let proof = try #require(person.headers.first { $0.name == "DPoP" }?.value.reveal())
        #expect(try JWT.decode(Secret(proof)).claims["htu"]?.string == Self.data + "/person/S%201%2F2")
        // The data come before the keys: they are judged when both are here.
        let signed = try Fixture.idToken(
            nonce: nil, issuer: "https://other.example", subject: "S 1/2", extra: #","uinfin":"x""#)
        _ = try flow.reply(.userinfo, Fixture.text(signed))
        #expect(try !flow.session.isSettled)
        _ = try flow.reply(.keys, Fixture.keys())
        guard case .have = try flow.session.userInfo else {
            Issue.record("\(try flow.session.userInfo)")
            return
        }
        let passed = try flow.session.checks.filter { $0.verdict == .passed }.map(\.id)
        for id in ["token.signature", "token.exp", "token.sub", "userinfo.signature"] {
            #expect(passed.contains(id), "\(id)")
        }
    }

    @Test func dataSignedByNobodyAreNotUsed() throws {
        var (flow, _) = try signedIn(try Self.accessToken())
        _ = try flow.reply(.keys, Fixture.keys(id: "other"))
        let signed = try Fixture.idToken(nonce: nil, subject: "S 1/2")
        _ = try flow.reply(.userinfo, Fixture.text(signed))
        guard case .refused(let fault) = try flow.session.userInfo else {
            Issue.record("used")
            return
        }
        #expect(fault.reason == "userinfo_key_unknown")
    }

    @Test func anAccessTokenOfSomebodyElseEndsTheLogin() throws {
        let (opaque, _) = try signedIn("opaque-token")
        #expect(try opaque.failure.checks.last?.id == "token.signature")
        let token = try Self.accessToken()
        let (changed, _) = try signedIn(String(token.dropLast(6)) + "AAAAAA")
        #expect(try changed.failure.checks.last?.id == "token.signature")
        #expect(changed.name == "failed")
    }

    @Test func anUnknownKeyIsLookedForOnceMore() throws {
        var (flow, effects) = try signedIn(try Self.accessToken(keyID: "k2"))
        #expect(flow.name == "verifying" && effects.contains { if case .send = $0 { true } else { false } })
        _ = try flow.reply(.keys, Fixture.keys(id: "k2"))
        #expect(flow.name == "authenticated")
    }

    @Test func theRequestDoesNotNameTheKeyThatTheAssertionConfirms() throws {
        let flow = try FlowHarness.awaiting(try Self.fixture())
        #expect(try !flow.awaiting.attempt.request.address.text.contains("dpop_jkt"))
    }
}
