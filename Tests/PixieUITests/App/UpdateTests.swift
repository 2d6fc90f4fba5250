import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// What keys do.
struct UpdateTests {
    // MARK: Profile

    @Test func lettersAreTextInTheForm() {
        var story = Story(issuer: "", clientID: "")
        story.type("https://q.example?")
        #expect(story.state.form.text(.issuer) == "https://q.example?")
        #expect(!story.hasQuit)
    }

    @Test func questionMarkHelpsInAnEmptyField() {
        var story = Story(issuer: "")
        story.press(.character("?"))
        #expect(story.state.place == .help)
    }

    @Test func enterStaysAtAWrongFieldAndSaysWhy() {
        var story = Story(issuer: "login.example.com", clientID: "app")
        story.press(.enter)
        #expect(story.state.form.focus == .issuer)
        #expect(story.state.form.complaint(about: .issuer)?.contains("https://login.example.com") == true)
        #expect(story.state.flow == .start)
    }

    @Test func enterGoesToTheNextFieldThatNeedsSomething() {
        var story = Story(issuer: "", clientID: "")
        story.type("https://login.example.com")
        story.press(.enter)
        #expect(story.state.form.focus == .clientID)
        #expect(story.state.form.complaint(about: .clientID) == nil)
        story.type("app")
        story.press(.enter)
        #expect(story.state.flow.step == .discover)
    }

    @Test(arguments: ["0", "65536", "http", "-1", "80 80"])
    func refusesPorts(_ port: String) {
        var story = Story()
        for _ in 0..<3 { story.press(.tab) }
        story.type(port)
        #expect(story.state.form.fault(of: .port) != nil)
    }

    @Test func pasteGoesIntoTheFormWithoutItsLineEnd() {
        var story = Story(issuer: "")
        story.send(.key(.paste("https://login.example.com/realms/acme\n")))
        #expect(story.state.form.text(.issuer) == "https://login.example.com/realms/acme")
    }

    @Test func aPasteOverTheHelpGoesIntoTheForm() {
        var story = Story(issuer: "")
        story.press(.function(1))
        story.send(.key(.paste("https://login.example.com")))
        #expect(story.state.place == .profile)
        #expect(story.state.form.text(.issuer) == "https://login.example.com")
    }

    @Test func aBadParameterFromTheCommandLineIsToldInTheForm() {
        var prefill = Prefill()
        prefill.issuer = "https://login.example.com"
        prefill.clientID = "app"
        prefill.extraParameters = [FormPair("state", "mine")]
        var state = AppState(
            surroundings: Surroundings(hostName: ForeignText("h"), browserAdvice: .unavailable("No.")),
            glyphs: .unicode, size: Size(columns: 80, rows: 24), prefill: prefill, now: Story.start)
        #expect(App.update(&state, .key(.enter), at: Story.start) == [])
        #expect(state.message?.kind == .trouble)
    }

    @Test func cancellingFillsTheFormWithWhatWasTried() {
        var story = Story()
        story.discovering()
        story.press(.escape)
        #expect(story.state.place == .profile)
        #expect(story.state.form.text(.clientID) == "pixie-cli")
    }

    // MARK: Stepwise

    @Test func stepwiseStopsAfterDiscoverAndRequest() {
        var story = Story()
        story.ready()
        #expect(story.state.place == .discover)
        story.press(.enter)
        story.drawEntropy()
        story.send(.flow(.listenerOpened(ListenerFacts(host: .v4, port: 1))))
        #expect(story.state.place == .request)
        story.press(.enter)
        #expect(story.state.place == .signIn)
    }

    @Test func otherwiseNothingStops() {
        var story = Story(isStepwise: false)
        story.discovered()
        story.drawEntropy()
        story.send(.flow(.listenerOpened(ListenerFacts(host: .v4, port: 1))))
        #expect(story.state.place == .signIn)
    }

    // MARK: Leaving

    @Test func escapeNeverLeaves() {
        for reach in Reach.allCases {
            var story = reach.story()
            for _ in 0..<6 { story.press(.escape) }
            #expect(!story.hasQuit, "\(reach)")
        }
    }

    @Test(arguments: Reach.allCases)
    func leaveAsksOnlyWhenSomethingWouldBeLost(_ reach: Reach) {
        // Letters are text in a field.
        guard reach != .profile, reach != .work else { return }
        var story = reach.story()
        let asks = story.state.loss != nil
        let commands = story.press(.character("q"))
        #expect(story.hasQuit != asks)
        #expect(commands.contains(.quit) != asks)
        guard asks else { return }
        #expect(story.state.place == .confirm(.leave))
        #expect(story.press(.character("d")) == Self.discarding(reach))
    }

    /// What was kept of a waiting login goes with it.
    private static func discarding(_ reach: Reach) -> [AppCommand] {
        reach == .signIn ? [.flow(.forgetWaiting), .quit] : [.quit]
    }

    @Test func aWaitingLoginThatIsKeptCanBeLeft() {
        var story = Reach.signIn.story()
        story.press(.character("q"))
        #expect(story.press(.character("k")) == [])
        story.send(.waitingKept(true))
        #expect(story.state.place == .confirm(.leave))
        #expect(story.press(.character("k")) == [.quit])
        #expect(story.state.isLeftWaiting)
    }

    @Test(arguments: Reach.allCases)
    func controlCLeavesAtTheSecondPress(_ reach: Reach) {
        var story = reach.story()
        #expect(story.press(.control("c")) == [])
        #expect(story.state.message != nil)
        #expect(story.press(.control("c")) == Self.discarding(reach))
    }

    @Test func anotherKeyOrTimeDisarmsControlC() {
        var story = Reach.signIn.story()
        story.press(.control("c"), .character("?"), .escape)
        #expect(story.press(.control("c")) == [])
        story.pass(3)
        #expect(story.state.message == nil)
        #expect(story.press(.control("c")) == [])
    }

    @Test(arguments: Reach.allCases)
    func suspendAndRepaintWorkEverywhere(_ reach: Reach) {
        var story = reach.story()
        #expect(story.press(.control("z")) == [.suspend])
        #expect(story.press(.control("l")) == [.repaint])
    }

    // MARK: Tokens

    @Test func tabsGoRound() {
        var story = Reach.tokens.story()
        for tab in TokensPane.Tab.allCases {
            #expect(story.state.tokens.tab == tab)
            story.press(.tab)
        }
        #expect(story.state.tokens.tab == .idToken)
        story.press(.backTab)
        #expect(story.state.tokens.tab == .http)
        story.press(.character("2"))
        #expect(story.state.tokens.tab == .access)
    }

    @Test func copiesWorkWhileMasked() {
        var story = Reach.tokens.story()
        story.press(.character("2"))
        #expect(
            story.press(.character("y")) == [
                .copy(
                    Secret(Story.accessToken),
                    what: .secret("the access token (\(Story.accessToken.count) characters)"))
            ])
        story.press(.character("4"), .down)
        #expect(
            story.press(.character("Y")) == [
                .copy(Secret("Dana Scully"), what: .secret("the claim name (11 characters)"))
            ])
    }

    @Test func curlHasNamesInPlaceOfSecrets() {
        var story = Reach.tokens.story()
        story.press(.character("6"), .down, .down)
        guard case .copy(let secret, _)? = story.press(.character("Y")).first else {
            Issue.record("nothing was copied")
            return
        }
        let text = secret.reveal()
        #expect(text.contains("code=$CODE"))
        #expect(text.contains("code_verifier=$CODE_VERIFIER"))
        #expect(!text.contains(Story.code))
    }

    @Test func selectionStaysInTheList() {
        var story = Reach.tokens.story()
        story.press(.up, .up)
        #expect(story.state.tokens.selection == 0)
        story.press(.character("G"), .down, .pageDown)
        #expect(story.state.tokens.selection == TokenFacts.rowCount(of: .idToken, in: story.state) - 1)
        story.press(.character("g"))
        #expect(story.state.tokens.selection == 0)
    }

    // MARK: Looking back

    @Test func lookingBackChangesNothing() {
        var story = Reach.signIn.story()
        let flow = story.state.flow
        story.press(.character("["), .character("["), .character("["), .character("["))
        #expect(story.state.view.lookingBack == .profile)
        story.press(.character("]"), .enter, .character("n"), .character("o"))
        #expect(story.state.view.lookingBack == .discover)
        #expect(story.state.flow == flow)
        story.press(.escape)
        #expect(story.state.place == .signIn)
    }

    // MARK: Failure

    @Test func retryAndChangeAfterAFailure() {
        var story = Story()
        story.discovering()
        story.fail(.discovery, .refused(host: "login.example.com", port: 443))
        #expect(story.state.place == .failure)
        story.press(.character("R"))
        #expect(story.state.place == .discover)
        story.fail(.discovery, .refused(host: "login.example.com", port: 443))
        story.press(.escape)
        #expect(story.state.place == .profile)
    }

    @Test func everyFailureIsReadWholeInTheSmallestWindow() {
        for reach in Reach.failures {
            var story = reach.story()
            guard case .failed(let failure) = story.state.flow else {
                Issue.record("\(reach) is no failure")
                continue
            }
            story.send(.resized(AppState.smallest))
            story.press(.character("x"))
            var seen = ""
            for _ in 0..<60 {
                let rows = AppView.render(story.state, size: AppState.smallest).textDump().split(separator: "\n")
                seen += " " + rows.dropFirst(2).joined(separator: " ")
                story.press(.down)
            }
            let explanation = Explain.failure(failure, now: story.now)
            for text in explanation.why + [explanation.risk].compactMap(\.self) {
                let words = text.split(separator: " ").map(String.init)
                for word in words { #expect(seen.contains(word), "\(reach): \(word)") }
            }
            story.press(.escape)
            #expect(story.state.place == .failure)
        }
    }

    @Test func theBoxAboutAFailureDoesWhatItNames() {
        for (reach, key) in [(Reach.networkFailure, "R"), (.refused, "n")] {
            var story = reach.story()
            story.press(.character("x"), .character(Character(key)))
            #expect(story.state.overlay == nil)
            #expect(story.state.place != .failure)
        }
        var story = Reach.refused.story()
        story.press(.character("x"), .character("q"))
        #expect(story.hasQuit)
    }

    @Test(arguments: ["R", "r", "n"])
    func aFailedDiscoveryIsAskedAgain(_ key: String) {
        var story = Reach.networkFailure.story()
        story.press(.character(Character(key)))
        #expect(story.state.place == .discover)
    }

    @Test func aPasteAfterTheEndSaysWhyItIsNotUsed() {
        var story = Reach.refused.story()
        story.send(.key(.paste("http://127.0.0.1:49152/callback?code=x")))
        #expect(story.state.place == .failure)
        #expect(story.state.message?.text.contains("attempt is over") == true)
    }

    @Test func theHeaderNamesTheSamePersonAsTheFarewell() {
        let story = Reach.tokens.story()
        let header = AppView.render(story.state, size: story.state.size).textDump().prefix { $0 != "\n" }
        #expect(story.state.session.map { header.contains($0.personName.safe(limit: 40)) } == true)
    }

    @Test func enterIsInTheRowOnlyWhereItOpensSomething() {
        var story = Reach.tokens.story()
        func row() -> Substring {
            AppView.render(story.state, size: Size(columns: 120, rows: 40)).textDump().split(separator: "\n").last ?? ""
        }
        #expect(!row().contains("Enter"))
        story.press(.down, .down)
        #expect(row().contains("Enter open"))
        story.press(.enter)
        #expect(row().contains("Enter close"))
    }

    @Test(arguments: [Reach.signIn, .tokens, .networkFailure])
    func theSentenceAboutACopyNamesOnlyKeysThatWork(_ reach: Reach) {
        var story = reach.story()
        story.press(.character(reach == .signIn ? "c" : "y"))
        story.send(.copied("Sent with OSC 52 (9 characters). Nothing there? p"))
        let text = story.state.message?.text ?? ""
        switch reach {
        case .signIn: #expect(text.hasSuffix("Nothing there? p"))
        case .tokens: #expect(text.hasSuffix("Nothing there? r shows it, to select."))
        default: #expect(text == "Sent with OSC 52 (9 characters).")
        }
    }

    @Test func onlySecretsAreTakenOutOfTheMultiplexer() {
        var story = Reach.signIn.story()
        for (key, isSecret) in [("c", false), ("D", false)] {
            guard case .copy(_, let what)? = story.press(.character(Character(key))).first else {
                Issue.record("nothing was copied")
                continue
            }
            #expect(what.isSecret == isSecret)
        }
        story = Reach.tokens.story()
        guard case .copy(_, let what)? = story.press(.character("y")).first else {
            Issue.record("nothing was copied")
            return
        }
        #expect(what.isSecret)
    }

    @Test func theKeysThatAnExplanationNamesWork() {
        for reach in Reach.failures {
            let story = reach.story()
            guard case .failed(let failure) = story.state.flow else {
                Issue.record("\(reach) is no failure")
                continue
            }
            let names = KeyMap.bindings(for: story.state).map(\.name)
            for step in Explain.failure(failure, now: story.now).next where !step.key.isEmpty {
                #expect(names.contains(step.key), "\(reach): \(step.key)")
            }
        }
    }

    // MARK: The key map

    @Test(arguments: Reach.allCases)
    func noKeyHasTwoMeanings(_ reach: Reach) {
        let state = reach.story().state
        var meanings: [Key: Action] = [:]
        for binding in KeyMap.bindings(for: state) {
            for key in binding.keys {
                if let other = meanings[key], other != binding.action {
                    Issue.record("\(reach): \(key) is \(other) and \(binding.action)")
                }
                meanings[key] = binding.action
            }
        }
    }

    @Test(arguments: Reach.allCases)
    func helpIsAlwaysOneKeyAway(_ reach: Reach) {
        var story = reach.story()
        story.press(.function(1))
        #expect(story.state.place == .help)
    }
}
