import Dispatch
import LoginFlow
import OAuth
import Profiles
import Sessions
import Synchronization

/// Keeps the session that is on the screen: in the store as soon as the login has succeeded, where that needs nobody to
/// be asked, else in memory until pixie ends.
///
/// All work is done in the order of the calls, beside the event loop: a lock may be waited for, and a key may come from
/// a service that takes its time.
final class SessionVault: Sendable {
    /// The store, if it can be opened without asking anybody.
    private let open: @Sendable () -> SessionStore?
    private let queue = DispatchQueue(label: "pixie.session")
    private let state = Mutex(State())
    /// So long at a time a lock is waited for: between them whoever leaves is heard.
    private static let slice = 0.25

    private struct State {
        var slot: SessionSlot?
        /// What is in the store as far as this process knows.
        var stored: StoredSession?
        var isLeaving = false
    }

    init(open: @escaping @Sendable () -> SessionStore?) { self.open = open }

    /// What the session is called in the store; nil when it is not there.
    var name: SessionName? { state.withLock { $0.stored == nil ? nil : $0.slot?.name } }

    /// Whether exactly this is in the store.
    func has(_ session: StoredSession) -> Bool { state.withLock { $0.stored == session } }

    /// Stores the session of a login that has just succeeded. `done` hears what it is called there, if it is.
    func keep(_ session: StoredSession, as profile: ProfileName?, done: @escaping @Sendable (SessionName?) -> Void) {
        queue.async { [self] in
            guard let store = open(), let name = try? SessionKeeper.name(of: session, as: profile, in: store),
                (try? SessionKeeper.put(session, as: name, in: store, within: Self.slice)) != nil
            else { return done(nil) }
            state.withLock { state in
                state.slot = SessionSlot(store: store, name: name)
                state.stored = session
            }
            done(name)
        }
    }

    func carryOut(_ order: SessionOrder, done: @escaping @Sendable (RefreshEvent) -> Void) {
        queue.async { [self] in
            if let event = carriedOut(order) { done(event) }
        }
    }

    /// Returns when everything that was ordered is done. A lock is not waited for any more.
    func settle() async {
        state.withLock { $0.isLeaving = true }
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }

    private func carriedOut(_ order: SessionOrder) -> RefreshEvent? {
        guard var slot = state.withLock({ $0.slot }) else { return inMemory(order) }
        defer { state.withLock { [slot] in $0.slot = slot } }
        switch order {
        case .takeLock:
            return takeLock(&slot)
        case .read:
            return slot.read().event() as RefreshEvent
        case .store(let session):
            do throws(StoreFault) {
                try slot.save(session)
            } catch {
                return .sessionNotStored(ForeignText(error.message))
            }
            state.withLock { $0.stored = session }
            return .sessionStored
        case .releaseLock:
            slot.releaseLock()
            return nil
        }
    }

    private func takeLock(_ slot: inout SessionSlot) -> RefreshEvent {
        var waited = 0.0
        while true {
            let locking = slot.takeLock(within: Self.slice)
            guard case .held = locking else { return locking.event() }
            waited += Self.slice
            if waited >= SessionWorker.patience || state.withLock({ $0.isLeaving }) { return locking.event() }
        }
    }

    /// Nobody else knows of it, so there is nothing to lock and nothing newer to read.
    private func inMemory(_ order: SessionOrder) -> RefreshEvent? {
        switch order {
        case .takeLock: .lockTaken
        case .read(let known): .sessionRead(known)
        case .store: .sessionStored
        case .releaseLock: nil
        }
    }
}
