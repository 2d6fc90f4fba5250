import Synchronization

/// Carries one value from a task to the thread that waits for it.
final class Box<Value: Sendable>: Sendable {
    private let content = Mutex<Value?>(nil)

    func put(_ value: Value) {
        content.withLock { $0 = value }
    }

    /// What was put in last.
    func value() -> Value {
        guard let value = content.withLock({ $0 }) else {
            preconditionFailure("Box: read before anything was put in")
        }
        return value
    }
}
