import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// "Check your work" on the screen.
struct WorkTests {
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let right = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    private static func story(_ pastes: String..., glyphs: Glyphs = .unicode) -> Story {
        var story = Story(glyphs: glyphs)
        story.press(.function(2))
        for paste in pastes { story.send(.key(.paste(paste))) }
        return story
    }

    private static func text(_ story: Story, _ size: Size = Size(columns: 80, rows: 24)) -> String {
        AppView.render(story.state, size: size).textDump()
    }

    @Test func looksTheSame() {
        Snapshot.check("work-empty", Self.story().state)
        Snapshot.check("work-good", Self.story("fBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").state)
        Snapshot.check(
            "work-newline-hex",
            Self.story(Self.verifier, "033578e0e77cf3b876d566608e12271058ca3043f3ccb38f024b09e4f7f57a87").state)
        Snapshot.check("work-illegal", Self.story("PBjftJeZ4CVP+mB92K27uhbUJU1p1r/wW1gFWFOEjXk=\n").state)
    }

    @Test func aPasteGoesToTheFieldAndTheNextToTheOther() {
        let story = Self.story(Self.verifier, Self.right)
        #expect(story.state.work?.check?.isGood == true)
        #expect(Self.text(story).contains("it belongs to the verifier"))
    }

    @Test func twoLinesAreAPair() {
        let story = Self.story("\(Self.verifier)\n\(Self.right)\n")
        #expect(story.state.work?.check?.isGood == true)
        #expect(story.state.work?.challenge.text == Self.right)
    }

    @Test func theVerifierIsHiddenUntilItIsRevealed() {
        var story = Self.story(Self.verifier)
        #expect(!Self.text(story).contains(Self.verifier.prefix(12)))
        story.press(.control("r"))
        #expect(Self.text(story).contains(Self.verifier))
        story.pass(21)
        #expect(!Self.text(story).contains(Self.verifier.prefix(12)))
    }

    @Test func aNewPairIsMadeOfRandomnessFromOutside() throws {
        var story = Self.story()
        #expect(story.press(.control("n")) == [.drawPair(octets: 33)])
        story.send(.pairDrawn(Entropy(Story.octets(7, count: 33))))
        let check = try #require(story.state.work?.check)
        #expect(check.isGood && check.given != nil)
        #expect(check.text.count == 43)
    }

    @Test func lettersAreTextOnceAFieldIsFilled() {
        var story = Self.story()
        story.type("abc")
        story.press(.character("q"), .character("?"))
        #expect(story.state.work?.verifier.text == "abcq?")
        #expect(story.state.overlay == nil)
        story.press(.control("u"), .character("?"))
        #expect(story.state.place == .help)
    }

    @Test func escapeGoesBackToTheForm() {
        var story = Self.story(Self.verifier)
        story.press(.escape)
        #expect(story.state.place == .profile)
        story.press(.function(2))
        #expect(story.state.work?.isEmpty == true)
    }

    @Test func theChallengeIsCopied() {
        var story = Self.story(Self.verifier)
        #expect(story.press(.control("y")) == [.copy(Secret(Self.right), what: .open("the challenge"))])
    }

    @Test func aloneItHasNothingToGoBackTo() {
        var story = Story()
        story.state.checkWork(verifier: Self.verifier, challenge: Self.verifier)
        story.press(.escape)
        #expect(story.state.place == .work)
        #expect(Self.text(story).contains("the method plain"))
        story.press(.control("c"), .control("c"))
        #expect(story.hasQuit)
    }

    /// The mistakes that the guides make are named in full, also in a small window.
    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)])
    func namesTheMistake(size: Size) {
        let story = Self.story(Self.verifier, Self.right + "=")
        #expect(Self.text(story, size).contains("right but for the ="))
    }
}
