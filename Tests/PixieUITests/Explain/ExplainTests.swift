@testable import LoginFlow
@testable import OAuth
import PixieUI
import Testing

/// Every trouble has words, and the words keep their promises.
struct ExplainTests {
    @Test(arguments: [Troubles.harmless, Troubles.hostile])
    func explainsEveryFailure(_ text: ForeignText) throws {
        let facts = [
            Failure.Facts(),
            Failure.Facts(exchangeTook: 0.4, codeAge: 12, wasPasted: true, clocks: Troubles.clocks(lead: 242)),
            Failure.Facts(exchangeTook: 41, codeAge: 700, wasPasted: false, clocks: Troubles.clocks(lead: -2)),
        ]
        for cause in Troubles.all(text) {
            for facts in facts {
                let failure = try Troubles.failure(cause, facts: facts)
                expectGood(Explain.failure(failure, now: LoginStory.start), "\(failure.step) \(cause)")
            }
        }
    }

    @Test(arguments: [Troubles.harmless, Troubles.hostile], [Rejection.Source.paste, .listener])
    func explainsEveryRejection(_ text: ForeignText, _ source: Rejection.Source) throws {
        let attempt = try LoginStory.waiting().awaiting.attempt
        let causes =
            Troubles.callbacks(text).map { Rejection.Cause.callback($0) }
            + Troubles.pastes(text).map { Rejection.Cause.paste($0) }
        for cause in causes {
            for former in [nil, attempt.number] {
                let rejection = Rejection(
                    source: source, cause: cause, checks: [], earlierAttempt: former, at: LoginStory.start)
                let story = Explain.rejection(rejection, attempt: attempt, earlier: [attempt], now: LoginStory.start)
                expectGood(story, "\(cause)")
                #expect(!story.next.contains { $0.action == .leave }, "a rejection ends nothing: \(cause)")
                // Ctrl-U empties a field; an answer of the listener is in none.
                if source == .listener, case .callback = cause {
                    #expect(!story.next.contains { $0.action == .clear }, "\(cause)")
                }
            }
        }
    }

    @Test(arguments: [Troubles.harmless, Troubles.hostile])
    func explainsEveryUserInfoTroubleAndKeepsTheSession(_ text: ForeignText) throws {
        for state in Troubles.userInfo(text) {
            let story = try #require(Explain.userInfo(state))
            expectGood(story, "\(state)")
            #expect(story.why.contains { $0.contains("session is kept") })
        }
        #expect(Explain.userInfo(.notOffered) == nil)
    }

    /// One line each, no control characters, no secret, and something to do.
    private func expectGood(_ story: Explanation, _ name: String) {
        let texts = [story.title, story.what] + story.why + [story.risk].compactMap(\.self) + story.next.map(\.text)
        for text in texts + story.next.compactMap(\.sentence) + [story.summary] {
            #expect(!text.isEmpty, "\(name)")
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) }, "\(name)")
            #expect(!text.unicodeScalars.contains { $0.properties.isDefaultIgnorableCodePoint }, "\(name): \(text)")
            for secret in LoginStory.secrets { #expect(!text.contains(secret), "\(name)") }
            #expect(!text.contains("  ") && !text.contains(".."), "\(name): \(text)")
        }
        #expect(story.title.unicodeScalars.count <= 110, "\(name): \(story.title)")
        #expect(!story.title.hasSuffix("."), "\(name)")
        for sentence in [story.what] + story.why + [story.risk].compactMap(\.self) {
            let end = sentence.last.map(String.init) ?? ""
            #expect([".", "\"", "…"].contains(end), "\(name): \(sentence)")
            #expect(sentence.count <= 700, "\(name): \(sentence.count)")
        }
        #expect(!story.why.isEmpty && !story.next.isEmpty, "\(name)")
        #expect(story.next.contains { $0.sentence != nil || $0.action == .clear }, "\(name)")
        let keys = ["", "R", "n", "Esc", "o", "Ctrl-U", "q"] + (1...9).map(String.init)
        for step in story.next { #expect(keys.contains(step.key), "\(name): \(step.key)") }
    }

    // MARK: facts

    @Test func rulesOutWhatInvalidGrantCannotMean() throws {
        let error = TokenError(code: ForeignText("invalid_grant"), text: ForeignText("Code expired"), status: 400)
        let story = Explain.failure(
            try Troubles.failure(
                .token(.oauth(error)), facts: Failure.Facts(exchangeTook: 0.4, codeAge: 12, wasPasted: true)),
            now: LoginStory.start)
        #expect(story.what.contains("HTTP 400"))
        let why = story.why.joined(separator: "\n")
        #expect(why.contains("The provider says: \"Code expired\""))
        #expect(why.contains("0.4 s after the code arrived"))
        #expect(why.contains("Not the redirect URI"))
        #expect(why.contains("Not PKCE on this side"))
        #expect(why.contains("used already"))
        #expect(why.contains("not the client id"))
        #expect(why.contains("Not its age: this attempt, and so the code, was 12 s old at most."))
        #expect(!why.contains("too old"))
        #expect(story.next.first?.key == "n")
    }

    @Test(arguments: [
        (242.0, "the provider's 2026-09-21T14:09:18Z: this machine is 4:02 min ahead."),
        (-4000.0, "the provider's 2026-09-21T15:20:00Z: this machine is 1:06:40 h behind."),
        (
            -3.0, "the provider's 2026-09-21T14:13:23Z: they agree to 3.0 s, so this machine's clock is not the reason."
        ),
    ])
    func tellsWhoseClockIsWrongWithBothTimes(_ lead: Double, _ sentence: String) throws {
        for id in ["exp", "iat", "nbf"] {
            let fault = try #require(Troubles.idToken(Troubles.harmless).first { $0.check.id == "id_token." + id })
            let failure = try Troubles.failure(
                .idToken(fault), facts: Failure.Facts(clocks: Troubles.clocks(lead: lead)))
            let why = Explain.failure(failure, now: LoginStory.start).why
            #expect(why.contains("This machine's clock said 2026-09-21T14:13:20Z, \(sentence)"), "\(why)")
        }
    }

    @Test func saysThatACodeMayBeSpentAfterALostAnswer() throws {
        let lost = Failure.Cause.transport(.connectionLost(sent: true), during: .token, host: "login.example.com")
        let story = Explain.failure(try Troubles.failure(lost), now: LoginStory.start)
        #expect(story.why.contains { $0.contains("never sends a code twice") })
        // Nothing repeats the request with the code.
        #expect(story.next.map(\.key) == ["n", "q"])
    }

    @Test func asksAgainOnlyWhereNothingSecretWentOut() throws {
        for purpose in Troubles.purposes {
            let cause = Failure.Cause.transport(.connectionLost(sent: true), during: purpose, host: "h")
            let keys = Explain.failure(try Troubles.failure(cause), now: LoginStory.start).next.map(\.key)
            #expect(keys.contains("R") == (purpose == .discovery), "\(purpose)")
        }
    }

    @Test func saysOutsideOfALoginWhatToDoInOneLine() {
        for text in [Troubles.harmless, Troubles.hostile] {
            for trouble in Troubles.transport(text) {
                let line = Explain.summary(of: trouble, during: .keys, host: "h\u{1b}[2J")
                #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(line)")
                #expect(line.hasSuffix("."))
                #expect(line.count < 700)
            }
        }
        #expect(
            Explain.summary(of: .refused(host: "h", port: 1), during: .keys, host: "h")
                == "The connection to h, port 1 was refused, so pixie could not read the provider's signing keys. "
                + "No program listens on that port, or a firewall is in between. Check the port, and whether the provider is running."
        )
    }

    @Test func aQuotedSentenceEndsWithOneFullStop() throws {
        let reason = ForeignText("The answer is not HTTP (no status line).")
        for trouble in [TransportFailure.garbled(reason), .tls(reason), .proxy(reason)] {
            let summary = Explain.summary(of: trouble, during: .keys, host: "h")
            #expect(summary.contains("(no status line)\". "), "\(summary)")
        }
    }

    @Test(arguments: [(65_536, "64 KiB"), (1_048_576, "1 MiB"), (1_572_864, "1536 KiB"), (10 << 20, "10 MiB")])
    func tellsALimitInTheUnitThatIsWhole(octets: Int, text: String) {
        let told = Explain.summary(of: .tooLarge(what: .body, limit: octets), during: .discovery, host: "h")
        #expect(told.contains("limit of \(text),"))
    }

    @Test(arguments: [
        ("https://other.example.org/a?b=c", "redirect to other.example.org, which"),
        ("/login", "redirect to \"/login\", which"), (nil, "redirect elsewhere, which"),
        ("https://xn--80ak6aa92e.com/", "redirect to xn--80ak6aa92e.com, which pixie does not follow. xn--"),
    ])
    func saysWhereARefusedRedirectOfTheMetadataLeads(target: String?, text: String) throws {
        var story = LoginStory()
        try story.submit()
        while case .discovering = story.state {
            try story.reply(.discovery, "", status: 302, headers: target.map { ["Location": $0] } ?? [:])
        }
        guard case .failed(let failure) = story.state else { throw LoginStory.Missing(what: "a failure") }
        let why = Explain.failure(failure, now: story.now).why.joined(separator: " ")
        #expect(why.contains(text), "\(why)")
    }

    @Test func aRefusalOfUserInfoHasItsNumberAndItsWait() throws {
        var story = try LoginStory.signedIn()
        try story.reply(.userinfo, "", status: 503, headers: ["X-Request-ID": "req-9", "Retry-After": "30"])
        guard case .authenticated(let session) = story.state else { throw LoginStory.Missing(what: "a session") }
        let why = try #require(Explain.userInfo(of: session)).why.joined(separator: " ")
        #expect(why.contains("for its support: \"req-9\"."))
        #expect(why.contains("takes the next try after 14:13:5"), "\(why)")
        #expect(why.contains("(in 30 seconds)"))
    }

    @Test func namesTheEarlierAttemptOfAnOldTab() throws {
        var story = try LoginStory.waiting()
        let first = try story.awaiting.attempt
        let old = try story.callback()
        story.advance(60)
        story.send(.attemptRenewed)
        story.draw(2)
        story.send(.answerPasted(old))
        let awaiting = try story.awaiting
        let rejection = try #require(awaiting.rejection)
        let told = Explain.rejection(
            rejection, attempt: awaiting.attempt, earlier: awaiting.earlier, now: story.now)
        #expect(told.title == "Not used: this answer belongs to another attempt")
        let state = first.material.state.reveal()
        #expect(told.what.contains("\(state.prefix(3))…\(state.suffix(3))"))
        #expect(!told.what.contains(state))
        #expect(told.why.first?.contains("attempt 1, from \(first.startedAt.wall.utcClock)") == true)
        #expect(told.risk?.hasPrefix("None: pixie sent nothing.") == true)
        #expect(told.next.map(\.key) == ["o", "1", "Ctrl-U"])
        #expect(told.next[1].text.contains("9:00 left"))
    }

    @Test func warnsOfAStateThatNobodyKnows() throws {
        var story = try LoginStory.waiting()
        story.send(.answerPasted(try story.callback(state: "another-state-altogether")))
        let awaiting = try story.awaiting
        let told = Explain.rejection(
            try #require(awaiting.rejection), attempt: awaiting.attempt, earlier: [], now: story.now)
        #expect(told.what.hasPrefix("The state in the address is ano…her."))
        #expect(told.risk?.contains("sign you in as them") == true)
        #expect(told.next.map(\.key) == ["o", "n", "Ctrl-U"])
    }

    @Test func namesTheStepThatIsLeft() throws {
        for (code, word) in [
            ("email_verification_required", "e-mail"), ("mfa_challenge", "second factor"),
            ("organization_selection_required", "organization"), ("radar_sms_sign_in_challenge", "SMS"),
            ("email_password_auth_disabled", "does not allow the way"),
        ] {
            let error = TokenError(code: ForeignText(code), status: 403)
            let story = Explain.failure(try Troubles.failure(.token(.oauth(error))), now: LoginStory.start)
            #expect(story.what.contains(word), "\(code): \(story.what)")
            #expect(story.next.first?.sentence?.contains("browser") == true || word.hasPrefix("does"), "\(code)")
        }
    }

    @Test func givesEveryFaultOfOneKindItsOwnWords() throws {
        let stories = try AuthorizationError.Kind.allCases.map {
            try Explain.failure(
                Troubles.failure(.provider(AuthorizationError(code: ForeignText($0.rawValue)))), now: LoginStory.start)
        }
        #expect(Set(stories.map { $0.what + $0.why.joined() }).count == stories.count)
        let codes = [
            "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client",
            "unsupported_grant_type", "invalid_scope",
        ]
        let refusals = try codes.map { code in
            try Explain.failure(
                Troubles.failure(.token(.oauth(TokenError(code: ForeignText(code), status: 400)))),
                now: LoginStory.start)
        }
        #expect(Set(refusals.map(\.title)).count == codes.count)
    }
}
