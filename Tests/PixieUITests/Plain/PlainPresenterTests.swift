import LoginFlow
@testable import OAuth
@testable import PixieUI
import Testing

/// The line mode over the same machine.
struct PlainPresenterTests {
    /// A terminal that only goes forward, with the login that writes on it.
    private struct Stage {
        var story = LoginStory()
        var presenter: PlainPresenter
        var written = ""

        init(isInteractive: Bool, profile: String? = "acme-dev") {
            presenter = PlainPresenter(
                profile: profile,
                surroundings: Surroundings(
                    hostName: ForeignText("build-07"), sshFrom: ForeignText("10.0.0.7"),
                    browserAdvice: .unavailable("No display.")), isInteractive: isInteractive)
        }

        mutating func write(_ lines: [PlainLine]) {
            for line in lines { written += line.text + (line.endsLine ? "\n" : "") }
        }

        mutating func told(_ change: (inout LoginStory) throws -> Void) rethrows {
            try change(&story)
            write(presenter.lines(for: story.state, after: story.previous, at: story.now))
        }

        mutating func wait() throws {
            try told { try $0.submit() }
            try told { try $0.discover() }
            told { $0.draw() }
            told { $0.listen() }
        }

        mutating func finish() throws {
            let nonce = try story.awaiting.attempt.material.nonce?.reveal() ?? ""
            try told { try $0.reply(.keys, LoginStory.keys()) }
            let answer = try story.callback()
            write(presenter.answered(answer, in: story.state))
            told { $0.send(.answerPasted(answer)) }
            try told { try $0.answerTokens(idToken: LoginStory.idToken(nonce: nonce, at: $0.now.wall)) }
            try told { try $0.reply(.userinfo, #"{"sub":"a1b2","email":"dev@example.com"}"#) }
        }

        var rows: [String] { written.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) } }
    }

    @Test func writesTheWholeTranscript() throws {
        var stage = Stage(isInteractive: true)
        try stage.wait()
        let address = try stage.story.awaiting.attempt.request.address.text
        let short = try #require(try stage.story.awaiting.shortAddress)
        let answer = try stage.story.callback()
        try stage.finish()
        // The list of checks has a test of its own.
        let rows = stage.rows.filter { $0 != "Checks:" && !$0.hasPrefix("  ") }
        #expect(
            rows == [
                "pixie: step 2 of 6, discover. Asking https://login.example.com/.well-known/openid-configuration",
                "The provider is known: 5 checks ok.",
                "pixie: step 3 of 6, request. Challenge S256 of a verifier of 43 characters; "
                    + "listening on 127.0.0.1:49152.",
                "pixie: step 4 of 6, sign in to acme-dev (login.example.com). 10 minutes.",
                "The address leads to login.example.com, a name under example.com.",
                "Open this address in any browser, on any machine:",
                address,
                "Short address on this machine: \(short)",
                "Then paste the address you end up on, even if that page does not load.",
                "Or type: 1 open a browser, 2 copy the address, 3 help, 0 cancel.",
                "To skip pasting from where you sit: ssh -L 49152:127.0.0.1:49152 build-07",
                "answer> (\(answer.count) characters pasted)",
                "address ok. state ok. issuer ok. code present. Exchanging.",
                "pixie: step 6 of 6. ID token: 8 checks ok, 4 not sent. Access token for 5 minutes.",
                "UserInfo: 2 claims, same person.",
                "pixie: signed in to acme-dev as dev@example.com",
                "",
            ])
    }

    @Test func goesOnWithALoginThatWasLeftWaiting() throws {
        let kept = WaitingLogin(from: try LoginStory.waiting().awaiting)
        var stage = Stage(isInteractive: false)
        stage.told { $0.send(.loginResumed(kept)) }
        #expect(stage.rows.first == "pixie: going on with the login that was left waiting.")
        #expect(!stage.written.contains("has to be pasted"))
        var taken = stage
        stage.told { $0.send(.listenerOpened(ListenerFacts(host: .v4, port: 49152))) }
        #expect(
            stage.rows.contains("Listening again on 127.0.0.1:49152: a browser on this machine needs no pasting."))
        #expect(stage.rows.contains { $0.hasPrefix("Short address on this machine: http://127.0.0.1:49152/") })
        taken.told { $0.send(.listenerRefused(.portTaken(49152, holder: nil))) }
        #expect(
            taken.rows.contains(
                "pixie cannot listen again on 127.0.0.1:49152: another program holds the port. "
                    + "The answer has to be pasted."))
    }

    @Test func writesNoMenuAndNoPromptForScripts() throws {
        var stage = Stage(isInteractive: false, profile: nil)
        try stage.wait()
        try stage.finish()
        #expect(!stage.written.contains("Or type") && !stage.written.contains("answer>"))
        let rows = stage.rows
        let announced = try #require(rows.firstIndex(of: PlainPresenter.addressAnnouncement))
        let address = try WebAddress(rows[announced + 1])
        #expect(address.text.hasPrefix("https://login.example.com/authorize?response_type=code&client_id=pixie-cli"))
        #expect(rows.contains("pixie: step 4 of 6, sign in to login.example.com. 10 minutes."))
    }

    @Test func neverWritesASecretOrAnEscape() throws {
        for isInteractive in [true, false] {
            var stage = Stage(isInteractive: isInteractive)
            try stage.wait()
            let material = try stage.story.awaiting.attempt.material
            stage.told {
                $0.send(.answerPasted("http://127.0.0.1:49152/callback?code=\(LoginStory.code)&state=\u{1b}[2Jx"))
            }
            stage.told { $0.send(.answerPasted(LoginStory.accessToken)) }
            try stage.finish()
            for secret in LoginStory.secrets + [material.pkce.verifier.secret.reveal()] {
                #expect(!stage.written.contains(secret))
            }
            #expect(stage.written.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
        }
    }

    @Test func refusesAWrongStateInOneLineAndGoesOn() throws {
        var stage = Stage(isInteractive: false)
        try stage.wait()
        let before = stage.rows.count
        try stage.told { $0.send(.answerPasted(try $0.callback(state: "another-state-altogether"))) }
        #expect(stage.rows.count == before + 1)
        let line = stage.rows[before - 1]
        #expect(line.hasPrefix("address ok. state WRONG. Not used: this answer belongs to another login."))
        #expect(line.contains("Risk: Somebody may be trying to sign you in as them."))
        #expect(line.contains("Next: Open the current address again"))
        try stage.finish()
        #expect(stage.written.contains("signed in to acme-dev"))
    }

    @Test(arguments: [
        ("https://login.example.com/login?x=1", "Finish the sign-in there."),
        ("<html><body>Sign in</body></html>", "Copy everything in the address bar"),
        ("SplxlOBeZQQYbYS6WxSbIA", "Paste the whole address"),
        ("https://other.example.org/x", "window in which you signed in"),
        ("what is this", "Copy everything in the address bar"),
    ])
    func answersEveryWrongPasteWithALineAndANextStep(_ paste: String, _ next: String) throws {
        var stage = Stage(isInteractive: false)
        try stage.wait()
        let before = stage.rows.count
        stage.told { $0.send(.answerPasted(paste)) }
        #expect(stage.rows.count == before + 1)
        #expect(stage.rows[before - 1].contains("Next: "))
        #expect(stage.rows[before - 1].contains(next), "\(stage.rows[before - 1])")
    }

    @Test func repeatsNothingWhenNothingChanged() throws {
        var stage = Stage(isInteractive: true)
        try stage.wait()
        let before = stage.written
        stage.story.advance(3)
        stage.told { $0.send(.clockTicked) }
        stage.told { $0.send(.answerPasted("")) }
        #expect(stage.written == before)
    }

    @Test func marksEveryMinuteOnce() throws {
        var stage = Stage(isInteractive: false)
        try stage.wait()
        let before = stage.rows.count
        var marks = 0
        while let mark = stage.presenter.nextMark(stage.story.state) {
            // The timer may come a little late.
            stage.story.advance(mark - stage.story.now.uptime + 0.02)
            stage.told { $0.send(.clockTicked) }
            stage.told { $0.send(.clockTicked) }
            marks += 1
            guard marks < 20 else { break }
        }
        let lines = stage.rows.dropFirst(before - 1).dropLast()
        #expect(Array(lines) == (2...9).reversed().map { "\($0) minutes left." } + ["1 minute left."])
    }

    @Test func tellsTheMinutesAgainWhenTheWaitGrows() throws {
        var stage = Stage(isInteractive: false)
        try stage.wait()
        stage.told { $0.send(.waitExtended) }
        #expect(stage.rows.suffix(2) == ["15 minutes left.", ""])
    }

    @Test func keepsThePromptBehindTheLastLine() throws {
        var stage = Stage(isInteractive: true)
        try stage.wait()
        #expect(stage.written.hasSuffix("49152 build-07\nanswer> "))
        stage.write(stage.presenter.say(["Sent to the clipboard."], in: stage.story.state))
        #expect(stage.written.hasSuffix("answer> \nSent to the clipboard.\nanswer> "))
        stage.write(stage.presenter.answered("", in: stage.story.state))
        #expect(stage.written.hasSuffix("answer> \nanswer> "))
        stage.write(stage.presenter.answered("3", in: stage.story.state))
        stage.write(stage.presenter.say(stage.presenter.help(for: stage.story.state), in: stage.story.state))
        #expect(stage.written.contains("answer> 3\nType 1 to open a browser"))
        #expect(stage.written.contains("ssh -L 49152:127.0.0.1:49152 build-07"))
        #expect(stage.written.hasSuffix("answer> "))
    }

    @Test func writesTheNewAddressOfANewAttempt() throws {
        var stage = Stage(isInteractive: false)
        try stage.wait()
        let old = try stage.story.callback()
        stage.told { $0.send(.attemptRenewed) }
        stage.told { $0.draw(2) }
        let address = try stage.story.awaiting.attempt.request.address.text
        #expect(
            stage.rows.suffix(5).prefix(3) == [
                "This is attempt 2. The address above does not count any more.", PlainPresenter.addressAnnouncement,
                address,
            ])
        stage.told { $0.send(.answerPasted(old)) }
        #expect(stage.rows.dropLast().last?.contains("Type \"back 1\" to go back to attempt 1") == true)
    }

    @Test func tellsAFailureInWhatWhyAndNext() throws {
        var stage = Stage(isInteractive: false)
        try stage.wait()
        try stage.told { $0.send(.answerPasted(try $0.callback())) }
        try stage.told {
            try $0.reply(.token, #"{"error":"invalid_grant","error_description":"Too old"}"#, status: 400)
        }
        let rows = stage.rows.dropLast()
        #expect(rows.contains("pixie: step 5 of 6 failed. The provider refused the code."))
        #expect(rows.contains { $0.hasPrefix("What  The token endpoint took the code for invalid (HTTP 400") })
        #expect(rows.contains("Why   The provider says: \"Too old\""))
        #expect(rows.last == "Next  Run the same command again to start a new attempt with a new code.")
    }

    @Test func tellsTheEndOfTheWait() throws {
        var stage = Stage(isInteractive: true)
        try stage.wait()
        stage.story.advance(601)
        stage.told { $0.send(.clockTicked) }
        #expect(stage.written.contains("answer> \nChecks:\n"))
        #expect(stage.written.contains("\npixie: step 4 of 6 failed. No answer came in time.\n"))
        #expect(!stage.written.hasSuffix("answer> "))
    }

    @Test func stopsAtEachStepWhenAsked() throws {
        var stage = Stage(isInteractive: true)
        stage.story.isStepwise = true
        try stage.told { try $0.submit() }
        try stage.told { try $0.discover() }
        #expect(stage.written.contains("token endpoint          https://login.example.com/token"))
        #expect(stage.written.hasSuffix("Enter goes on, 0 cancels> "))
        stage.told { $0.send(.continued) }
        stage.told { $0.draw() }
        stage.told { $0.listen() }
        #expect(stage.written.hasSuffix("listening on 127.0.0.1:49152.\nEnter goes on, 0 cancels> "))
        stage.told { $0.send(.continued) }
        #expect(stage.rows.filter { $0.hasPrefix("pixie: step 3") }.count == 1)
    }

    @Test func tellsOfTheBrowser() throws {
        var stage = Stage(isInteractive: false)
        try stage.wait()
        stage.told { $0.send(.browserRequested) }
        stage.told { $0.send(.browserAnswered(.asked("xdg-open"))) }
        #expect(stage.rows.dropLast().last == "Asked xdg-open to open the address.")
        stage.told { $0.send(.browserAnswered(.failed("no display\u{1b}[2J"))) }
        #expect(stage.rows.dropLast().last?.hasPrefix("No browser was opened: no display\\u{1b}[2J") == true)
    }

    @Test(arguments: [
        ("", PlainInput.nothing), ("  \r\n", .nothing), ("1", .openBrowser), (" 2 ", .copy), ("3", .help),
        ("6", .explain), ("7", .report), ("8", .keep), ("keep", .keep),
        ("?", .help), ("4", .newAttempt), ("5", .waitLonger), ("0", .cancel), ("Q", .cancel), ("back 2", .earlier(2)),
        ("back 0", .answer("back 0")), ("back", .answer("back")), ("9", .answer("9")),
        ("http://127.0.0.1/?code=1", .answer("http://127.0.0.1/?code=1")),
        (String(repeating: "1", count: 65), .answer(String(repeating: "1", count: 65))),
    ])
    func readsTheMenu(_ line: String, _ input: PlainInput) {
        #expect(PlainInput.read(line) == input)
    }
}
