import LoginFlow
import OAuth
import Testing

/// A refresh of the session that is on the screen: the machine of the login drives the machine of refreshes.
struct ScreenRefreshTests {
    private func newTokens(refresh: String? = "refresh-2", subject: String = "a1b2") throws -> HTTPReply {
        try RefreshHarness.tokens(
            refresh: refresh,
            idToken: Fixture.idToken(nonce: nil, subject: subject, at: Fixture.start.wall + 250))
    }

    /// The refresh token was sent.
    private func refreshing() throws -> FlowHarness {
        var flow = try FlowHarness.authenticated()
        _ = try flow.reply(.userinfo, Fixture.userInfo())
        flow.advance(250)
        #expect(names(flow.send(.refresh(.refreshWanted(.person)))) == "takeLock")
        let read = flow.send(.refresh(.lockTaken))
        #expect(try read == [.session(.read(known: flow.session.stored))])
        #expect(names(flow.send(.refresh(.sessionRead(try flow.session.stored)))) == "send refresh, send keys")
        _ = try flow.reply(.keys, Fixture.keys())
        return flow
    }

    @Test func newTokensAreShownWhenTheyAreStored() throws {
        var flow = try refreshing()
        let before = try flow.session
        #expect(names(try flow.reply(.refresh, newTokens())) == "store")
        #expect(try flow.session.tokens == before.tokens, "not before they are stored")
        #expect(try flow.session.refresh.isAtStake)
        #expect(names(flow.send(.refresh(.sessionStored))) == "releaseLock")

        let session = try flow.session
        #expect(session.tokens.accessToken == Secret("access-2"))
        #expect(session.tokens.refreshToken == Secret("refresh-2"))
        #expect(session.accessExpiresAt == flow.now.wall + 300)
        #expect(session.stored.generation == 2)
        #expect(session.claims?["iat"] != before.claims?["iat"])
        #expect(session.change?.rotation == .rotated)
        #expect(Set(session.change?.claims.map { $0.name.safe() } ?? []) == ["iat", "exp", "nonce"])
        #expect(session.journal.entries.suffix(2).map(\.purpose) == [.refresh, .keys])
        #expect(session.checks == before.checks, "what the login judged stays as it was judged")
    }

    @Test(arguments: [
        TransportFailure.connectionLost(sent: false), .timedOut(phase: .answering, after: 30),
        .refused(host: "h", port: 1),
    ])
    func aMomentaryFailureLeavesEverythingAsItWas(_ failure: TransportFailure) throws {
        var flow = try refreshing()
        let before = try flow.session
        #expect(names(try flow.fail(.refresh, failure)) == "releaseLock")
        let session = try flow.session
        #expect(session.tokens == before.tokens)
        #expect(session.accessExpiresAt == before.accessExpiresAt)
        #expect(session.change == nil)
        guard case .resting(let resting) = session.refresh else {
            Issue.record("something is under way")
            return
        }
        #expect(resting.outcome == .kept(.transport(failure)))
        // And it can be tried again at once.
        #expect(names(flow.send(.refresh(.refreshWanted(.person)))) == "takeLock")
    }

    @Test func theLastTokensStayWhenTheSessionHasEnded() throws {
        var flow = try refreshing()
        let before = try flow.session
        #expect(names(try flow.reply(.refresh, Fixture.oauthError("invalid_grant"))) == "read")
        #expect(names(flow.send(.refresh(.sessionRead(before.stored)))) == "store")
        _ = flow.send(.refresh(.sessionStored))
        let session = try flow.session
        #expect(session.stored.tokens == nil)
        #expect(session.tokens == before.tokens)
        #expect(session.accessExpiresAt == before.accessExpiresAt)
        #expect(flow.send(.refresh(.refreshWanted(.person))) == [], "it cannot be refreshed any more")
    }

    @Test func whatAnotherPixieStoredIsTakenOver() throws {
        var other = try refreshing()
        _ = try other.reply(.refresh, newTokens())
        _ = other.send(.refresh(.sessionStored))
        var flow = try FlowHarness.authenticated()
        flow.advance(260)
        _ = flow.send(.refresh(.refreshWanted(.person)))
        _ = flow.send(.refresh(.lockTaken))
        #expect(names(flow.send(.refresh(.sessionRead(try other.session.stored)))) == "releaseLock")
        #expect(try flow.session.tokens.accessToken == Secret("access-2"))
        #expect(try flow.session.change?.rotation == .rotated)
        #expect(try flow.session.change?.refreshed == nil)
        #expect(try flow.session.change?.claims.isEmpty == false)
    }

    @Test func theSessionOfSomebodyElseInTheSamePlaceIsNotUsed() throws {
        var fixture = Fixture()
        fixture.scopes = []
        fixture.withUserInfo = false
        let foreign = try FlowHarness.authenticated(fixture).session.stored
        var flow = try FlowHarness.authenticated()
        let before = try flow.session
        _ = flow.send(.refresh(.refreshWanted(.person)))
        _ = flow.send(.refresh(.lockTaken))
        #expect(names(flow.send(.refresh(.sessionRead(foreign)))) == "releaseLock")
        #expect(try flow.session.tokens == before.tokens)
        #expect(try flow.session.stored == before.stored)
    }

    @Test func tokensThatCouldNotBeStoredAreUsedForTheNextRefresh() throws {
        var flow = try refreshing()
        let old = try flow.session.stored
        _ = try flow.reply(.refresh, newTokens())
        _ = flow.send(.refresh(.sessionNotStored(ForeignText("No space left on device."))))
        #expect(try flow.session.tokens.refreshToken == Secret("refresh-2"))
        _ = flow.send(.refresh(.refreshWanted(.person)))
        _ = flow.send(.refresh(.lockTaken))
        // The store still has the refresh token that the provider has replaced.
        let sent = flow.send(.refresh(.sessionRead(old)))
        guard case .send(_, let call)? = sent.first else {
            Issue.record("nothing was sent: \(names(sent))")
            return
        }
        let field = call.form.first { $0.name == "refresh_token" }
        #expect(field?.value == .secret(Secret("refresh-2")))
    }

    @Test func aRefreshThatWasSentCannotBeCancelled() throws {
        var flow = try refreshing()
        #expect(flow.send(.refresh(.cancelled)) == [])
        #expect(try flow.session.refresh.isAtStake)
        var early = try FlowHarness.authenticated()
        _ = early.send(.refresh(.refreshWanted(.person)))
        #expect(names(early.send(.refresh(.cancelled))) == "releaseLock")
    }
}
