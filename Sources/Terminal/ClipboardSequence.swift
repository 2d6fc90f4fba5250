/// The sequence that asks a terminal to put text into the clipboard, for who writes to a terminal without screens.
public enum ClipboardSequence {
    /// OSC 52; in GNU screen in the pieces that it passes on.
    public static func osc52(_ text: String, isInScreen: Bool) -> String {
        TerminalBytes.copy(text, isInScreen: isInScreen)
    }
}
