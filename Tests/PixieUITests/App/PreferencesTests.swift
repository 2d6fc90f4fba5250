import Screen
import Testing

@testable import PixieUI

/// What a person set once is how every screen begins.
struct PreferencesTests {
    private static func story(_ change: (inout Preferences) -> Void) -> Story {
        var preferences = Preferences()
        change(&preferences)
        var story = Story()
        story.state.prefer(preferences)
        return story
    }

    @Test(arguments: Preferences.Times.allCases)
    func timesBeginAsTheyWereSet(_ times: Preferences.Times) {
        var story = Self.story { $0.times = times }
        story.signedIn()
        #expect(story.state.tokens.times == story.state.preferences.timeStyle)
        story.press(.character("u"))
        #expect(story.state.tokens.times == story.state.preferences.timeStyle.next)
    }

    @Test(arguments: [(true, [AppCommand.bell]), (false, [])])
    func theBellRingsWhereItIsWanted(_ rings: Bool, _ expected: [AppCommand]) {
        var story = Self.story { $0.ringsBell = rings }
        story.awaiting()
        story.press(.focusOut)
        story.send(.key(.paste(story.callback())))
        story.pass(1)
        #expect(story.orders.filter { $0 == .bell } == expected)
    }

    /// The session may get into the store while the question about it is asked.
    @Test func whoWantsToLeaveIsNotAskedAboutWhatIsStored() {
        var story = Story()
        story.signedIn()
        story.press(.character("q"))
        #expect(story.state.overlay == .confirm(.leave))
        story.send(.sessionKept(nil))
        #expect(!story.hasQuit)
        story.send(.sessionKept("acme-dev"))
        #expect(story.hasQuit && story.orders.last == .quit)
    }

    @Test func theKeySaysHowLongASecretIsShown() {
        var story = Self.story { $0.revealSeconds = 45 }
        story.signedIn()
        #expect(
            AppView.render(story.state, size: Size(columns: 100, rows: 30)).textDump().contains("r shows it for 45 s"))
    }
}
