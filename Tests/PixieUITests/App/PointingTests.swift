import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// The mouse is off until it is asked for, and then does what keys do.
struct PointingTests {
    private static func cell(of words: String, in story: Story) -> Position? {
        let rows = AppView.render(story.state, size: story.state.size).textDump().split(
            separator: "\n", omittingEmptySubsequences: false)
        for (row, text) in rows.enumerated() {
            guard let range = text.firstRange(of: words) else { continue }
            return Position(column: text.distance(from: text.startIndex, to: range.lowerBound), row: row)
        }
        return nil
    }

    private func click(_ words: String, _ story: inout Story) throws -> [AppCommand] {
        let cell = try #require(Self.cell(of: words, in: story), "\(words) is not on the screen")
        return story.press(.mouse(.click(cell)))
    }

    private func withMouse(_ reach: Reach) -> Story {
        var story = reach.story()
        story.state.isMouseOn = true
        return story
    }

    @Test func isOffAtTheStartAndSaysHowToSelectWhenOn() throws {
        var story = Reach.signIn.story()
        #expect(!story.state.isMouseOn)
        #expect(try click("c copy", &story).isEmpty)
        #expect(story.press(.character("m")) == [.reportMouse(true)])
        #expect(story.state.message?.text.contains("Shift") == true)
        story.press(.focusIn)
        story.pass(1)
        story.press(.character("x"), .escape)
        #expect(AppView.render(story.state, size: story.state.size).textDump().contains("hold Shift to select"))
        #expect(story.press(.character("m")) == [.reportMouse(false)])
    }

    /// Each key that a row or box shows can be clicked, and the click is the key.
    @Test(arguments: Reach.allCases)
    func everyKeyOfTheRowCanBeClicked(_ reach: Reach) {
        let story = withMouse(reach)
        let frame = AppView.render(story.state, size: story.state.size)
        let last = story.state.size.rows - 1
        let keys = Set(
            (0..<story.state.size.columns).compactMap { frame.meaning(at: Position(column: $0, row: last)) })
        #expect(keys.count >= 2)
        for case .key(let key) in keys { #expect(KeyMap.action(for: key, in: story.state) != nil, "\(key)") }
    }

    @Test func aClickOnAKeyPressesIt() throws {
        var story = withMouse(.signIn)
        guard case .copy = try click("c copy", &story).first else {
            Issue.record("nothing was copied")
            return
        }
        _ = try click("? help", &story)
        #expect(story.state.place == .help)
    }

    @Test func aClickOnTheAddressAsksForTheBrowser() throws {
        var story = withMouse(.signIn)
        let commands = try click("https://login.example.com/realms", &story)
        #expect(commands.contains { if case .flow(.openBrowser) = $0 { true } else { false } })
    }

    @Test func aClickNeverTypes() throws {
        var story = withMouse(.signIn)
        story.type("zz")
        let before = story.state.paste.text
        let hotspots = AppView.render(story.state, size: story.state.size).hotspots
        #expect(hotspots.count > 5)
        for hotspot in hotspots {
            var copy = story
            copy.press(.mouse(.click(hotspot.rect.origin)))
            let text = copy.state.paste.text
            #expect(text == before || text.isEmpty, "\(hotspot)")
        }
    }

    @Test func tabsAndRowsOfTokensCanBeClicked() throws {
        var story = withMouse(.tokens)
        _ = try click("Access", &story)
        #expect(story.state.tokens.tab == .access)
        _ = try click("ID token", &story)
        _ = try click("realm_access", &story)
        #expect(TokenFacts.selectedClaim(in: story.state)?.name.safe(limit: 60) == "realm_access")
        _ = try click("realm_access", &story)
        #expect(TokenFacts.selectedClaim(in: story.state)?.isOpen == true)
    }

    @Test func fieldsOfTheFormCanBeClicked() throws {
        var story = withMouse(.profile)
        _ = try click("Scopes", &story)
        #expect(story.state.form.focus == .scopes)
    }

    @Test func questionsCanBeAnswered() throws {
        var story = withMouse(.signIn)
        story.press(.character("q"))
        _ = try click("Esc  stay here", &story)
        #expect(story.state.overlay == nil)
    }

    @Test func aCommandOfThePaletteCanBeClicked() throws {
        var story = withMouse(.signIn)
        story.press(.character(":"))
        _ = try click("5 more minutes", &story)
        #expect(story.state.overlay == nil)
        #expect(story.state.message?.text.contains("Five more minutes") == true)
    }

    @Test func theWheelScrolls() {
        var story = withMouse(.tokens)
        let middle = Position(column: 10, row: 10)
        story.press(.mouse(.wheelDown(middle)))
        #expect(story.state.tokens.selection == 3)
        story.press(.mouse(.wheelUp(middle)), .mouse(.wheelUp(middle)))
        #expect(story.state.tokens.selection == 0)
    }

    @Test func thePlainPageStaysUnderTheMouse() {
        var story = withMouse(.signIn)
        story.press(.character("p"))
        #expect(story.press(.mouse(.click(Position(column: 3, row: 3)))).isEmpty)
        #expect(story.state.isOnPlainPage)
    }

    @Test func nothingIsRevealedWhereThatIsForbidden() {
        var story = Story()
        story.state = AppState(
            surroundings: story.state.surroundings, glyphs: .unicode, size: story.state.size,
            prefill: Prefill(), flow: Reach.tokens.story().state.flow, forbidsReveal: true, now: story.now)
        story.press(.character("r"))
        #expect(!story.state.isRevealed)
        #expect(story.state.message?.text.contains("--no-reveal") == true)
    }
}
