import LoginFlow
import OAuth
import Sessions

/// One session's place in the store, as a refresh needs it: lock, read, replace, release.
struct SessionSlot: Sendable {
    let store: SessionStore
    let name: SessionName
    private(set) var lock: StoreLock?
    /// Of what was read last: only that is replaced.
    private var generation: UInt64?

    init(store: SessionStore, name: SessionName) {
        self.store = store
        self.name = name
    }

    /// What came of asking for the lock.
    enum Locking {
        case taken
        /// Another process goes on holding it.
        case held(by: ForeignText)
        /// There can be none, and nothing can be read either.
        case impossible(ForeignText)
    }

    mutating func takeLock(within seconds: Double) -> Locking {
        do throws(StoreFault) {
            lock = try store.lock(.session, name, within: seconds)
            return .taken
        } catch {
            guard case .busy(_, let holder) = error else { return .impossible(ForeignText(error.message)) }
            return .held(by: ForeignText(holder.map { "process \($0)" } ?? "another process"))
        }
    }

    mutating func releaseLock() { lock = nil }

    enum Reading {
        case session(StoredSession?)
        case unreadable(ForeignText)
    }

    mutating func read() -> Reading {
        guard let lock else { preconditionFailure("SessionSlot: reading is ordered without the lock") }
        do throws(StoreTrouble) {
            let lookup = try StoreTrouble.of { () throws(StoreFault) in
                try store.read(.session, name, holding: lock)
            }
            switch lookup {
            case .found(let entry):
                generation = entry.generation
                return .session(
                    try StoreTrouble.of { () throws(KeptFault) in try StoredSession(bytes: entry.record.content) })
            case .missing:
                return .session(nil)
            }
        } catch {
            return .unreadable(ForeignText(error.message))
        }
    }

    /// Replaces what was read.
    mutating func save(_ session: StoredSession) throws(StoreFault) {
        guard let lock, let generation else { preconditionFailure("SessionSlot: nothing was read before storing") }
        self.generation = try store.save(
            .session, session.record(as: name), replacing: .generation(generation), holding: lock)
    }

    func remove() throws(StoreFault) {
        guard let lock else { preconditionFailure("SessionSlot: removing is ordered without the lock") }
        try store.remove(.session, name, holding: lock)
    }
}
