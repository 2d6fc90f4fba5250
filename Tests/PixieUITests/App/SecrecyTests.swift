import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// No secret is on any screen unless somebody asked for it.
struct SecrecyTests {
    private static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 12),
        Size(columns: 200, rows: 60),
    ]

    /// What was pasted or received, and the verifier; whole and in their larger parts.
    private static func secrets(_ story: Story) -> [String] {
        var secrets = [Story.code, Story.accessToken, Story.refreshToken, Story.clientSecret]
        let verifier = Base64URL.encode(Story.octets(1).prefix(33)).prefix(43)
        secrets.append(String(verifier))
        if let idToken = story.state.session?.tokens.idToken {
            secrets += idToken.reveal().split(separator: ".").map { String($0.suffix(24)) }
        }
        return secrets.flatMap { [$0, String($0.prefix(12)), String($0.suffix(12))] }
    }

    private static func expectHidden(_ story: Story, _ note: String) {
        for size in sizes {
            let frame = AppView.render(story.state, size: size)
            let text = frame.textDump()
            // An address that wraps must not hide a secret from the search.
            let joined = text.split(separator: "\n").joined()
            for secret in secrets(story) where text.contains(secret) || joined.contains(secret) {
                Issue.record("\(note) at \(size.columns)x\(size.rows) shows a secret")
            }
            #expect(!frame.title.contains(Story.code))
        }
    }

    @Test func nothingIsShownUnlessRevealed() {
        for reach in Reach.allCases { Self.expectHidden(reach.story(), "\(reach)") }
        var story = Reach.tokens.story()
        for tab in TokensPane.Tab.allCases {
            Self.expectHidden(story, tab.name)
            for _ in 0..<TokenFacts.rowCount(of: tab, in: story.state) {
                story.press(.down)
                Self.expectHidden(story, tab.name)
            }
            story.press(.tab)
        }
    }

    @Test func theFieldHidesWhatIsInIt() {
        let pastes = [
            "", Story.code, "code=\(Story.code)", "code%3D\(Story.code)", "#code=\(Story.code)&state=x",
            Story.signed(#"{"sub":"x"}"#), "{\"access_token\":\"\(Story.accessToken)\"}",
            "https://evil.example/?x=\(Story.accessToken)", "curl -H 'Authorization: Bearer \(Story.accessToken)'",
            "http://127.0.0.1:49152/callback?\(Story.refreshToken)", "https://evil.example/\(Story.code)/x",
            "https://evil.example/\(Story.refreshToken)", "https://\(Story.code).evil.example/",
        ]
        for (index, paste) in pastes.enumerated() {
            var story = Story()
            story.awaiting()
            story.send(.key(.paste(paste)))
            Self.expectHidden(story, "paste \(index)")
            story.pass(1)
            Self.expectHidden(story, "after paste \(index)")
            story.press(.escape)
            Self.expectHidden(story, "after the box of \(index)")
        }
    }

    @Test func aGoodPasteIsHiddenWhileItWaits() {
        var story = Story()
        story.awaiting()
        story.send(.key(.paste(story.callback())))
        Self.expectHidden(story, "a good paste")
    }

    @Test func theClientSecretIsBullets() {
        var story = Story()
        for _ in 0..<4 { story.press(.tab) }
        story.type(Story.clientSecret)
        Self.expectHidden(story, "the form")
        story.press(.enter)
        story.reply(to: .discovery, Story.metadata())
        story.press(.character("["))
        Self.expectHidden(story, "looking back")
    }

    @Test(arguments: ["focus", "resize", "suspend", "tab", "help", "time", "key", "look"])
    func aRevealEnds(_ how: String) {
        var story = Reach.tokens.story()
        story.press(.character("r"))
        let shown = AppView.render(story.state, size: Size(columns: 80, rows: 24)).textDump()
        #expect(Self.secrets(story).contains { shown.contains($0) })
        switch how {
        case "focus": story.press(.focusOut)
        case "resize": story.send(.resized(Size(columns: 100, rows: 30)))
        case "suspend": story.press(.control("z"))
        case "tab": story.press(.tab)
        case "help": story.press(.character("?"))
        case "time": story.pass(20.1)
        case "key": story.press(.character("r"))
        default: story.press(.character("["))
        }
        #expect(!story.state.isRevealed)
        Self.expectHidden(story, how)
    }

    private static func story(revealFor seconds: Double, idle: Double) -> Story {
        var preferences = Preferences()
        preferences.revealSeconds = seconds
        preferences.idleSeconds = idle
        var story = Reach.tokens.story()
        story.state.prefer(preferences)
        return story
    }

    @Test func nobodyAtTheKeyboardForAMinuteMasksAgain() {
        var story = Self.story(revealFor: 600, idle: 60)
        story.press(.character("r"))
        story.pass(59)
        #expect(story.state.isRevealed)
        // What the terminal says by itself is nobody.
        story.press(.unknown)
        story.press(.focusIn)
        story.pass(1.1)
        #expect(!story.state.isRevealed)
        Self.expectHidden(story, "idle")
    }

    @Test func aKeyKeepsASecretInSightUntilItsTimeIsOver() {
        var story = Self.story(revealFor: 100, idle: 60)
        story.press(.character("r"))
        story.pass(50)
        story.press(.down)
        story.pass(49)
        #expect(story.state.isRevealed)
        story.press(.up)
        story.pass(1.1)
        #expect(!story.state.isRevealed)
    }

    /// Hiding again is what wakes the loop, and only while something is shown.
    @Test func nothingShownCostsNoWakeUp() {
        var story = Reach.badNonce.story()
        #expect(AppClock.next(story.state) == nil)
        story.press(.character("j"))
        story.press(.focusIn)
        #expect(AppClock.next(story.state) == nil)
        story.press(.focusOut)
        #expect(AppClock.next(story.state) == nil)
    }

    @Test(arguments: ["?", ":"]) func whatLiesOverItMasksAgain(_ key: Character) {
        var story = Reach.request.story()
        story.press(.character("r"))
        #expect(story.state.isRevealed)
        story.press(.character(key))
        #expect(!story.state.isRevealed)
    }

    @Test func reportsHaveNoSecret() {
        for reach in Reach.allCases {
            let story = reach.story()
            let text = TroubleReport.text(story.state)
            for secret in Self.secrets(story) { #expect(!text.contains(secret), "\(reach)") }
        }
    }

    @Test func debugDescriptionsOfCommandsHaveNoSecret() {
        var story = Reach.tokens.story()
        story.press(.character("2"))
        let commands = story.press(.character("y"))
        #expect(!commands.isEmpty)
        #expect(!"\(commands)".contains(Story.accessToken))
    }
}
