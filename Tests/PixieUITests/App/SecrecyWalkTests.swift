import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// Random walks over keys, sizes and time: no frame shows a secret that nobody asked to see.
struct SecrecyWalkTests {
    private static let keys: [Key] =
        "bcdfghijklmnopqstuvwxyzDGQRY0123456789?[]+".map { Key.character($0) } + [
            .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .pageDown, .control("u"), .focusOut,
        ]

    private struct Dice {
        var state: UInt64

        mutating func roll(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
    }

    @Test(arguments: Reach.allCases)
    func noFrameShowsASecret(_ reach: Reach) {
        for seed in 1...3 {
            var dice = Dice(state: UInt64(seed) &* 104_729)
            var story = reach.story()
            let secrets = [Story.code, Story.accessToken, Story.refreshToken, Story.clientSecret]
            for _ in 0..<60 {
                switch dice.roll(8) {
                case 0: story.send(.resized(Size(columns: 36 + dice.roll(120), rows: 10 + dice.roll(40))))
                case 1: story.pass(Double(dice.roll(40)))
                // The key that reveals, and time enough for its 20 s to be over.
                case 2:
                    story.press(.character("r"))
                    story.pass(21)
                default: story.press(Self.keys[dice.roll(Self.keys.count)])
                }
                guard !story.state.isRevealed else { continue }
                let frame = AppView.render(story.state, size: story.state.size)
                let text = frame.textDump()
                let joined = text.split(separator: "\n").joined()
                for secret in secrets where text.contains(secret) || joined.contains(secret) {
                    Issue.record("a secret is on the screen of \(reach) with seed \(seed):\n\(text)")
                }
                #expect(!secrets.contains { frame.title.contains($0) })
            }
        }
    }
}
