import Dispatch
import Synchronization

/// Says what is under way, when that takes longer than a second.
enum SlowWork {
    private static let patience = 1.0

    /// - Parameter what: Goes on after "still", such as "asking login.example.com".
    static func run<Result>(_ what: String, _ work: () throws -> Result) rethrows -> Result {
        let over = Over()
        DispatchQueue.global().asyncAfter(deadline: .now() + patience) {
            if !over.isSet { Streams.err("pixie: still \(what) ...") }
        }
        defer { over.set() }
        return try work()
    }

    private final class Over: Sendable {
        private let state = Mutex(false)
        var isSet: Bool { state.withLock { $0 } }
        func set() { state.withLock { $0 = true } }
    }
}
