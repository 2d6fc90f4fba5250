internal import CNcurses

/// Turns signals into something to wait for.
///
/// Create it before the terminal starts: curses takes over the signals that nobody else handles. Signals that were
/// ignored when the process began, as `nohup` does, stay ignored, except in the foreground of a terminal.
public final class SignalPipe: Sendable {
    /// Readable when signals came.
    public let descriptor: CInt

    /// Nil when the system has no descriptors left.
    public init?() {
        descriptor = pixie_signals_start()
        guard descriptor >= 0 else { return nil }
    }

    /// What came since the last call, each event once, the ones that end the program first.
    public func drain() -> [SignalEvent] {
        let set = Int(pixie_signals_take())
        let meanings: [(Int, SignalEvent)] = [
            (PIXIE_HANG_UP, .hangUp), (PIXIE_TERMINATE, .terminate), (PIXIE_QUIT, .quit), (PIXIE_INTERRUPT, .interrupt),
            (PIXIE_SUSPEND, .suspend), (PIXIE_CONTINUED, .continued), (PIXIE_RESIZED, .resized),
        ]
        return meanings.filter { set & $0.0 != 0 }.map(\.1)
    }
}
