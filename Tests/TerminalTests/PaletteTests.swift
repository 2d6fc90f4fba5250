import Screen
import Testing

@testable import Terminal

struct PaletteTests {
    /// The colours for which curses gets a pair; the others of ANSI are hard to read on some backgrounds.
    private static let offered: Set<UInt8> = [0, 1, 2, 3, 5, 6, 7]

    @Test(arguments: Role.allCases)
    func onlyColoursThatCursesWasToldAboutAreUsed(_ role: Role) {
        #expect(Self.offered.contains(Palette.look(of: role).color))
    }

    @Test(arguments: [
        Role.bar, .heading, .strong, .faint, .failed, .warning, .focus, .address, .hidden, .border, .selection,
    ])
    func emphasisIsSeenWithoutColours(_ role: Role) {
        #expect(Palette.look(of: role).attributes != 0)
    }

    @Test func theVerdictsDifferInColour() {
        let colors = [Role.passed, .failed, .warning].map { Palette.look(of: $0).color }
        #expect(Set(colors).count == 3)
        #expect(!colors.contains(0))
    }

    @Test func thePartsOfATokenDiffer() {
        let looks = [Role.tokenHeader, .tokenPayload, .tokenSignature].map { Palette.look(of: $0) }
        #expect(Set(looks.map(\.color)).count == 3)
        #expect(Set(looks.map(\.attributes)).count == 3)
    }

    @Test func plainTextLooksAsThePersonSetIt() {
        #expect(Palette.look(of: .normal).attributes == 0)
        #expect(Palette.look(of: .normal).color == 0)
    }
}
