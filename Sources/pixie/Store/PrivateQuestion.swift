import Glibc
import Hygiene
import OAuth
import PixieUI
import Terminal

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

    /// Whether the person said yes; nil when nobody can be asked or the input ended.
    ///
    /// - Parameter usual: What Enter alone means.
    static func confirm(_ question: String, usual: Bool) -> Bool? {
        askOpenly("\(question) \(Confirmation.choices(usual: usual)) ").map { Confirmation.isYes($0, usual: usual) }
    }

    /// - Parameter indent: Where the further rows of a line begin that is longer than the terminal is wide.
    static func tell(_ lines: [String], indent: Int = 0) {
        guard let terminal = Terminal() else { return }
        defer { terminal.close() }
        let width = Streams.width(of: terminal.descriptor)
        for row in lines.flatMap({ Streams.rows($0, width: width, indent: indent) }) {
            _ = Streams.write(row + "\n", to: terminal.descriptor)
        }
    }

    private static func line(_ question: String, isShown: Bool) -> String? {
        guard isPossible, let terminal = Terminal() else { return nil }
        let handlers = SignalHandlers()
        // A signal that ended the process by itself would leave the terminal without echo; and after a login they are
        // only noted anyway.
        guard let signals = SignalPipe() else {
            terminal.close()
            return nil
        }
        let outcome = answer(to: question, isShown, at: terminal.descriptor, signals)
        terminal.close()
        handlers.restore()
        switch outcome {
        case .line(let line): return line
        case .ended: return nil
        case .interrupted(let event): return end(by: event)
        }
    }

    private static func answer(
        to question: String, _ isShown: Bool, at terminal: CInt, _ signals: SignalPipe
    ) -> TypedLine.Outcome {
        while true {
            var former = termios()
            guard tcgetattr(terminal, &former) == 0 else { return .ended }
            if !isShown {
                var silent = former
                silent.c_lflag &= ~tcflag_t(ECHO)
                silent.c_lflag |= tcflag_t(ECHONL | ICANON | ISIG)
                tcsetattr(terminal, TCSAFLUSH, &silent)
            }
            // Only now: what is typed as soon as the question is seen must be neither shown nor dropped.
            let outcome = Streams.write(question, to: terminal) ? read(from: terminal, signals) : .ended
            if !isShown { tcsetattr(terminal, TCSAFLUSH, &former) }
            guard outcome == .interrupted(.suspend) else { return outcome }
            raise(SIGSTOP)
        }
    }

    /// At most what a terminal gives in one line.
    private static func read(from terminal: CInt, _ signals: SignalPipe) -> TypedLine.Outcome {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let ready = Poll.wait([terminal, signals.descriptor], timeout: nil)
            for event in signals.drain() {
                switch event {
                case .interrupt, .terminate, .hangUp, .quit, .suspend: return .interrupted(event)
                case .continued, .resized: break
                }
            }
            guard ready.contains(terminal) else { continue }
            let count = Glibc.read(terminal, &bytes, bytes.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return .ended }
            defer { LockedBytes.wipe(&bytes) }
            guard bytes[count - 1] == UInt8(ascii: "\n") else { return .ended }
            return String(validating: bytes[..<(count - 1)], as: UTF8.self).map { .line($0) } ?? .ended
        }
    }

    /// As if nobody had caught it, now that the terminal is as it was. Nil when the signal is ignored after all.
    private static func end(by event: SignalEvent) -> String? {
        let number = CInt(event.exitStatus.rawValue) - 128
        signal(number, SIG_DFL)
        raise(number)
        return nil
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
