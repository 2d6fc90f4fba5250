import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// Sign in has a field and commands at once: when is a letter which?
struct SignInKeyTests {
    private func story(browser: BrowserAdvice = .available("xdg-open"), demo: DemoFacts? = nil) -> Story {
        var story = Story(demo: demo, browser: browser)
        story.awaiting()
        _ = story.takeOrders()
        return story
    }

    private enum Order {
        case copy, plainPage, browser, randomness

        func isGiven(by command: AppCommand) -> Bool {
            switch (self, command) {
            case (.copy, .copy), (.plainPage, .showPlainPage), (.browser, .flow(.openBrowser)),
                (.randomness, .flow(.drawEntropy)):
                true
            default: false
            }
        }
    }

    private static let letters: [(key: Key, order: Order)] = [
        (.character("c"), .copy), (.control("y"), .copy), (.character("p"), .plainPage), (.control("p"), .plainPage),
        (.character("o"), .browser), (.control("o"), .browser), (.character("n"), .randomness),
        (.control("n"), .randomness), (.character("D"), .copy),
    ]

    @Test func lettersActWhileTheFieldIsEmpty() {
        for (key, order) in Self.letters {
            var story = story()
            let isGiven = story.press(key).contains(where: order.isGiven)
            #expect(isGiven, "\(key)")
        }
    }

    @Test func onlyControlFormsActOtherwise() {
        for (key, order) in Self.letters {
            var story = story()
            story.type("/")
            let acted = story.press(key).contains(where: order.isGiven)
            if case .control = key {
                #expect(acted, "\(key)")
            } else {
                #expect(!acted, "\(key)")
                #expect(story.state.paste.text.count == 2)
            }
        }
    }

    @Test func enterOpensTheBrowserOnADesktopOnly() {
        var story = story()
        #expect(story.press(.enter).contains { if case .flow(.openBrowser) = $0 { true } else { false } })
        story = self.story(browser: .warned("It would open elsewhere."))
        #expect(story.press(.enter).isEmpty)
    }

    @Test func aWarnedBrowserOpensAtTheSecondPress() {
        var story = story(browser: .warned("It would open elsewhere."))
        #expect(story.press(.character("o")).isEmpty)
        #expect(story.state.message?.text.contains("elsewhere") == true)
        #expect(!story.press(.character("o")).isEmpty)
    }

    @Test func anUnavailableBrowserIsExplainedAndNeverOpened() {
        var story = story(browser: .unavailable("There is no display."))
        #expect(story.press(.character("o"), .character("o")).isEmpty)
        #expect(story.state.message?.text.hasPrefix("There is no display.") == true)
        let named = KeyMap.bindings(for: story.state).filter { $0.isInRow && $0.action == .openBrowser }
        #expect(named.isEmpty)
        story.send(.key(.paste(story.callback(state: "wrong"))))
        story.pass(1)
        let text = AppView.render(story.state, size: story.state.size).textDump()
        #expect(text.contains("c  copy the current address again"))
        #expect(text.contains(" c copy again"))
        #expect(!text.contains("o open"))
    }

    // MARK: Pastes

    @Test func aGoodPasteIsSentByItself() {
        var story = story()
        story.send(.key(.paste(story.callback())))
        #expect(story.state.place == .signIn)
        story.pass(0.5)
        #expect(story.state.place == .signIn)
        story.pass(0.3)
        #expect(story.state.place == .exchange)
    }

    @Test func escapeStopsItAndEnterSendsIt() {
        var story = story()
        story.send(.key(.paste(story.callback())))
        story.press(.escape)
        story.pass(5)
        #expect(story.state.place == .signIn)
        #expect(!story.state.paste.isEmpty)
        story.press(.enter)
        #expect(story.state.place == .exchange)
    }

    @Test func aTypedAnswerWaitsForEnter() {
        var story = story()
        story.type(story.callback())
        story.pass(5)
        #expect(story.state.place == .signIn)
        story.press(.enter)
        #expect(story.state.place == .exchange)
    }

    @Test func aPasteInPiecesIsJoined() {
        var story = story()
        let whole = story.callback()
        story.send(.key(.paste(String(whole.prefix(50)))))
        story.pass(0.2)
        story.send(.key(.paste(String(whole.dropFirst(50)))))
        #expect(story.state.paste.text == whole)
        story.pass(1)
        #expect(story.state.place == .exchange)
    }

    /// A long text that the terminal does not mark comes in such pieces.
    @Test func aLongPasteInPiecesIsJoined() {
        var story = story()
        let chat = String(repeating: "somebody said something that has nothing to do with it\n", count: 250)
        let whole = Array((chat + story.callback()).utf8)
        for start in stride(from: 0, to: whole.count, by: 4095) {
            story.send(.key(.paste(String(decoding: whole[start..<min(start + 4095, whole.count)], as: UTF8.self))))
            story.pass(0.03)
        }
        #expect(story.state.paste.text.utf8.count == whole.count)
        story.pass(1)
        #expect(story.state.place == .exchange)
    }

    /// A line end may be the end of the address.
    @Test func linesOfAPasteStayLines() {
        var story = Story()
        story.awaiting()
        story.send(.key(.paste("Here it is:\n" + story.callback() + "\nfor you\n")))
        #expect(story.state.paste.isGood)
    }

    @Test func escapeSequencesInAPasteAreTakenOutWhole() {
        var story = Story()
        story.awaiting()
        story.send(.key(.paste("\u{1b}[4m" + story.callback() + "\u{1b}[0m")))
        #expect(story.state.paste.isGood)
        #expect(story.state.paste.preview?.reading.changes == ["Terminal control sequences were removed."])
    }

    @Test func aLongTextAroundTheAnswerDoesNotHideIt() {
        var story = Story()
        story.awaiting()
        let chat = String(repeating: "somebody said something that has nothing to do with it\n", count: 1000)
        story.send(.key(.paste(chat + story.callback() + "\n")))
        #expect(story.state.paste.isGood)
    }

    @Test func aPasteThatWasCutSaysSo() {
        var story = Story()
        story.awaiting()
        story.send(.key(.paste(String(repeating: "word ", count: 20_000))))
        #expect(story.state.paste.preview?.reading.kind == .tooLong)
        #expect(AppView.render(story.state, size: story.state.size).textDump().contains("longer than 64 KiB"))
    }

    /// The second half of a code behind a wrap is as secret as the first.
    @Test func aWrappedCodeIsHidden() {
        var story = Story()
        story.awaiting()
        let wrapped = story.callback(code: "SplxlOBeZQQYbYS6\nWxSbIAcode")
        story.send(.key(.paste(wrapped)))
        #expect(!AppView.render(story.state, size: story.state.size).textDump().contains("WxSbIAcode"))
    }

    @Test func aWrongPasteLosesNothing() {
        var story = story()
        let attempt = story.state.attempt
        story.send(.key(.paste(story.callback(state: "wrong"))))
        story.pass(1)
        #expect(story.state.place == .rejection)
        #expect(story.state.attempt == attempt)
        #expect(!story.takeOrders().contains { if case .flow(.send) = $0 { true } else { false } })
        story.send(.key(.paste(story.callback())))
        story.pass(1)
        #expect(story.state.place == .exchange)
    }

    @Test func aPasteWinsOverEveryBox() {
        for key in ["?", "x", "[", "q"] {
            var story = story()
            story.press(.character(Character(key)))
            story.send(.key(.paste(story.callback())))
            story.pass(1)
            #expect(story.state.place == .exchange, "\(key)")
        }
    }

    @Test func undoBringsTheClearedPasteBack() {
        var story = story()
        story.send(.key(.paste("http://example.com/x")))
        story.press(.control("u"))
        #expect(story.state.paste.isEmpty)
        story.press(.character("u"))
        #expect(story.state.paste.text == "http://example.com/x")
        #expect(story.state.paste.sendsAt == nil)
    }

    @Test func theAnswerToAnEarlierAttemptCanBeUsedByItsNumber() {
        var story = story()
        let old = story.callback()
        story.press(.character("n"))
        story.drawEntropy(seed: 9)
        story.send(.key(.paste(old)))
        story.pass(1)
        #expect(story.state.place == .rejection)
        story.press(.character("1"))
        story.pass(1)
        #expect(story.state.place == .exchange)
    }

    @Test func theAnswerToAnEarlierAttemptIsNamedAtTheField() {
        var story = story()
        let old = story.callback()
        story.press(.character("n"))
        story.drawEntropy(seed: 9)
        story.send(.key(.paste(old)))
        func screen() -> String { AppView.render(story.state, size: story.state.size).textDump() }
        #expect(screen().contains("The answer to attempt 1, not to this one."))
        story.pass(1)
        #expect(screen().contains("go back to attempt 1 and use this answer"))
        story.press(.control("u"), .character("w"))
        #expect(screen().contains("go back to attempt 1, then paste this answer again"))
    }

    @Test(arguments: ["?", "x"])
    func whatIsOpenedOverTheBoxGoesBackToIt(_ key: String) {
        var story = story()
        story.send(.key(.paste(story.callback(state: "wrong"))))
        story.pass(1)
        story.press(.character(Character(key)))
        #expect(story.state.place == (key == "x" ? .explain : .help))
        story.press(.escape)
        #expect(story.state.place == .rejection)
        story.press(.escape)
        #expect(story.state.place == .signIn)
    }

    @Test func helpOverTheBoxListsTheKeysOfTheBox() {
        var story = story()
        story.send(.key(.paste(story.callback(state: "wrong"))))
        story.pass(1)
        story.press(.character("?"), .character("?"))
        let text = AppView.render(story.state, size: story.state.size).textDump()
        #expect(text.contains("back to the address and the field"))
    }

    @Test(arguments: ["", " ", "\n\n", "\t \u{a0}\r\n"])
    func blanksAreNoPaste(_ text: String) {
        var story = story()
        story.send(.key(.paste(text)))
        #expect(story.state.paste.isEmpty)
        #expect(story.press(.character("c")).contains(where: Order.copy.isGiven))
    }

    @Test func theListenerCannotTakeTheScreenAwayAgainAndAgain() {
        var story = story()
        story.send(.flow(.callbackArrived(ArrivalID(1), target: "/callback?state=x&code=y")))
        #expect(story.state.place == .rejection)
        story.press(.escape)
        story.send(.flow(.callbackArrived(ArrivalID(2), target: "/callback?state=x&code=y")))
        #expect(story.state.place == .signIn)
        #expect(story.state.message?.text.contains("2 so far") == true)
    }

    @Test func theListenersGoodAnswerGoesOn() {
        var story = story()
        let target = story.callback().dropFirst("http://127.0.0.1:49152".count)
        story.send(.key(.focusOut))
        let commands = story.send(.flow(.callbackArrived(ArrivalID(1), target: String(target))))
        #expect(story.state.place == .exchange)
        #expect(commands.contains(.bell))
    }

    @Test func thePlainPageEndsWithAnyKeyAndByItself() {
        var story = story()
        story.press(.character("p"))
        #expect(story.state.isOnPlainPage)
        #expect(story.press(.character("q")) == [.leavePlainPage])
        #expect(!story.hasQuit)
        story.press(.character("p"))
        let target = story.callback().dropFirst("http://127.0.0.1:49152".count)
        let commands = story.send(.flow(.callbackArrived(ArrivalID(1), target: String(target))))
        #expect(commands.contains(.leavePlainPage))
    }

    @Test func escapeAsksBeforeTheAttemptEnds() {
        var story = story()
        story.press(.escape)
        #expect(story.state.place == .confirm(.editProfile))
        story.press(.escape)
        #expect(story.state.place == .signIn)
        story.press(.escape, .character("y"))
        #expect(story.state.place == .profile)
    }

    @Test func waitingLongerAddsFiveMinutes() {
        var story = story()
        let before = story.state.attempt?.deadline ?? 0
        story.press(.character("+"))
        #expect(story.state.attempt?.deadline == before + 300)
    }

    // MARK: Demo

    @Test func theDemoUserBringsAnAnswer() {
        let demo = DemoFacts(issuer: "http://127.0.0.1:1", username: "demo", password: Secret("pw"))
        var story = story(demo: demo)
        let commands = story.press(.character("d"))
        #expect(commands.contains { if case .visitAsDemoUser = $0 { true } else { false } })
        #expect(story.press(.character("d")).isEmpty)
        story.send(.demoVisit(.step("signing in")))
        story.send(.demoVisit(.brought(story.callback())))
        story.pass(1)
        #expect(story.state.place == .exchange)
    }

    @Test func aLateDemoVisitChangesNothing() {
        var story = Reach.tokens.story()
        let before = story.state.flow
        story.send(.demoVisit(.brought("http://127.0.0.1/callback?code=x")))
        #expect(story.state.flow == before)
    }
}
