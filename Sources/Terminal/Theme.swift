/// Which colours of the terminal's palette the words and signs get, always on the terminal's own background.
public enum Theme: Sendable, Hashable, CaseIterable {
    /// The plain colours, which are readable on a dark and on a light background.
    case terminal
    /// The bright ones, where the terminal has sixteen.
    case dark
    /// No yellow and no cyan, which nobody can read on white.
    case light
    /// None: signs and emphasis alone.
    case mono

    /// The colour number of ANSI that stands for each of the plain ones, and what to take in a terminal with eight.
    func color(for plain: UInt8) -> (wanted: UInt8, ofEight: UInt8) {
        switch (self, plain) {
        // White is part of a pair of its own, on black.
        case (_, 7), (.terminal, _), (.mono, _): (plain, plain)
        case (.dark, _): (plain + 8, plain)
        case (.light, 3): (5, 5)
        case (.light, 6): (4, 4)
        case (.light, _): (plain, plain)
        }
    }
}
