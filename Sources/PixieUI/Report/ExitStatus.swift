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

    /// A few words for the manual page.
    public var meaning: String {
        switch self {
        case .ok: "Everything went as it was asked."
        case .other: "Other trouble: the provider's server, a port, a disk."
        case .usage: "The command line is wrong."
        case .refused: "Refused by the person or the provider."
        case .checkFailed: "A check failed: something that was verified is not as it must be."
        case .noTerminal: "There is no terminal, and somebody would have to be asked."
        case .terminalUnusable: "The terminal cannot show screens."
        case .network: "The network or TLS."
        case .expired: "The wait, or what was waited for, expired."
        case .hungUp: "The terminal was closed (SIGHUP)."
        case .interrupted: "Interrupted (SIGINT, Ctrl-C)."
        case .terminated: "Terminated (SIGTERM)."
        }
    }
}
