internal import CNcurses
internal import Screen

/// What each role looks like. Colours are those of the person's own palette, on the terminal's own background; words
/// and signs carry the meaning where there are none.
struct Palette {
    struct Look {
        var attributes: UInt8 = 0
        /// 0, or a colour number of ANSI.
        var color: UInt8 = 0
    }

    private static let bold = UInt8(PIXIE_BOLD)
    private static let dim = UInt8(PIXIE_DIM)
    private static let underline = UInt8(PIXIE_UNDERLINE)
    private static let reverse = UInt8(PIXIE_REVERSE)
    private static let red: UInt8 = 1
    private static let green: UInt8 = 2
    private static let yellow: UInt8 = 3
    private static let magenta: UInt8 = 5
    private static let cyan: UInt8 = 6
    /// On black, and reversed that is black on white; the other colours are on the terminal's own background.
    private static let white: UInt8 = 7

    static func look(of role: Role) -> Look {
        switch role {
        case .normal: Look()
        case .bar, .selection: Look(attributes: reverse)
        case .heading, .strong: Look(attributes: bold)
        case .faint, .hidden, .border: Look(attributes: dim)
        case .passed: Look(color: green)
        case .failed: Look(attributes: bold, color: red)
        case .warning: Look(attributes: bold, color: yellow)
        case .focus: Look(attributes: bold, color: cyan)
        case .address: Look(attributes: underline)
        case .tokenHeader: Look(color: red)
        case .tokenPayload: Look(attributes: bold, color: magenta)
        case .tokenSignature: Look(attributes: underline, color: cyan)
        case .code: Look(attributes: reverse, color: white)
        }
    }
}
