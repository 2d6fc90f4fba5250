/// What the terminal library reports: an octet, or a key that it recognised.
public enum KeyCode: Sendable, Hashable {
    case octet(UInt8)
    /// A key number of curses, or one of ``CursesKeys``' own.
    case key(Int32)
}

/// The key numbers of curses. They are part of its binary interface and do not change.
public enum CursesKeys {
    /// Numbers for the sequences that curses does not know by itself, beyond those it gives to extended names.
    public static let pasteStart: Int32 = 0o2001
    public static let pasteEnd: Int32 = 0o2002
    public static let focusIn: Int32 = 0o2003
    public static let focusOut: Int32 = 0o2004
    public static let wordLeft: Int32 = 0o2005
    public static let wordRight: Int32 = 0o2006

    /// The sequences to tell curses about, each with its number.
    public static let sequences: [(text: String, number: Int32)] = [
        ("\u{1b}[200~", pasteStart), ("\u{1b}[201~", pasteEnd),
        ("\u{1b}[I", focusIn), ("\u{1b}[O", focusOut),
        ("\u{1b}[1;5D", wordLeft), ("\u{1b}[1;5C", wordRight),
        ("\u{1b}[1;3D", wordLeft), ("\u{1b}[1;3C", wordRight),
    ]

    /// The key of a number; `.unknown` when it means nothing here. Shifted keys do what the plain ones do.
    public static func key(of number: Int32) -> Key {
        switch number {
        case 0o402, 0o520: .down
        case 0o403, 0o521: .up
        case 0o404, 0o611: .left
        case 0o405, 0o622: .right
        case 0o406, 0o534, 0o552, 0o607: .home
        case 0o550, 0o537, 0o601, 0o602: .end
        case 0o407: .backspace
        case 0o411...0o424: .function(Int(number - 0o410))
        case 0o512, 0o577: .delete
        case 0o513, 0o610: .insert
        case 0o522, 0o540, 0o614: .pageDown
        case 0o523, 0o535, 0o616: .pageUp
        case 0o527: .enter
        case 0o541: .backTab
        case focusIn: .focusIn
        case focusOut: .focusOut
        case wordLeft: .alt("b")
        case wordRight: .alt("f")
        default: .unknown
        }
    }
}
