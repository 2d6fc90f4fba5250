import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// The loop sleeps unless time alone changes something.
struct AppClockTests {
    @Test(arguments: [Reach.profile, .discover, .request, .networkFailure, .refused, .badNonce])
    func idleScreensSleepForEver(_ reach: Reach) {
        #expect(AppClock.next(reach.story().state) == nil)
    }

    @Test(arguments: [Reach.discovering, .signIn, .exchange, .tokens])
    func screensWithTimeWakeUpOnceASecond(_ reach: Reach) {
        var story = reach.story()
        for _ in 0..<5 {
            guard let next = AppClock.next(story.state) else {
                Issue.record("\(reach) never wakes up")
                return
            }
            let wait = next - story.now.uptime
            #expect(wait > 0 && wait <= 1.001, "\(reach): \(wait)")
            story.pass(wait + 0.0001)
        }
    }

    @Test func theFrameChangesOnlyWhenTheClockSays() {
        var story = Reach.signIn.story()
        let size = story.state.size
        let before = AppView.render(story.state, size: size)
        guard let next = AppClock.next(story.state) else {
            Issue.record("no countdown")
            return
        }
        story.pass((next - story.now.uptime) / 2)
        #expect(AppView.render(story.state, size: size) == before)
        story.pass(next - story.now.uptime + 0.01)
        #expect(AppView.render(story.state, size: size) != before)
    }

    @Test func theWaitEndsAtItsDeadline() {
        var story = Reach.signIn.story()
        story.pass(600)
        #expect(story.state.place == .failure)
        #expect(AppClock.next(story.state) == nil)
    }

    @Test func outOfSightOnlyTheDeadlineCounts() {
        var story = Reach.signIn.story()
        let deadline = story.state.attempt?.deadline
        story.send(.resized(Size(columns: 20, rows: 5)))
        #expect(AppClock.next(story.state) == deadline)
        story.send(.resized(Size(columns: 80, rows: 24)))
        story.press(.character("p"))
        #expect(AppClock.next(story.state) == deadline)
    }

    @Test func tokensOutOfSightOrWithoutAnEndSleepForEver() {
        var story = Reach.tokens.story()
        story.send(.resized(Size(columns: 20, rows: 5)))
        #expect(AppClock.next(story.state) == nil)
        story = Story(scopes: "profile")
        story.exchanging()
        story.reply(to: .token, #"{"access_token":"\#(Story.accessToken)","token_type":"Bearer"}"#)
        #expect(story.state.place == .tokens)
        #expect(AppClock.next(story.state) == nil)
    }

    @Test func aRevealEndsByItself() {
        var story = Reach.request.story()
        story.press(.character("r"))
        #expect(story.state.isRevealed)
        #expect(AppClock.next(story.state) != nil)
        story.pass(20.1)
        #expect(!story.state.isRevealed)
        #expect(AppClock.next(story.state) == nil)
    }
}
