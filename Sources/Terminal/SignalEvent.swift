/// What a signal asks for.
public enum SignalEvent: Sendable, Hashable {
    /// The window has another size (SIGWINCH).
    case resized
    case interrupt, terminate, hangUp, quit
    /// Somebody asks the process to stop (SIGTSTP): call `suspend()` of the terminal.
    case suspend
    /// The process goes on after a stop (SIGCONT): call `resume()` of the terminal.
    case continued
}
