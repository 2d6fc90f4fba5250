import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// Random keys, pastes, sizes and answers: nothing traps, and every frame has its size.
struct KeyWalkTests {
    private struct Dice {
        var state: UInt64

        mutating func roll(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
    }

    private static let keys: [Key] =
        "abcdefghijklmnopqrstuvwxyzDGNQRWY0123456789?[]+:/ ".map { Key.character($0) } + [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown, .control("u"), .control("w"), .control("o"), .control("y"), .control("p"),
            .control("n"), .control("k"), .control("l"), .control("z"), .alt("b"), .alt("f"), .alt("d"), .function(1),
            .focusIn,
            .focusOut, .unknown, .character("é"), .character("字"),
        ]

    private static let pastes = [
        "", "\u{1b}[31mred", "http://127.0.0.1:49152/callback?code=x&state=y", "?code=%zz", "{\"url\":\"x\"}",
        String(repeating: "a", count: 70_000), "e\u{301}\u{301}\u{301}", "\u{202e}gnp.exe", "code=1&code=2",
    ]

    @Test(arguments: Reach.allCases)
    func nothingTraps(_ reach: Reach) {
        for seed in 1...2 {
            var dice = Dice(state: UInt64(seed) &* 7919)
            var story = reach.story(glyphs: seed.isMultiple(of: 2) ? .ascii : .unicode)
            for _ in 0..<120 {
                switch dice.roll(13) {
                case 12:
                    let cell = Position(column: dice.roll(150), row: dice.roll(60))
                    let events: [MouseEvent] = [.click(cell), .wheelUp(cell), .wheelDown(cell)]
                    story.press(.mouse(events[dice.roll(3)]))
                case 0: story.send(.key(.paste(Self.pastes[dice.roll(Self.pastes.count)])))
                case 1: story.send(.resized(Size(columns: dice.roll(140), rows: dice.roll(50))))
                case 2: story.pass(Double(dice.roll(30)) / 7)
                case 3 where dice.roll(4) == 0: story.drawEntropy(seed: UInt8(dice.roll(200)))
                default: story.press(Self.keys[dice.roll(Self.keys.count)])
                }
                let frame = AppView.render(story.state, size: story.state.size)
                #expect(frame.cells.count == story.state.size.columns * story.state.size.rows)
                if let next = AppClock.next(story.state) { #expect(next.isFinite) }
            }
        }
    }

    @Test(arguments: Reach.allCases)
    func everySizeIsDrawn(_ reach: Reach) {
        let story = reach.story()
        for columns in [0, 1, 2, 10, 35, 36, 39, 40, 63, 64, 79, 111, 112, 250] {
            for rows in [0, 1, 2, 9, 10, 11, 12, 17, 18, 30, 90] {
                let size = Size(columns: columns, rows: rows)
                var state = story.state
                state.size = size
                #expect(AppView.render(state, size: size).size == size)
                state.overlay = .help(page: .allKeys, scroll: 99)
                _ = AppView.render(state, size: size)
                state.overlay = .explain(scroll: 3)
                _ = AppView.render(state, size: size)
                state.overlay = .palette(Palette())
                _ = AppView.render(state, size: size)
                state.overlay = .messages(scroll: 2)
                _ = AppView.render(state, size: size)
            }
        }
    }

    @Test(arguments: Reach.allCases)
    func asciiFramesAreASCII(_ reach: Reach) {
        let story = reach.story(glyphs: .ascii)
        let text = AppView.render(story.state, size: Size(columns: 100, rows: 30)).textDump()
        let isASCII = text.allSatisfy(\.isASCII)
        #expect(isASCII)
    }
}
