import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// Looking around in tokens.
struct TokensPaneTests {
    private func text(_ story: Story) -> String {
        AppView.render(story.state, size: story.state.size).textDump()
    }

    private func signedIn() -> Story {
        var story = Story()
        story.signedIn()
        return story
    }

    @Test func findGoesToTheClaimWhileItIsTyped() {
        var story = signedIn()
        story.press(.character("/"))
        story.type("develop")
        #expect(text(story).contains("Find: develop"))
        // It is inside a claim that was closed.
        #expect(TokenFacts.selectedClaim(in: story.state)?.value.string == "developer")
        story.press(.enter)
        #expect(story.state.view.prompt == nil)
        story.press(.character("g"), .character("n"))
        #expect(TokenFacts.selectedClaim(in: story.state)?.value.string == "developer")
    }

    @Test func escapeGoesBackToWhereTheSearchBegan() {
        var story = signedIn()
        story.press(.down, .down)
        story.press(.character("/"))
        story.type("qnemail")
        #expect(story.state.place == .tokens, "letters are text while they are typed")
        story.press(.escape)
        #expect(story.state.tokens.selection == 2)
        #expect(story.state.view.prompt == nil)
    }

    @Test func checksAreFoundAsWell() {
        var story = signedIn()
        story.press(.character("5"), .character("/"))
        story.type("at_hash")
        let selection = story.state.tokens.selection
        #expect(story.state.session?.checks[selection].id == "id_token.at_hash")
    }

    @Test func timesTurnFromNowToUTCToLocal() {
        var story = signedIn()
        #expect(text(story).contains("in 4:58"))
        story.press(.character("u"))
        #expect(text(story).contains("2026-11-21T14:07:23Z"))
        story.press(.character("u"), .character("/"))
        story.type("exp")
        story.press(.enter)
        #expect(text(story).contains("2026-11-21 14:07:23 +00:00"))
        story.press(.character("u"))
        #expect(text(story).contains("in 4:5"))
    }

    @Test func theJSONIsShownAsItStandsInTheToken() {
        var story = signedIn()
        story.press(.character("i"))
        let shown = text(story)
        #expect(shown.contains(#""alg": "EdDSA""#))
        #expect(shown.contains(#""sub": "a1b2c3d4-5e6f""#))
        story.press(.character("i"))
        #expect(!text(story).contains(#""alg""#))
    }

    @Test func whatWasAskedForStandsAgainstWhatWasGranted() {
        var story = Story(scopes: "openid admin")
        story.exchanging()
        let token = Story.tokens(at: story.now, story.state, accessToken: Story.accessToken, refresh: true)
        story.reply(to: .token, token)
        story.press(.character("2"))
        let shown = text(story)
        #expect(shown.contains("✓ openid"))
        #expect(shown.contains("✗ admin (not granted)"))
        #expect(shown.contains("! email (not asked for)"))
    }

    @Test func opaqueAndEncryptedTokensAreExplained() {
        var story = signedIn()
        story.press(.character("2"))
        #expect(text(story).contains("opaque text"))
        let header = Base64URL.encode(#"{"alg":"RSA-OAEP-256","enc":"A256GCM"}"#.utf8)
        story = Story()
        story.signedIn(accessToken: header + ".a2V5.aXY.Y2lwaGVy.dGFn")
        story.press(.character("2"))
        #expect(text(story).contains("Encrypted (JWE"))
        #expect(text(story).contains("A256GCM"))
    }

    @Test func aLargeAccessTokenIsReadOnce() {
        var story = Story()
        let members = (0..<1_000).map { #""claim-\#($0)":"some value \#($0)""# }.joined(separator: ",")
        story.signedIn(accessToken: Story.signed("{" + members + "}"))
        story.press(.character("2"), .character("G"))
        #expect(text(story).contains("claim-999"))
        let pane = story.state.tokens
        story.press(.character("k"))
        // Moving changes the selection and nothing that was read.
        #expect(story.state.tokens.tree == pane.tree)
        #expect(text(story).contains("claim-998"))
    }
}

/// The local clock.
struct LocalZoneTests {
    private let zone = LocalZone([
        LocalZone.Span(since: -.infinity, offset: 3600), LocalZone.Span(since: 1_774_746_000, offset: 7200),
        LocalZone.Span(since: 1_792_890_000, offset: 3600),
    ])

    @Test(arguments: [
        (1_770_000_000.0, "2026-02-02 03:40:00 +01:00"), (1_780_000_000, "2026-05-28 22:26:40 +02:00"),
        (1_795_269_723, "2026-11-21 15:02:03 +01:00"), (.infinity, "no date"),
    ])
    func theOffsetIsThatOfTheTime(seconds: Double, text: String) {
        #expect(zone.text(Timestamp(seconds: seconds)) == text)
    }

    @Test func westAndHalfHours() {
        #expect(
            LocalZone([LocalZone.Span(since: -.infinity, offset: -12_600)]).text(Timestamp(seconds: 0))
                == "1969-12-31 20:30:00 -03:30")
        #expect(LocalZone.utc.text(Timestamp(seconds: 0)) == "1970-01-01 00:00:00 +00:00")
    }
}
