import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// Leaving with something that is not stored: it can be kept, for one question, or let go without one.
struct KeepingTests {
    private func box(_ story: Story) -> String { AppView.render(story.state, size: story.state.size).textDump() }

    @Test(arguments: [KeepQuestion.place, .passphrase, .nothing])
    func tokensAreKeptForAQuestion(_ question: KeepQuestion) {
        var story = Story(keepQuestion: question)
        story.signedIn()
        story.send(.sessionKept(nil))
        #expect(story.state.message?.text.contains("Nothing is stored yet") == true)
        story.press(.character("q"))
        #expect(box(story).contains("k    keep the session and leave"))
        story.press(.character("k"))
        #expect(story.orders.contains(.quit) && !story.state.isDiscarded && !story.state.isLeftWaiting)
        #expect(story.orders.last == .quit)
    }

    @Test(arguments: [[Key.character("q"), .character("d")], [.control("c"), .control("c")]])
    func tokensThatAreLetGoAreNotAskedAbout(_ keys: [Key]) {
        var story = Story(keepQuestion: .place)
        story.signedIn()
        for key in keys { story.press(key) }
        #expect(story.orders.contains(.quit) && story.state.isDiscarded)
    }

    @Test func whereNothingIsStoredNothingIsOffered() {
        var story = Story()
        story.signedIn()
        story.send(.sessionKept(nil))
        #expect(story.state.message == nil)
        story.press(.character("q"))
        story.press(.character("k"))
        #expect(!story.orders.contains(.quit))
    }

    @Test func aLoginThatWaitsIsKeptForAQuestion() {
        var story = Story(keepQuestion: .place)
        story.awaiting()
        story.press(.character("q"))
        #expect(box(story).contains("pixie asks where the key"))
        story.press(.character("k"))
        #expect(story.orders.contains(.quit) && story.state.isLeftWaiting)
        #expect(!story.orders.contains(.flow(.forgetWaiting)))
    }

    @Test func aLoginThatCannotBeKeptSaysWhy() {
        var story = Story()
        story.awaiting()
        story.press(.character("q"))
        #expect(box(story).contains("It cannot be kept"))
    }
}
