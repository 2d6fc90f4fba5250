import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// Everything that a screen names can be explained.
struct LessonTests {
    @Test func everyStepHasALesson() {
        for step in Step.allCases {
            let lesson = Lesson.step(step)
            #expect(lesson.guards != nil && !lesson.clause.isEmpty, "\(step)")
        }
        // Read in order, they tell what PKCE is.
        #expect(Lesson.step(.request).what.contains("SHA-256 hash"))
        #expect(Lesson.step(.signIn).what.contains("one-time code"))
        #expect(Lesson.step(.exchange).what.contains("verifier"))
    }

    @Test func everyCheckOfALoginHasALesson() {
        var story = Story()
        story.signedIn()
        let checks = story.state.session?.checks ?? []
        #expect(checks.count > 20)
        for check in checks { #expect(Lesson.check(check) != nil, "\(check.id)") }
    }

    @Test func everythingThatIsSentHasALesson() throws {
        var story = Story(issuer: "https://login.example.com/realms/acme")
        story.signedIn()
        story.refreshed()
        let session = try #require(story.state.session)
        for entry in session.journal.entries {
            for field in entry.fields { #expect(Lesson.parameter(field.name) != nil, "\(field.name)") }
        }
        story = Story()
        story.awaiting()
        for pair in try #require(story.state.attempt).request.parameters {
            #expect(Lesson.parameter(pair.name) != nil, "\(pair.name)")
        }
    }

    /// The key is there and shows something of its own, whatever is selected.
    @Test(arguments: [Reach.discover, .request, .signIn, .exchange, .tokens])
    func xExplainsWhatIsSelected(_ reach: Reach) {
        var story = reach.story()
        var seen: Set<String> = []
        for _ in 0..<6 {
            story.press(.character("x"))
            #expect(story.state.place == .explain, "\(reach)")
            seen.insert(AppView.render(story.state, size: Size(columns: 120, rows: 60)).textDump())
            story.press(.escape, .down)
        }
        #expect(seen.count > (reach == .exchange || reach == .signIn ? 0 : 1))
        for text in seen { #expect(text.contains("This step") || reach == .tokens, "\(reach)") }
    }

    @Test func anAnswerIsExplainedHeaderByHeader() {
        var story = Story()
        story.signedIn()
        story.press(.character("6"), .down, .down, .character("x"))
        story.send(.resized(Size(columns: 120, rows: 90)))
        let text = AppView.render(story.state, size: Size(columns: 120, rows: 90)).textDump()
        #expect(text.contains("code_verifier"))
        #expect(text.contains("RFC 7636"))
        #expect(!text.contains(Story.code))
    }
}
