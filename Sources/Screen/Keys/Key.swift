/// One thing that the person did at the keyboard.
public enum Key: Sendable, Hashable {
    case character(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// With Control held; letters are lower case: `.control("c")`.
    case control(Character)
    /// With Alt or Meta held, or Escape just before. Control-Left and -Right come as `.alt("b")` and `.alt("f")`.
    case alt(Character)
    case function(Int)
    /// Pasted text as it came, at most ``KeyDecoder/pasteLimit`` octets and one character more. Line ends are `\n`.
    case paste(String)
    case focusIn, focusOut
    /// Comes only while the terminal was told to report the mouse; see ``TerminalDevice/reportMouse(_:)``.
    case mouse(MouseEvent)
    /// A sequence that means nothing here. It is never taken apart into letters.
    case unknown
}
