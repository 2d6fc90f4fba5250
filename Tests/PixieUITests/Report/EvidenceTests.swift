@testable import LoginFlow
@testable import OAuth
@testable import PixieUI
import Screen
import Testing

/// There is one list of checks, and every front shows it.
struct EvidenceTests {
    private static let ends: [Reach] = [.tokens, .refused, .badNonce]

    private func checks(_ story: Story) -> [Check] {
        switch story.state.flow {
        case .authenticated(let session): session.checks
        case .failed(let failure): failure.checks
        case _: []
        }
    }

    @Test(arguments: ends)
    func linesAndJSONHaveTheListOfTheScreen(_ end: Reach) throws {
        let story = end.story()
        let checks = checks(story)
        #expect(checks.count > 10)
        var presenter = PlainPresenter(isInteractive: false)
        let lines = presenter.lines(for: story.state.flow, after: .start, at: story.now).map(\.text)
        let words = ["ok", "none", "FAIL"]
        let told = lines.compactMap { line -> (word: String, id: String)? in
            let parts = line.split(separator: " ").map(String.init)
            guard line.hasPrefix("  "), parts.count > 1, words.contains(parts[0]) else { return nil }
            return (parts[0], parts[1])
        }
        #expect(told.map(\.id) == checks.map(\.id))
        let report = try #require(LoginReport(state: story.state.flow))
        let written = try #require(report.json(showTokens: false, profile: nil).object?["checks"]?.array)
        #expect(written.compactMap { $0.object?["id"]?.string } == checks.map(\.id))
        let verdicts = ["passed": "ok", "skipped": "none", "failed": "FAIL"]
        #expect(
            written.compactMap { $0.object?["verdict"]?.string.flatMap { verdicts[$0] } } == told.map(\.word))
        var state = story.state
        state.size = Size(columns: 160, rows: 80)
        #expect(CheckFacts.checks(of: state) == checks)
    }

    /// `RFC 9207 2.4`, `OIDC Core 3.1.3.7 (2)`: one spelling everywhere.
    @Test func everyClauseIsSpelledAlike() throws {
        var all = Self.ends.flatMap { checks($0.story()) }
        for fault in Troubles.token(Troubles.harmless) { all += fault.checks }
        let issuer = try Issuer(LoginStory.issuer)
        for fault in Troubles.discovery(Troubles.harmless) { all += fault.checks(for: issuer) }
        for state in Troubles.userInfo(Troubles.harmless) {
            if case .refused(let fault) = state { all.append(fault.check) }
        }
        all.append(UserInfoAnswer.unansweredCheck)
        let part =
            /(RFC \d{3,5}|OIDC Core|OIDC Discovery) [A-Z]?\.?\d+(\.\d+)*( \(\d+\)(-\(\d+\))?)?|\(\d+\)|[A-Z]\.\d+|\d+(\.\d+)+|RFC 8259/
        for check in all where check.clause != "limit of pixie" {
            for piece in check.clause.split(separator: ", ") {
                #expect(piece.wholeMatch(of: part) != nil, "\(check.id): \(check.clause)")
            }
        }
        #expect(AuthorizationError.Kind.allCases.allSatisfy { !$0.clause.isEmpty })
    }

    // MARK: What is known

    private func failure(_ story: LoginStory) throws -> Explanation {
        guard case .failed(let failure) = story.state else { throw LoginStory.Missing(what: "a failure") }
        return Explain.failure(failure, now: story.now)
    }

    @Test func refusedCodeIsToldWithItsAgeAndItsWay() throws {
        var story = try LoginStory.waiting()
        story.advance(41)
        story.send(.answerPasted(try story.callback()))
        story.advance(0.4)
        try story.reply(.token, #"{"error":"invalid_grant","correlation_id":"req-77"}"#, status: 400)
        let told = try failure(story)
        #expect(told.what.contains("request req-77"))
        let why = told.why.joined(separator: "\n")
        #expect(why.contains("Perhaps its age: up to 41 s"))
        #expect(why.contains("0.4 s after the code arrived by paste"))
        #expect(why.contains("Not a code of another provider"))
    }

    @Test func retryAfterIsATimeOfDay() throws {
        for (seconds, words) in [
            (1800, "after 14:43:20Z (in 30 minutes)"), (86_400, "after 2026-09-22T14:13:20Z (in 24 hours)"),
        ] {
            var story = try LoginStory.waiting()
            story.send(.answerPasted(try story.callback()))
            try story.reply(.token, "", status: 429, headers: ["Retry-After": "\(seconds)", "CF-Ray": "ray-1"])
            let told = try failure(story)
            #expect(told.what.contains(words), "\(told.what)")
            #expect(told.what.contains("\"ray-1\""), "\(told.what)")
            let object = try #require(LoginReport(state: story.state)).json(showTokens: false, profile: nil).object
            #expect(object?["request_id"]?.string == "ray-1")
            #expect(object?["retry_after"]?.double == Double(seconds))
        }
    }

    @Test func webPagesAndPortalsAreNamed() throws {
        var story = try LoginStory.waiting()
        story.send(.answerPasted(try story.callback()))
        try story.reply(.token, "<html>secret words</html>", status: 401, headers: ["Content-Type": "text/html"])
        #expect(try failure(story).what.contains("HTTP 401 with a web page, which is not shown"))
        #expect(try !failure(story).summary.contains("secret words"))
        story = LoginStory()
        try story.submit()
        try story.reply(.discovery, "<html>", status: 511)
        try story.reply(.discovery, "<html>", status: 511)
        #expect(try failure(story).title == "The network wants a sign-in first")
    }

    @Test func bothClocksAreThoseOfTheTokenAnswerAlsoWhenKeysComeLater() throws {
        var story = try LoginStory.waiting()
        let nonce = try #require(try story.awaiting.attempt.material.nonce)
        story.send(.answerPasted(try story.callback()))
        let token = try LoginStory.idToken(nonce: nonce.reveal(), at: story.now.wall + -4000)
        try story.reply(
            .token, #"{"access_token":"a","token_type":"Bearer","id_token":"\#(token)"}"#,
            headers: ["Date": "Mon, 21 Sep 2026 14:12:20 GMT"])
        story.advance(25)
        try story.reply(.keys, LoginStory.keys())
        let told = try failure(story)
        #expect(told.title == "The ID token has expired")
        #expect(
            told.why.contains {
                $0
                    == "This machine's clock said 2026-09-21T14:13:20Z, the provider's 2026-09-21T14:12:20Z: this machine is "
                    + "1:00 min ahead."
            }, "\(told.why)")
    }

    @Test func whatIsMissingIsNotCalledExpired() throws {
        for (claim, title) in [
            ("exp", "The ID token does not say until when it is valid"),
            ("iat", "The ID token does not say when it was made"),
            ("nonce", "The ID token does not carry the nonce of this login"),
            ("iss", "The ID token does not say who issued it"), ("aud", "The ID token does not say for whom it is"),
        ] {
            let check = Check(
                "id_token." + claim, .failed, expected: "x", found: ForeignText("not there"), clause: "RFC 1 1")
            let fault = IDTokenFault(check: check, reason: "id_token_\(claim)_missing", message: "It is refused.")
            let told = Explain.failure(
                try Troubles.failure(.idToken(fault), facts: Failure.Facts(clocks: Troubles.clocks(lead: 900))),
                now: LoginStory.start)
            #expect(told.title == title)
            #expect(!told.summary.contains("clock said"))
        }
    }

    @Test func anAnswerToAnAttemptThatIsOverIsNamed() throws {
        var story = try LoginStory.waiting()
        let old = try story.callback()
        story.send(.answerPasted(old))
        try story.reply(.token, #"{"error":"invalid_grant"}"#, status: 400)
        story.advance(5)
        story.send(.retried)
        story.draw(3)
        story.listen()
        story.send(.callbackArrived(ArrivalID(9), target: String(old.dropFirst("http://127.0.0.1:49152".count))))
        let awaiting = try story.awaiting
        let told = Explain.rejection(
            try #require(awaiting.rejection), attempt: awaiting.attempt, earlier: awaiting.earlier, now: story.now)
        #expect(told.title == "Not used: this answer belongs to an attempt that is over")
        #expect(told.what == "It is the answer to attempt 1; this is attempt 2.")
        #expect(told.why.first?.contains("sent to the provider at 14:13:20Z") == true)
    }

    @Test func forgedCallbacksAreCountedAndNotAllTold() throws {
        var story = try LoginStory.waiting()
        var presenter = PlainPresenter(isInteractive: false)
        var lines: [PlainLine] = []
        for number in 0..<1000 {
            story.send(.callbackArrived(ArrivalID(number), target: "/callback?code=x&state=\(number)"))
            lines += presenter.lines(for: story.state, after: story.previous, at: story.now)
        }
        #expect(lines.count < 40)
        #expect(lines.contains { $0.text.hasPrefix("! 1000 answers were not used so far.") })
        // What the person pastes is always answered.
        story.send(.answerPasted(try story.callback(state: "wrong")))
        #expect(presenter.lines(for: story.state, after: story.previous, at: story.now).count == 1)
    }
}
