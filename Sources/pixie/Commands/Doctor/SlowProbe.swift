import Dispatch
import Synchronization

/// Says what is waited for, when that takes longer than a second.
enum SlowProbe {
    private static let patience = 1.0

    static func run<Result>(_ what: String, _ work: () -> Result) -> Result {
        let over = Over()
        DispatchQueue.global().asyncAfter(deadline: .now() + patience) {
            if !over.isSet { Streams.err("pixie: still looking at \(what) ...") }
        }
        defer { over.set() }
        return work()
    }

    private final class Over: Sendable {
        private let state = Mutex(false)
        var isSet: Bool { state.withLock { $0 } }
        func set() { state.withLock { $0 = true } }
    }
}
