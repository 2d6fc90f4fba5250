import LoginFlow
import OAuth
import Testing

/// Signing out: what is revoked, what is told, and when the session goes.
struct SignOutTests {
    fileprivate struct Harness {
        var state: SignOutState
        let session: StoredSession

        init(_ session: StoredSession) {
            self.session = session
            state = .start(session)
        }

        mutating func effects(_ event: SignOutEvent) -> [SignOutEffect] {
            SignOutMachine.reduce(&state, event, at: Fixture.start)
        }

        mutating func send(_ event: SignOutEvent) -> String { SignOutTests.names(effects(event)) }

        mutating func begin(_ wish: SignOutWish = SignOutWish()) -> String {
            _ = send(.signOutWanted(wish))
            _ = send(.lockTaken)
            return send(.sessionRead(session))
        }

        mutating func reply(_ status: Int, _ body: String = "", number: Int) -> String {
            send(.replyArrived(EffectID(number), .success(Fixture.json(body, status: status))))
        }

        var report: SignOutReport? { if case .ended(let report) = state { report } else { nil } }
        var name: String { SignOutTests.name(of: state) }
    }

    private func session(
        revocation: Bool = true, endSession: Bool = true, refresh: Bool = true
    ) throws -> StoredSession {
        let kept = try KeptFixture.session()
        var text = String(decoding: kept.bytes, as: UTF8.self)
        var extra = ""
        if revocation { extra += "\"revocation_endpoint\":\"\(Fixture.issuer)/revoke\"," }
        if endSession { extra += "\"end_session_endpoint\":\"\(Fixture.issuer)/end?a=1\"," }
        text = text.replacing("\"client_id\":", with: extra + "\"client_id\":")
        if !refresh { text = text.replacing(",\"refresh_token\":\"\(Fixture.refreshToken)\"", with: "") }
        return try StoredSession(bytes: Array(text.utf8))
    }

    @Test func theRefreshTokenGoesFirstAndTheSessionLast() throws {
        var flow = Harness(try session())
        #expect(flow.send(.signOutWanted(SignOutWish())) == "takeLock")
        #expect(flow.send(.lockTaken) == "readSession")
        let first = flow.effects(.sessionRead(flow.session))
        guard case .send(let id, let call) = try #require(first.first) else { return }
        #expect(call.form.map(\.name) == ["token", "token_type_hint", "client_id"])
        #expect(call.form[0].value.reveal() == Fixture.refreshToken)
        #expect(call.form[1].value.reveal() == "refresh_token")
        // Whatever the body is: only the status counts.
        let html = HTTPReply(status: 200, body: Array("<html>".utf8))
        let second = flow.effects(.replyArrived(id, .success(html)))
        guard case .send(_, let call) = try #require(second.first) else { return }
        #expect(call.form[0].value.reveal() == Fixture.accessToken)
        #expect(flow.reply(200, number: 2) == "removeSession")
        #expect(flow.send(.sessionRemoved) == "releaseLock")
        #expect(flow.report?.reason == "ok")
        #expect(flow.report?.revocation == .done)
    }

    @Test(arguments: [
        (503, "", "revocation_unavailable", 1), (404, "", "revocation_not_there", 1),
        (302, "", "revocation_redirected", 1), (429, "", "revocation_unavailable", 1),
        (400, #"{"error":"unsupported_token_type"}"#, "unsupported_token_type", 2),
        (401, #"{"error":"invalid_client"}"#, "invalid_client", 2), (403, "", "revocation_http_status", 2),
    ])
    func aTokenThatMayLiveOnIsToldAndNothingGoesSilently(
        status: Int, body: String, reason: String, requests: Int
    ) throws {
        var flow = Harness(try session())
        _ = flow.begin()
        for number in 1...requests {
            let orders = flow.reply(status, body, number: number)
            #expect(orders == (number < requests ? "send revocation" : ""))
        }
        guard case .deciding(let state) = flow.state else {
            Issue.record("\(status) led to \(flow.name)")
            return
        }
        #expect(state.results.count == 2)
        guard case .refused(let fault) = state.results[0].ending else { return }
        #expect(fault.reason == reason)
        #expect(state.results.allSatisfy { $0.message.contains("may live on") })

        var declined = flow
        #expect(declined.send(.removalDeclined) == "releaseLock")
        #expect(declined.report?.ending == .kept)
        #expect(flow.send(.removalConfirmed) == "removeSession")
        #expect(flow.send(.sessionRemoved) == "releaseLock")
        #expect(flow.report?.reason == "signed_out_not_revoked")
    }

    @Test func aHangIsNotWaitedForTwice() throws {
        var flow = Harness(try session())
        _ = flow.begin()
        let hang = Result<HTTPReply, TransportFailure>.failure(.timedOut(phase: .answering, after: 30))
        #expect(flow.send(.replyArrived(EffectID(1), hang)) == "")
        #expect(flow.name == "deciding")
    }

    @Test func theWordMayBeGivenBefore() throws {
        var flow = Harness(try session())
        _ = flow.begin(SignOutWish(removesAnyway: true))
        #expect(flow.reply(503, number: 1) == "removeSession")
    }

    @Test func aProviderWithoutRevocationIsTold() throws {
        var flow = Harness(try session(revocation: false))
        #expect(flow.begin() == "removeSession")
        _ = flow.send(.sessionRemoved)
        #expect(flow.report?.revocation == .notOffered)
        #expect(flow.report?.reason == "ok")
        #expect(flow.report?.lines.contains { $0.contains("no revocation") } == true)
    }

    @Test func theProvidersSessionEndsInTheBrowser() throws {
        var flow = Harness(try session(revocation: false))
        _ = flow.send(.signOutWanted(SignOutWish(endsProviderSession: true)))
        _ = flow.send(.lockTaken)
        let effects = flow.effects(.sessionRead(flow.session))
        guard case .openBrowser(let address) = try #require(effects.first) else { return }
        let token = try #require(flow.session.identity?.idToken.reveal())
        #expect(address.text == Fixture.issuer + "/end?a=1&id_token_hint=\(token)&client_id=pixie-cli")
        #expect(effects.last == .removeSession)
    }

    @Test func withoutARefreshTokenTheAccessTokenIsRevoked() throws {
        var flow = Harness(try session(refresh: false))
        #expect(flow.begin() == "send revocation")
        #expect(flow.reply(200, number: 1) == "removeSession")
    }

    @Test func whatWasRemovedMeanwhileIsNoError() throws {
        var flow = Harness(try session())
        _ = flow.send(.signOutWanted(SignOutWish()))
        _ = flow.send(.lockTaken)
        #expect(flow.send(.sessionRead(nil)) == "releaseLock")
        #expect(flow.report?.ending == .alreadyGone)
    }

    // MARK: every state against every event

    @Test(arguments: Sample.allCases)
    func everyEventDoesWhatTheTableSays(_ sample: Sample) throws {
        let harness = try sample.harness(session())
        var actual: [String] = []
        for event in Self.events(harness.session) {
            var after = harness
            let orders = after.send(event)
            let change = after.state == harness.state ? "" : after.name == harness.name ? "~" : after.name
            let cell = change.isEmpty && orders.isEmpty ? "-" : change + (orders.isEmpty ? "" : ": " + orders)
            actual.append("\(Self.name(of: event)) | \(cell.trimmingPrefix(" "))")
        }
        let meaning = actual.filter { !$0.hasSuffix("| -") }.joined(separator: "\n")
        #expect(meaning == sample.expected)
    }

    enum Sample: String, CaseIterable, Sendable {
        case resting, locking, reading, revoking, deciding, removing, ended

        fileprivate func harness(_ session: StoredSession) -> Harness {
            var flow = Harness(session)
            switch self {
            case .resting: break
            case .locking: _ = flow.send(.signOutWanted(SignOutWish()))
            case .reading:
                _ = flow.send(.signOutWanted(SignOutWish()))
                _ = flow.send(.lockTaken)
            case .revoking: _ = flow.begin()
            case .deciding:
                _ = flow.begin()
                _ = flow.reply(503, number: 1)
            case .removing: _ = flow.begin(SignOutWish(revokes: false))
            case .ended:
                _ = flow.begin(SignOutWish(revokes: false))
                _ = flow.send(.sessionRemoved)
            }
            return flow
        }

        /// What is not listed means nothing there.
        var expected: String {
            switch self {
            case .resting: "signOutWanted | locking: takeLock"
            case .locking:
                """
                lockTaken | reading: readSession
                lockRefused | ended
                sessionUnreadable | ended
                cancelled | ended: releaseLock
                """
            case .reading:
                """
                sessionRead | revoking: send revocation
                sessionUnreadable | ended: releaseLock
                cancelled | ended: releaseLock
                """
            case .revoking:
                """
                replyArrived | ~: send revocation
                cancelled | deciding: cancel
                """
            case .deciding:
                """
                removalConfirmed | removing: removeSession
                removalDeclined | ended: releaseLock
                cancelled | ended: releaseLock
                """
            case .removing:
                """
                sessionRemoved | ended: releaseLock
                sessionNotRemoved | ended: releaseLock
                """
            case .ended: "lockTaken | : releaseLock"
            }
        }
    }

    private static func events(_ session: StoredSession) -> [SignOutEvent] {
        [
            .signOutWanted(SignOutWish()), .lockTaken, .lockRefused(ForeignText("pid 7")), .sessionRead(session),
            .sessionUnreadable(ForeignText("EIO")), .replyArrived(EffectID(1), .success(HTTPReply(status: 200))),
            .removalConfirmed, .removalDeclined, .sessionRemoved, .sessionNotRemoved(ForeignText("EROFS")), .cancelled,
        ]
    }

    private static func name(of event: SignOutEvent) -> String {
        switch event {
        case .signOutWanted: "signOutWanted"
        case .lockTaken: "lockTaken"
        case .lockRefused: "lockRefused"
        case .sessionRead: "sessionRead"
        case .sessionUnreadable: "sessionUnreadable"
        case .replyArrived: "replyArrived"
        case .removalConfirmed: "removalConfirmed"
        case .removalDeclined: "removalDeclined"
        case .sessionRemoved: "sessionRemoved"
        case .sessionNotRemoved: "sessionNotRemoved"
        case .cancelled: "cancelled"
        }
    }

    fileprivate static func name(of state: SignOutState) -> String {
        switch state {
        case .resting: "resting"
        case .locking: "locking"
        case .reading: "reading"
        case .revoking: "revoking"
        case .deciding: "deciding"
        case .removing: "removing"
        case .ended: "ended"
        }
    }

    fileprivate static func names(_ effects: [SignOutEffect]) -> String {
        effects.map { effect in
            switch effect {
            case .takeLock: "takeLock"
            case .readSession: "readSession"
            case .send(_, let call): "send \(call.purpose)"
            case .cancel: "cancel"
            case .openBrowser: "openBrowser"
            case .removeSession: "removeSession"
            case .releaseLock: "releaseLock"
            }
        }.joined(separator: ", ")
    }
}
