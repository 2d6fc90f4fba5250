import LoginFlow
import OAuth
import Testing

/// Refreshes from the wish to what is stored.
struct RefreshScenarioTests {
    private func idToken(
        issuer: String = Fixture.issuer, audience: String = "pixie-cli", nonce: String? = nil, sub: String = "a1b2",
        extra: String = ""
    ) throws -> String {
        try Fixture.idToken(
            nonce: nonce, issuer: issuer, audience: audience, subject: sub, extra: extra,
            at: Fixture.start.wall + 250)
    }

    private var nonce: String {
        get throws { try #require(try FlowHarness.awaiting().awaiting.attempt.material.nonce).reveal() }
    }

    @Test func newTokensAreStoredBeforeTheyAreUsed() throws {
        var flow = try RefreshHarness()
        #expect(flow.send(.refreshWanted(.person)) == "takeLock")
        #expect(flow.send(.lockTaken) == "readSession")
        #expect(flow.send(.sessionRead(flow.session)) == "send refresh, send keys")
        #expect(try flow.reply(.keys, Fixture.keys()) == "")
        #expect(
            try flow.reply(.refresh, RefreshHarness.tokens(idToken: idToken(extra: #","name":"Alicia""#))) == "store")
        // Until they are stored the old ones count.
        #expect(flow.state.session == flow.session)
        #expect(flow.send(.sessionStored) == "releaseLock")

        let change = try flow.change
        #expect(change.rotation == .rotated)
        #expect(change.identity == .verified)
        #expect(change.after.generation == 2)
        #expect(change.after.tokens?.accessToken == Secret("access-2"))
        #expect(change.after.tokens?.refreshToken == Secret("refresh-2"))
        #expect(change.after.tokens?.expiresAt == flow.now.wall + 300)
        #expect(change.after.loggedInAt == flow.session.loggedInAt)
        let changed = change.claims.map { $0.name.safe() }
        #expect(Set(changed) == ["iat", "exp", "name", "nonce"])
        #expect(change.checks.filter { $0.verdict == .failed } == [])
        #expect(flow.state.session == change.after)
    }

    @Test func whatIsNotSentStays() throws {
        var flow = try RefreshHarness.refreshing()
        #expect(try flow.reply(.refresh, RefreshHarness.tokens(refresh: nil)) == "cancel, store")
        _ = flow.send(.sessionStored)
        let change = try flow.change
        #expect(change.rotation == .notSent)
        #expect(change.identity == .notSent)
        #expect(change.after.tokens?.refreshToken == flow.session.tokens?.refreshToken)
        #expect(change.after.identity == flow.session.identity)
        #expect(change.claims == [])
    }

    @Test func theSameRefreshTokenIsNotCalledRotated() throws {
        var flow = try RefreshHarness.refreshing()
        _ = try flow.reply(.refresh, RefreshHarness.tokens(refresh: Fixture.refreshToken))
        _ = flow.send(.sessionStored)
        #expect(try flow.change.rotation == .same)
    }

    @Test func theNonceOfTheLoginMayComeAgain() throws {
        var flow = try RefreshHarness.refreshing()
        _ = try flow.reply(.keys, Fixture.keys())
        #expect(try flow.reply(.refresh, RefreshHarness.tokens(idToken: idToken(nonce: nonce))) == "store")
    }

    @Test(arguments: [
        ("iss", "id_token_iss_mismatch"), ("sub", "id_token_sub_mismatch"), ("aud", "id_token_aud_changed"),
        ("nonce", "id_token_nonce_changed"), ("azp", "id_token_azp_changed"),
    ])
    func anIDTokenThatDoesNotContinueTheLoginIsRefused(claim: String, reason: String) throws {
        var flow = try RefreshHarness.refreshing()
        _ = try flow.reply(.keys, Fixture.keys())
        let token =
            switch claim {
            case "iss": try idToken(issuer: "https://other.example")
            case "sub": try idToken(sub: "somebody-else")
            case "aud": try idToken(audience: #"pixie-cli","other"#, extra: #","azp":"pixie-cli""#)
            case "azp": try idToken(extra: #","azp":"pixie-cli""#)
            case _: try idToken(nonce: "of-another-login")
            }
        #expect(try flow.reply(.refresh, RefreshHarness.tokens(idToken: token)) == "releaseLock")
        guard case .kept(.idToken(let fault)) = flow.outcome else {
            Issue.record("\(claim): \(String(describing: flow.outcome))")
            return
        }
        #expect(fault.reason == reason)
        #expect(flow.state.session == flow.session)
    }

    @Test func keysThatCannotBeHadLoseNoRotatedToken() throws {
        var flow = try RefreshHarness.refreshing()
        #expect(try flow.reply(.refresh, RefreshHarness.tokens(idToken: idToken())) == "")
        #expect(flow.name == "verifying")
        #expect(try flow.reply(.keys, .failure(.refused(host: "h", port: 1))) == "send keys")
        #expect(try flow.reply(.keys, Fixture.json("", status: 503)) == "store")
        _ = flow.send(.sessionStored)
        let change = try flow.change
        #expect(change.identity == .notVerified(.unusable(.status(503))))
        #expect(change.after.identity == flow.session.identity)
        #expect(change.after.tokens?.refreshToken == Secret("refresh-2"))
    }

    @Test func keysThatHangAreNotAskedForAgain() throws {
        var flow = try RefreshHarness.refreshing()
        _ = try flow.reply(.refresh, RefreshHarness.tokens(idToken: idToken()))
        #expect(try flow.reply(.keys, .failure(.timedOut(phase: .answering, after: 30))) == "store")
    }

    @Test func withoutKeysATokenOfSomebodyElseIsRefusedAllTheSame() throws {
        var flow = try RefreshHarness.refreshing()
        _ = try flow.reply(.refresh, RefreshHarness.tokens(idToken: idToken(sub: "somebody-else")))
        #expect(try flow.reply(.keys, .failure(.timedOut(phase: .answering, after: 30))) == "releaseLock")
        #expect(flow.outcome?.reason == "id_token_sub_mismatch")
    }

    @Test func keysThatChangedAreFetchedOnceMore() throws {
        var flow = try RefreshHarness.refreshing()
        _ = try flow.reply(.keys, Fixture.keys(id: "old"))
        #expect(try flow.reply(.refresh, RefreshHarness.tokens(idToken: idToken())) == "send keys")
        #expect(try flow.reply(.keys, Fixture.keys(id: "still-old")) == "releaseLock")
        #expect(flow.outcome?.reason == "id_token_key_unknown")
    }

    // MARK: troubles

    static let transient: [(String, Result<HTTPReply, TransportFailure>, String)] = [
        ("503", .success(Fixture.json("{}", status: 503)), "refresh_unavailable"),
        ("500 with a code", .success(Fixture.json(#"{"error":"invalid_grant"}"#, status: 500)), "refresh_unavailable"),
        ("429", .success(Fixture.json(#"{"error":"slow_down"}"#, status: 429)), "refresh_unavailable"),
        (
            "server_error", .success(Fixture.json(#"{"error":"temporarily_unavailable"}"#, status: 400)),
            "refresh_unavailable"
        ),
        ("HTML", .success(RefreshHarness.html), "token_not_json"),
        ("redirect", .success(HTTPReply(status: 307)), "token_redirected"),
        ("empty object", .success(Fixture.json("{}")), "token_member_missing"),
        ("404", .success(Fixture.json("", status: 404)), "token_http_status"),
        ("invalid_client", .success(Fixture.json(#"{"error":"invalid_client"}"#, status: 401)), "invalid_client"),
        ("hang", .failure(.timedOut(phase: .answering, after: 30)), "refresh_no_answer"),
        ("refused", .failure(.refused(host: "h", port: 1)), "refresh_no_answer"),
        ("not sent", .failure(.connectionLost(sent: false)), "refresh_no_answer"),
    ]

    @Test(arguments: transient.indices)
    func onlyInvalidGrantEndsASession(index: Int) throws {
        let (name, result, reason) = Self.transient[index]
        var flow = try RefreshHarness.refreshing()
        #expect(try flow.reply(.refresh, result) == "cancel, releaseLock", "\(name)")
        #expect(flow.outcome?.reason == reason, "\(name)")
        #expect(flow.state.session == flow.session, "\(name)")
    }

    @Test func aRefusedRefreshTokenIsComparedBeforeTheSessionEnds() throws {
        var flow = try RefreshHarness.refreshing()
        #expect(try flow.reply(.refresh, RefreshHarness.invalidGrant) == "cancel, readSession")
        #expect(flow.state.session == flow.session)
        #expect(flow.send(.sessionRead(flow.session)) == "store")
        #expect(flow.state.session == flow.session, "the tokens are wiped when the end is stored, not before")
        #expect(flow.send(.sessionStored) == "releaseLock")
        #expect(flow.outcome?.reason == "invalid_grant")
        #expect(flow.state.session.standing == .ended(at: flow.now.wall))
        #expect(flow.state.session.generation == 2)
        // And nothing is tried again.
        flow.advance(100)
        #expect(flow.send(.refreshWanted(.automatic)) == "")
        #expect(flow.outcome == .impossible(.sessionEnded))
    }

    @Test func somebodyElseMayHaveReplacedIt() throws {
        var flow = try RefreshHarness.refreshing()
        var other = try RefreshHarness.refreshing()
        _ = try other.reply(.refresh, RefreshHarness.tokens())
        _ = other.send(.sessionStored)
        _ = try flow.reply(.refresh, RefreshHarness.invalidGrant)
        #expect(flow.send(.sessionRead(other.state.session)) == "releaseLock")
        #expect(flow.outcome == .adopted)
        #expect(flow.state.session == other.state.session)
    }

    @Test func aLostAnswerIsTriedOnceMore() throws {
        var flow = try RefreshHarness.refreshing()
        #expect(try flow.reply(.refresh, .failure(.connectionLost(sent: true))) == "send refresh")
        #expect(try flow.reply(.refresh, RefreshHarness.tokens()) == "cancel, store")
    }

    @Test func aLostAnswerIsNotTriedTwice() throws {
        var flow = try RefreshHarness.refreshing()
        _ = try flow.reply(.refresh, .failure(.connectionLost(sent: true)))
        #expect(try flow.reply(.refresh, .failure(.connectionLost(sent: true))) == "cancel, releaseLock")
        #expect(flow.state.session == flow.session)
    }

    @Test func aRefusalAfterALostAnswerKeepsTheSession() throws {
        var flow = try RefreshHarness.refreshing()
        _ = try flow.reply(.refresh, .failure(.connectionLost(sent: true)))
        #expect(try flow.reply(.refresh, RefreshHarness.invalidGrant) == "cancel, releaseLock")
        #expect(flow.outcome?.reason == "refresh_answer_lost")
        #expect(flow.outcome?.message.contains("new login") == true)
        #expect(flow.state.session == flow.session)
    }

    @Test func aSaveThatFailsKeepsTheNewTokensInMemory() throws {
        var flow = try RefreshHarness.refreshing()
        _ = try flow.reply(.refresh, RefreshHarness.tokens())
        #expect(flow.send(.sessionNotStored(ForeignText("disk full"))) == "releaseLock")
        #expect(flow.state.session.tokens?.refreshToken == Secret("refresh-2"))
        #expect(flow.outcome?.message.contains("disk full") == true)
    }

    // MARK: two at once, and how often

    @Test func theSecondOfTwoSendsNothing() throws {
        var first = try RefreshHarness.refreshing()
        _ = try first.reply(.refresh, RefreshHarness.tokens())
        _ = first.send(.sessionStored)
        var second = try RefreshHarness.reading()
        #expect(second.send(.sessionRead(first.state.session)) == "releaseLock")
        #expect(second.outcome == .adopted)
    }

    @Test func aNewerSessionThatIsAboutToEndIsRefreshedWithItsOwnToken() throws {
        var first = try RefreshHarness.refreshing()
        _ = try first.reply(.refresh, RefreshHarness.tokens())
        _ = first.send(.sessionStored)
        var second = try RefreshHarness.reading()
        second.advance(1000)
        var effects: [RefreshEffect] = []
        var state = second.state
        effects = RefreshMachine.reduce(&state, .sessionRead(first.state.session), at: second.now)
        guard case .send(_, let call) = effects.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(call.form.contains(HTTPCall.Field("refresh_token", Secret("refresh-2"))))
    }

    @Test func automaticRefreshesAreHalfAMinuteApart() throws {
        var flow = try RefreshHarness.refreshing()
        _ = try flow.reply(.refresh, RefreshHarness.tokens(expiresIn: 1))
        _ = flow.send(.sessionStored)
        flow.advance(5)
        #expect(flow.send(.refreshWanted(.automatic)) == "")
        #expect(flow.outcome == .tooSoon(25))
        flow.advance(25)
        #expect(flow.send(.refreshWanted(.automatic)) == "takeLock")
    }

    @Test func aRefreshThatFailedIsNotRepeatedAtOnce() throws {
        var flow = try RefreshHarness.refreshing()
        _ = try flow.reply(.refresh, Fixture.json("{}", status: 503))
        flow.advance(1)
        #expect(flow.send(.refreshWanted(.automatic)) == "")
        #expect(flow.send(.refreshWanted(.person)) == "takeLock")
    }

    @Test func aClockThatWasSetBackBlocksNothingAndStormsNothing() throws {
        let rule = RefreshRule.standard
        let session = try KeptFixture.session()
        let back = Moment(wall: session.obtainedAt + -86_400, uptime: 50)
        #expect(rule.secondsToWait(session, lastTry: nil, at: back) == 0)
        #expect(rule.secondsToWait(session, lastTry: Moment(wall: back.wall, uptime: 40), at: back) == 20)
        #expect(rule.secondsUntilDue(session, at: session.obtainedAt) == 240)
        #expect(rule.secondsUntilDue(session, at: session.obtainedAt + 86_400) == 0)
    }

    @Test func theRequestHasTheRefreshTokenAndNoScope() throws {
        var harness = try RefreshHarness.reading()
        var state = harness.state
        let effects = RefreshMachine.reduce(&state, .sessionRead(harness.session), at: harness.now)
        harness.advance(0)
        guard case .send(_, let call) = effects.first else { return }
        #expect(call.form.map(\.name) == ["grant_type", "refresh_token", "client_id"])
        #expect(call.url.text == Fixture.issuer + "/token")
    }
}
