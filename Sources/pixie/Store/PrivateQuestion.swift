import Glibc
import Hygiene
import OAuth

/// Asks the person at the terminal, whatever standard input and output are. Typed secrets are not echoed.
enum PrivateQuestion {
    /// Whether a person can be asked: there is a terminal, and nobody said that there is no person.
    static var isPossible: Bool {
        guard Variables["CI"].map({ $0.isEmpty || $0 == "false" }) != false, let terminal = Terminal() else {
            return false
        }
        terminal.close()
        return true
    }

    /// The line that was typed, without being shown; nil when nobody can be asked or the input ended.
    static func ask(_ question: String) -> Secret? { line(question, isShown: false).map { Secret($0) } }

    /// The line that was typed, shown as it is typed.
    static func askOpenly(_ question: String) -> String? { line(question, isShown: true) }

    static func tell(_ lines: [String]) {
        guard let terminal = Terminal() else { return }
        defer { terminal.close() }
        for line in lines { _ = Streams.write(line + "\n", to: terminal.descriptor) }
    }

    private static func line(_ question: String, isShown: Bool) -> String? {
        guard isPossible, let terminal = Terminal() else { return nil }
        defer { terminal.close() }
        var former = termios()
        guard tcgetattr(terminal.descriptor, &former) == 0 else { return nil }
        if !isShown {
            var silent = former
            silent.c_lflag &= ~tcflag_t(ECHO)
            silent.c_lflag |= tcflag_t(ECHONL | ICANON | ISIG)
            tcsetattr(terminal.descriptor, TCSAFLUSH, &silent)
        }
        // A signal that ends the process would leave the terminal without echo.
        var (blocked, before) = (sigset_t(), sigset_t())
        sigemptyset(&blocked)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] { sigaddset(&blocked, signal) }
        if !isShown { pthread_sigmask(SIG_BLOCK, &blocked, &before) }
        defer {
            if !isShown {
                tcsetattr(terminal.descriptor, TCSAFLUSH, &former)
                pthread_sigmask(SIG_SETMASK, &before, nil)
            }
        }
        // Only now: what is typed as soon as the question is seen must be neither shown nor dropped.
        guard Streams.write(question, to: terminal.descriptor) else { return nil }
        return read(from: terminal.descriptor)
    }

    /// At most what a terminal gives in one line.
    private static func read(from descriptor: CInt) -> String? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            // With the signals blocked Ctrl-C is only noted: the wait looks for it.
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&entry, 1, 100)
            if isSignalled { return nil }
            if ready == 0 || ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { return nil }
            let count = Glibc.read(descriptor, &bytes, bytes.count)
            guard count > 0 else { return nil }
            defer { LockedBytes.wipe(&bytes) }
            guard bytes[count - 1] == UInt8(ascii: "\n") else { return nil }
            return String(validating: bytes[..<(count - 1)], as: UTF8.self)
        }
    }

    private static var isSignalled: Bool {
        var pending = sigset_t()
        sigpending(&pending)
        return [SIGINT, SIGTERM, SIGHUP, SIGQUIT].contains { sigismember(&pending, $0) == 1 }
    }

    /// The terminal that controls the process.
    private struct Terminal {
        let descriptor: CInt

        init?() {
            descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
            if descriptor < 0 { return nil }
        }

        func close() { _ = Glibc.close(descriptor) }
    }
}
