import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// The box about an answer that was not used, and its keys.
struct RejectionBoxTests {
    private func second() -> (story: Story, former: String) {
        var story = Story()
        story.awaiting()
        let former = story.callback()
        story.press(.character("n"))
        story.drawEntropy(seed: 2)
        return (story, former)
    }

    private func rows(_ story: Story, _ size: Size = Size(columns: 100, rows: 30)) -> [Substring] {
        var state = story.state
        state.size = size
        return AppView.render(state, size: size).textDump().split(separator: "\n")
    }

    /// Also when the answer would not do for that attempt either.
    @Test func theStateOfAReplacedAttemptIsNamed() {
        var (story, former) = second()
        let cut = former.replacing(/&code=[^&]*/, with: "").replacing(/code=[^&]*&/, with: "")
        story.send(.key(.paste(cut)))
        story.pass(1)
        let text = rows(story).joined(separator: "\n")
        #expect(text.contains("Not used: this answer belongs to another attempt"))
        #expect(text.contains("1  go back to attempt 1 ("))
        #expect(!text.contains("use this answer"))
    }

    /// The row has the keys of Next and the way out, and no others but the report and help.
    @Test func theRowHasTheKeysOfTheBox() {
        var (story, former) = second()
        story.send(.key(.paste(former)))
        story.pass(1)
        let wide = rows(story).last ?? ""
        for name in ["o open again", "Esc back", "1 use attempt 1", "Ctrl-U clear", "D report", "? help"] {
            #expect(wide.contains(name), "\(wide)")
        }
        #expect(!wide.contains("n new"))
        #expect(rows(story, Size(columns: 40, rows: 12)).last?.contains("Esc back") == true)
    }

    @Test func aBareCodeOffersNoAttempt() {
        var (story, _) = second()
        story.send(.key(.paste(Story.code)))
        story.pass(1)
        let row = rows(story).last ?? ""
        #expect(row.contains("Ctrl-U clear") && !row.contains("attempt") && !row.contains("again"), "\(row)")
    }

    /// Else the letters that follow would be text.
    @Test func aNewAttemptBeginsWithAnEmptyField() {
        var (story, former) = second()
        story.send(.key(.paste(former.replacing("state=", with: "state=x"))))
        story.pass(1)
        story.press(.character("n"))
        story.drawEntropy(seed: 3)
        #expect(story.state.paste.isEmpty)
        story.press(.character("u"))
        #expect(!story.state.paste.isEmpty)
    }

    @Test func theFieldIsInSightInTheSmallestWindow() {
        var (story, former) = second()
        story.send(.key(.paste(former)))
        story.pass(1)
        story.press(.escape)
        let text = rows(story, AppState.smallest).joined(separator: "\n")
        #expect(text.contains("chars") && text.contains("The answer to attempt 1"))
    }

    @Test func whatWasCopiedHasAPageOfItsOwn() {
        var story = Story()
        story.prepared()
        story.press(.character("y"))
        story.send(.copied("Sent with OSC 52 (4 characters). Nothing there? p"))
        #expect(story.state.message?.text.hasSuffix("P shows it on a plain page.") == true)
        guard case .showPlainPage(let lines)? = story.press(.character("P")).last else {
            Issue.record("there is no plain page")
            return
        }
        #expect(lines.first == "code")
    }
}
