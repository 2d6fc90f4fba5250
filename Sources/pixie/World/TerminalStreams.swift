import Glibc

/// Standard input and standard error, for a while the terminal itself: a program that asks for a token may have put
/// something else there.
enum TerminalStreams {
    /// - Parameter isNeeded: Without it, and without a terminal, everything stays as it is.
    static func with<Result>(isNeeded: Bool, _ work: () throws -> Result) rethrows -> Result {
        let terminal = isNeeded ? open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY) : -1
        guard terminal >= 0 else { return try work() }
        let former = [CInt(0), 2].map { (number: $0, kept: fcntl($0, F_DUPFD_CLOEXEC, 3)) }
        for (number, _) in former { dup2(terminal, number) }
        close(terminal)
        defer {
            for (number, kept) in former where kept >= 0 {
                dup2(kept, number)
                close(kept)
            }
        }
        return try work()
    }
}
