import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// `R` on Tokens.
struct RefreshKeyTests {
    private func text(_ story: Story) -> String {
        AppView.render(story.state, size: story.state.size).textDump()
    }

    @Test func itIsOfferedOnlyWithARefreshToken() {
        var story = Story()
        story.signedIn(refresh: false)
        #expect(KeyMap.action(for: .character("R"), in: story.state) == nil)
        story = Story()
        story.signedIn()
        #expect(KeyMap.action(for: .character("R"), in: story.state) == .refresh)
    }

    @Test func aSecondPressOrdersNothingWhileOneIsUnderWay() {
        var story = Story()
        story.signedIn()
        #expect(story.press(.character("R")) == [.flow(.session(.takeLock))])
        #expect(story.press(.character("R")) == [])
    }

    @Test func theNewTokensAreCopiedAndTheirEndIsCountedDown() {
        var story = Story()
        story.signedIn()
        story.pass(200)
        story.refreshed()
        #expect(text(story).contains("dana@example.org"))
        story.press(.character("2"))
        let copied = story.press(.character("y"))
        #expect(copied.count == 1)
        guard case .copy(let secret, _)? = copied.first else {
            Issue.record("nothing was copied")
            return
        }
        #expect(secret == Secret("new-" + Story.accessToken))
        #expect(text(story).split(separator: "\n").first?.hasSuffix("5:00") == true, "\(text(story))")
    }

    @Test func whoLooksElsewhereIsToldHowItEnded() {
        var story = Story()
        story.signedIn()
        story.refreshing()
        story.press(.character("1"))
        story.fail(.refresh, .connectionLost(sent: false))
        #expect(story.state.message?.kind == .trouble)
        #expect(story.state.tokens.tab == .idToken)
    }

    /// A failed refresh takes nothing away: claims, tokens and countdown are as before.
    @Test func aFailureStandsBesideTheTokensThatAreStillGood() {
        var story = Story()
        story.signedIn()
        story.pass(100)
        story.refreshing()
        story.reply(to: .refresh, status: 503, "<html>")
        #expect(text(story).contains("You are still signed in"))
        #expect(story.state.session?.tokens.accessToken == Secret(Story.accessToken))
        story.press(.character("1"))
        #expect(text(story).contains("dana@example.com"))
    }

    @Test func aStoredSessionIsNoLossWhenLeaving() {
        var story = Story()
        story.signedIn()
        #expect(story.takeOrders().contains { if case .keepSession = $0 { true } else { false } })
        #expect(story.state.loss == .tokens)
        story.send(.sessionKept("acme-dev"))
        #expect(story.press(.character("q")) == [.quit])
    }
}
