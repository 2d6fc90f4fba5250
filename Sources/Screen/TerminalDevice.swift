/// Why there can be no screen.
public enum TerminalFault: Error, Sendable, Equatable {
    /// There is no controlling terminal. Exit status 5.
    case noTerminal
    /// The terminal of this name (`TERM`) is not known or cannot place the cursor. Exit status 6.
    case unusable(name: String)

    public var message: String {
        switch self {
        case .noTerminal:
            "No terminal: /dev/tty cannot be opened. Use --plain, or run pixie in a terminal."
        case .unusable(let name):
            "The terminal \"\(TextWidth.shown(name, limit: 40))\" (TERM) cannot show screens. "
                + "Use --plain, or set TERM to what your terminal is, for example xterm-256color."
        }
    }
}

/// A sequence for the terminal itself that moves nothing on the screen.
public enum TerminalSequence: Sendable, Hashable {
    /// Asks the terminal to put the text into the clipboard (OSC 52). There is no answer.
    case copy(String)
    /// Rings the bell.
    case bell
}

/// A terminal that shows frames and gives keys. All of it belongs to the main thread.
@MainActor
public protocol TerminalDevice: AnyObject {
    /// Takes the terminal over.
    func start() throws(TerminalFault)
    /// Leaves the terminal as it was found. Safe to call twice.
    func stop()
    /// Gives the terminal back to the shell and stops the process (Control-Z); returns when the process goes on.
    func suspend()
    /// Sets the modes again and draws everything, after somebody else stopped and continued the process.
    func resume()
    /// Becomes readable when there are keys.
    var inputDescriptor: CInt { get }
    /// Everything that came since the last call. `uptime` is in seconds, of the event loop's steady clock.
    func drain(at uptime: Double) -> [Key]
    /// When ``drain(at:)`` is to be called although nothing came: a paste whose end mark got lost is over then. `nil`
    /// while nothing is awaited.
    var inputDueAt: Double? { get }
    /// True once the terminal is gone (connection or window closed). Nothing more comes; the loop should end.
    var isGone: Bool { get }
    /// Set it while pasted text is expected and a letter alone would be a command. Then a letter is held up to 40 ms
    /// to see whether it starts a paste that the terminal does not mark.
    var expectsPaste: Bool { get set }
    /// Shows a frame. Only what differs from the last one goes to the terminal.
    func present(_ frame: Frame)
    /// The size now, asked from the terminal.
    func size() -> Size
    /// Makes the next ``present(_:)`` draw every cell again.
    func repaint()

    /// Sends a sequence now, between frames.
    func write(_ sequence: TerminalSequence)
    /// Whether the terminal reports clicks and the wheel instead of selecting text. Off at the start; kept over stops
    /// of the process, and never on while the plain page is shown.
    func reportMouse(_ isOn: Bool)
    /// Leaves the alternate screen and prints the lines as they are, so that the terminal's own selection and
    /// scrollback work on them. Keys still come.
    func showPlainPage(_ lines: [String])
    /// Back to the screens; the next ``present(_:)`` draws everything.
    func leavePlainPage()
    /// Which signs the terminal can show. Known after ``start()``.
    var glyphs: Glyphs { get }
}
