/// What the process tells the shell at its end.
public enum ExitStatus: Int32, Sendable, CaseIterable {
    case ok = 0
    /// Trouble that is none of the others: the provider's server, a port, a disk.
    case other = 1
    case usage = 2
    /// By the person or by the provider.
    case refused = 3
    /// Something that was verified is not as it must be.
    case checkFailed = 4
    case noTerminal = 5
    case terminalUnusable = 6
    /// Network or TLS.
    case network = 7
    case expired = 8
    case hungUp = 129
    case interrupted = 130
    case terminated = 143
}
