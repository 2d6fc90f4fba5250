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
    /// Why there can be no lock, which is not that somebody else has it.
    private var noLock: ForeignText?

    init(store: SessionStore, name: SessionName) {
        self.store = store
        self.name = name
    }

    /// Takes the lock; why not, when another process goes on holding it.
    mutating func takeLock(within seconds: Double) -> ForeignText? {
        do throws(StoreFault) {
            lock = try store.lock(.session, name, within: seconds)
            noLock = nil
            return nil
        } catch {
            guard case .busy(_, let holder) = error else {
                // Nobody else works with it: what is wrong is told by the reading that follows.
                noLock = ForeignText(error.message)
                return nil
            }
            return ForeignText(holder.map { "process \($0)" } ?? "another process")
        }
    }

    mutating func releaseLock() { lock = nil }

    enum Reading {
        case session(StoredSession?)
        case unreadable(ForeignText)
    }

    mutating func read() -> Reading {
        if let noLock { return .unreadable(noLock) }
        guard let lock else { preconditionFailure("SessionSlot: reading is ordered without the lock") }
        do {
            switch try store.read(.session, name, holding: lock) {
            case .found(let entry):
                generation = entry.generation
                return .session(try StoredSession(bytes: entry.record.content))
            case .missing:
                return .session(nil)
            }
        } catch {
            return .unreadable(ForeignText(StoreTrouble.message(of: error)))
        }
    }

    /// Replaces what was read; why not, when it could not be.
    mutating func save(_ session: StoredSession) -> ForeignText? {
        guard let lock, let generation else { preconditionFailure("SessionSlot: nothing was read before storing") }
        do throws(StoreFault) {
            self.generation = try store.save(
                .session, session.record(as: name), replacing: .generation(generation), holding: lock)
            return nil
        } catch {
            return ForeignText(error.message)
        }
    }

    func remove() -> ForeignText? {
        guard let lock else { preconditionFailure("SessionSlot: removing is ordered without the lock") }
        do throws(StoreFault) {
            try store.remove(.session, name, holding: lock)
            return nil
        } catch {
            return ForeignText(error.message)
        }
    }
}
