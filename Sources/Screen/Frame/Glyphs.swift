/// The signs beside the words, in Unicode or in plain ASCII.
///
/// ASCII is for `--ascii`, for locales that are not UTF-8 and for terminals such as the vt100. A frame made with
/// ``ascii`` takes no other character: typographic signs become their ASCII likeness, everything else an escape.
public enum Glyphs: Sendable, Hashable, CaseIterable {
    case unicode
    case ascii

    private func pick(_ unicode: String, _ ascii: String) -> String {
        switch self {
        case .unicode: unicode
        case .ascii: ascii
        }
    }

    public var passed: String { pick("✓", "+") }
    public var failed: String { pick("✗", "x") }
    public var warning: String { "!" }
    /// The current step or the focus.
    public var now: String { pick("▸", ">") }
    /// A step that is not reached yet.
    public var pending: String { pick("·", ".") }
    /// Between facts on one line.
    public var separator: String { pick("·", "-") }
    /// The end of cut text.
    public var ellipsis: String { pick("…", "~") }
    /// One masked character.
    public var bullet: String { pick("•", "*") }
    public var horizontal: String { pick("─", "-") }
    public var vertical: String { pick("│", "|") }
    public var topLeft: String { pick("┌", "+") }
    public var topRight: String { pick("┐", "+") }
    public var bottomLeft: String { pick("└", "+") }
    public var bottomRight: String { pick("┘", "+") }
    public var barFull: String { pick("█", "#") }
    public var barEmpty: String { pick("░", ".") }
    /// Where typing goes, for pictures without a cursor.
    public var cursorMark: String { pick("▏", "_") }
    public var up: String { pick("↑", "^") }
    public var down: String { pick("↓", "v") }
    public var arrow: String { pick("→", "->") }
    public var times: String { pick("×", "x") }

    /// A bar of `width` columns, filled to `fraction` of 1.
    public func bar(_ fraction: Double, width: Int) -> String {
        let width = max(0, width)
        let share = fraction.isFinite ? min(1, max(0, fraction)) : 0
        let full = Int(share * Double(width) + 0.5)
        return String(repeating: barFull, count: full) + String(repeating: barEmpty, count: width - full)
    }
}
