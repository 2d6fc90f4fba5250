import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// The palette lists what the keys do, and does it.
struct PaletteTests {
    private func story(_ reach: Reach) -> Story {
        var story = reach.story()
        story.press(.control("k"))
        return story
    }

    @Test(arguments: Reach.allCases)
    func opensAndClosesEverywhere(_ reach: Reach) {
        var story = reach.story()
        let before = story.state.place
        story.press(.control("k"))
        #expect(story.state.place == .palette)
        story.press(.escape)
        #expect(story.state.place == before)
        story.press(.control("k"), .control("k"))
        #expect(story.state.place == before)
        story.press(.control("k"), .character("q"), .backspace, .backspace)
        #expect(story.state.place == before)
    }

    /// Key row, help and palette come from one table: what one of them names, the others have.
    @Test(arguments: Reach.allCases)
    func listsEveryActionOfTheKeys(_ reach: Reach) {
        let story = story(reach)
        var below = story.state
        below.overlay = nil
        let listed = KeyMap.commands(in: story.state).map(\.action)
        for binding in KeyMap.bindings(for: below) where binding.action != .palette {
            #expect(listed.contains(binding.action), "\(binding.name) \(binding.meaning)")
        }
        #expect(listed.count == Set(listed.map { "\($0)" }).count)
        let row = KeyRow.fitting(KeyMap.bindings(for: below), width: 400).text
        for binding in KeyMap.bindings(for: below) where binding.isInRow {
            #expect(row.contains("\(binding.name) \(binding.label)"))
        }
        var sheet = Sheet(width: 200, glyphs: .unicode)
        HelpText.addAllKeys(below, to: &sheet)
        let text = sheet.lines.map(\.text).joined(separator: "\n")
        for command in KeyMap.commands(in: story.state) where command.action != .help {
            #expect(text.contains(command.meaning), "\(command.name)")
        }
    }

    @Test func everyBindingOfARowHasAKeyAndWords() {
        for reach in Reach.allCases {
            for binding in KeyMap.bindings(for: reach.story().state) {
                #expect(!binding.meaning.isEmpty)
                #expect(!binding.name.isEmpty)
                if binding.isInRow { #expect(!binding.label.isEmpty && !binding.keys.isEmpty) }
            }
        }
    }

    @Test(arguments: [
        ("copy the a", Action.copyAddress), ("q", .leave), ("mess", .messages), ("mouse", .toggleMouse),
        ("plain", .showPlainPage), ("5 more", .extendWait), ("REPORT", .report), ("n", .newAttempt),
    ])
    func findsByNameAndByKey(_ typed: String, _ action: Action) {
        var story = story(.signIn)
        story.type(typed)
        guard case .palette(let palette) = story.state.overlay else {
            Issue.record("the palette is closed")
            return
        }
        #expect(palette.selected(of: KeyMap.commands(in: story.state))?.action == action)
    }

    @Test func doesWhatIsMarkedAndCloses() {
        var story = story(.signIn)
        story.type("copy the address")
        let commands = story.press(.enter)
        guard case .copy = commands.first else {
            Issue.record("\(commands)")
            return
        }
        #expect(story.state.overlay == nil)
    }

    @Test func theMarkMovesAndStaysInTheList() {
        var story = story(.tokens)
        story.press(.down, .down, .up)
        for _ in 0..<200 { story.press(.down) }
        #expect(AppView.render(story.state, size: story.state.size).textDump().contains("messages"))
        for _ in 0..<200 { story.press(.up) }
        let first = KeyMap.commands(in: story.state).first
        guard case .palette(let palette) = story.state.overlay else { return }
        #expect(palette.selected(of: KeyMap.commands(in: story.state)) == first)
    }

    @Test func aNameThatNothingHasDoesNothing() {
        var story = story(.signIn)
        story.type("zzzz")
        #expect(story.press(.enter).isEmpty)
        #expect(story.state.place == .palette)
        #expect(story.state.message != nil)
    }

    @Test func anAnswerPastedOverThePaletteStillArrives() {
        var story = story(.signIn)
        story.send(.key(.paste(story.callback())))
        #expect(story.state.place == .signIn)
        #expect(story.state.paste.isGood)
    }

    @Test func inTheFormTheColonIsText() {
        var story = Story(issuer: "", clientID: "")
        story.type("https:")
        #expect(story.state.form.text(.issuer) == "https:")
    }

    @Test func overABoxThePaletteIsAboutTheBox() {
        var story = Reach.signIn.story()
        story.send(.key(.paste(story.callback(state: "Zk4aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9Qw"))))
        story.pass(1)
        story.press(.character(":"))
        #expect(KeyMap.commands(in: story.state).contains { $0.action == .clearField })
        story.press(.escape)
        #expect(story.state.place == .rejection)
    }
}

/// What the message row said can be read again.
struct MessageLogTests {
    @Test func messagesAreKeptWithTheirTimes() {
        var story = Reach.signIn.story()
        story.press(.character("+"))
        story.pass(61)
        story.send(.copied("Sent with OSC 52 (388 characters). Nothing there? p"))
        story.press(.control("k"))
        story.type("messages")
        story.press(.enter)
        #expect(story.state.place == .messages)
        let text = AppView.render(story.state, size: story.state.size).textDump()
        #expect(text.contains("Five more minutes"))
        #expect(text.contains("Sent with OSC 52"))
        let times = story.state.log.entries.map(\.time)
        #expect(times == times.sorted())
        story.press(.character("b"))
        #expect(story.state.place == .signIn)
    }

    @Test func onlyTheLastFiftyAreKept() {
        var story = Reach.signIn.story()
        for number in 0..<80 { story.send(.copied("copy \(number)")) }
        #expect(story.state.log.entries.count == MessageLog.limit)
        #expect(story.state.log.entries.last?.message.text == "copy 79")
    }
}
