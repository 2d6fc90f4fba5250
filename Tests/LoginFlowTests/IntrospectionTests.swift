import LoginFlow
import OAuth
import Testing

/// The provider's word on the tokens of a session, asked for by the person.
struct IntrospectionTests {
    private func signedIn(_ fixture: Fixture) throws -> FlowHarness { try FlowHarness.authenticated(fixture) }

    private func calls(_ effects: [FlowEffect]) -> [(EffectID, HTTPCall)] {
        effects.compactMap { if case .send(let id, let call) = $0 { (id, call) } else { nil } }
    }

    private func value(_ name: String, _ call: HTTPCall) -> String? {
        call.form.first { $0.name == name }.map { field in
            switch field.value {
            case .open(let text): text
            case .secret(let secret): secret.reveal()
            }
        }
    }

    @Test func bothTokensAreAskedAboutAsTheClientOfTheSession() throws {
        var fixture = Fixture()
        fixture.introspects = true
        fixture.clientSecret = Secret("s3cret")
        var flow = try signedIn(fixture)
        let sent = calls(flow.send(.introspectionWanted))
        #expect(sent.map { value("token", $0.1) } == [Fixture.accessToken, Fixture.refreshToken])
        #expect(sent.map { value("token_type_hint", $0.1) } == ["access_token", "refresh_token"])
        #expect(sent.allSatisfy { $0.1.url.text == Fixture.issuer + "/introspect" && $0.1.purpose == .introspection })
        #expect(
            sent.allSatisfy {
                $0.1.headers.contains { $0.name == "Authorization" } || value("client_secret", $0.1) != nil
            })
        // A second press asks nothing while the first question is open.
        #expect(calls(flow.send(.introspectionWanted)).isEmpty)
        let session = try flow.session
        #expect(session.isAskingAboutTokens && session.words.count == 2)
    }

    @Test func theAnswersStandBesideTheTokensUntilTheseAreReplaced() throws {
        var fixture = Fixture()
        fixture.introspects = true
        var flow = try signedIn(fixture)
        let sent = calls(flow.send(.introspectionWanted))
        _ = flow.send(
            .replyArrived(sent[1].0, .success(Fixture.json(#"{"active":true,"client_id":"pixie-cli"}"#))))
        _ = flow.send(.replyArrived(sent[0].0, .success(Fixture.json(#"{"error":"invalid_client"}"#, status: 401))))
        let session = try flow.session
        #expect(!session.isAskingAboutTokens)
        guard case .refused = session.words[0].answer, case .told(let told) = session.words[1].answer else {
            Issue.record("\(session.words)")
            return
        }
        #expect(told.isActive)
        #expect(session.journal.entries.suffix(2).allSatisfy { $0.purpose == .introspection && $0.ending != nil })
        // Once more, and the network fails.
        let again = calls(flow.send(.introspectionWanted))
        #expect(Set(again.map(\.0)).isDisjoint(with: sent.map(\.0)))
        for (id, _) in again { _ = flow.send(.replyArrived(id, .failure(.connectionLost(sent: true)))) }
        #expect(try flow.session.words.allSatisfy { $0.answer == .failed(.connectionLost(sent: true)) })
    }

    @Test func whereItIsNotOfferedNothingIsSent() throws {
        var flow = try signedIn(Fixture())
        #expect(try flow.session.introspectionEndpoint == nil)
        #expect(flow.send(.introspectionWanted).isEmpty)
    }
}
