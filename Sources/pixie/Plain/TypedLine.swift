import Glibc
import Terminal

/// One line that the person types or pastes at the terminal, outside of any login.
enum TypedLine {
    enum Outcome: Equatable {
        case line(String)
        /// The input ended before there was a line.
        case ended
        case interrupted(SignalEvent)
    }

    /// Waits for a line that is not empty. However the wait ends, the terminal is as it was before.
    ///
    /// - Parameters:
    ///   - prompt: Said when keys are read as they come: a Ctrl-D that is pressed before would be lost with the
    ///     terminal's own line.
    ///   - limit: of the line, in octets.
    static func read(_ prompt: String, limit: Int) -> Outcome {
        let former = SignalHandlers()
        // From here on signals are only noted; afterwards nobody would look at the notes.
        guard let signals = SignalPipe() else { return .ended }
        defer { former.restore() }
        var input = LineInput(descriptor: 0, limit: limit)
        input.start()
        defer { input.stop() }
        Streams.err(prompt)
        while input.isOpen {
            let ready = Poll.wait([input.descriptor, signals.descriptor], timeout: nil)
            for signal in signals.drain() {
                switch signal {
                case .interrupt, .terminate, .hangUp, .quit:
                    return .interrupted(signal)
                case .suspend:
                    input.suspend()
                case .continued:
                    input.start()
                case .resized:
                    break
                }
            }
            guard ready.contains(input.descriptor) else { continue }
            if let line = input.read().first(where: { !$0.isEmpty }) { return .line(line) }
        }
        return .ended
    }
}

/// What signals do to the process, to be put back later.
struct SignalHandlers {
    private let saved: [(signal: CInt, action: sigaction)]

    init() {
        saved = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH].map { signal in
            var action = sigaction()
            sigaction(signal, nil, &action)
            return (signal, action)
        }
    }

    func restore() {
        for (signal, former) in saved {
            var action = former
            sigaction(signal, &action, nil)
        }
    }
}
