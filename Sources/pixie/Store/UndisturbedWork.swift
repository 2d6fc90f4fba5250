import Terminal

/// Work that must come to its end: a token that the provider has replaced is lost when the process ends before it is
/// stored. Signals are noted meanwhile; the work has deadlines of its own.
enum UndisturbedWork {
    /// The result, and the signal that would have ended the process.
    static func run<Result>(_ work: () -> Result) -> (Result, SignalEvent?) {
        let former = SignalHandlers()
        guard let signals = SignalPipe() else { return (work(), nil) }
        defer { former.restore() }
        let result = work()
        let ending = signals.drain().first { signal in
            switch signal {
            case .interrupt, .terminate, .hangUp, .quit: true
            case .suspend, .continued, .resized: false
            }
        }
        return (result, ending)
    }
}
