import Testing

@testable import Terminal

struct ThemeTests {
    @Test(arguments: Theme.allCases)
    func verdictsDifferInEveryTheme(_ theme: Theme) {
        let colors = [UInt8(1), 2, 3, 6].map { theme.color(for: $0) }
        #expect(Set(colors.map(\.wanted)).count == 4)
        #expect(Set(colors.map(\.ofEight)).count == 4)
        #expect(colors.allSatisfy { $0.ofEight < 8 && $0.wanted < 16 })
    }

    @Test func lightHasNoYellowAndNoCyan() {
        let used = (UInt8(1)..<7).flatMap { plain in
            [Theme.light.color(for: plain).wanted, Theme.light.color(for: plain).ofEight]
        }
        #expect(!used.contains(3) && !used.contains(6) && !used.contains(11) && !used.contains(14))
    }

    @Test func onlyDarkUsesTheBrightColours() {
        #expect(Theme.dark.color(for: 2).wanted == 10 && Theme.dark.color(for: 2).ofEight == 2)
        for theme in Theme.allCases where theme != .dark { #expect(theme.color(for: 2).wanted == 2) }
        // White on black is for pictures that a camera reads.
        for theme in Theme.allCases { #expect(theme.color(for: 7).wanted == 7) }
    }

    @Test func monoWantsNoColourWhateverElseIsSaid() {
        for color in TerminalOptions.Color.allCases {
            #expect(!TerminalOptions(color: color, theme: .mono, variable: { _ in nil }).wantsColor)
        }
    }
}
