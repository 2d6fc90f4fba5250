import Sessions
import Synchronization

/// The store, opened without asking anybody when it is first needed. The key may come from a service that takes its
/// time, so this is not called where a frame is waited for.
final class QuietStore: Sendable {
    private let open: @Sendable () -> SessionStore?
    private let opened = Mutex<Opened?>(nil)

    private struct Opened {
        let store: SessionStore?
    }

    init(_ open: @escaping @Sendable () -> SessionStore?) { self.open = open }

    /// `nil` when there is none, or when it cannot be opened like that.
    var store: SessionStore? {
        opened.withLock { opened in
            if let opened { return opened.store }
            let store = open()
            opened = Opened(store: store)
            return store
        }
    }
}
