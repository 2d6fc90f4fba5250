import Dispatch
import LoginFlow
import OAuth
import Profiles
import Sessions
import Synchronization

/// Keeps the login that waits for its answer in the store, so that another process can go on with it.
///
/// The lock of its place is held as long as this process lives: whoever wants to go on with it meanwhile is told, and
/// two processes never use the same verifier. All work is done in the order of the calls, beside the event loop: a key
/// may come from a service that takes its time.
final class WaitingKeeper: Sendable {
    /// The store, if it can be opened without asking anybody.
    private let open: @Sendable () -> SessionStore?
    private let queue = DispatchQueue(label: "pixie.waiting")
    private let state: Mutex<State>

    private struct State {
        var profile: ProfileName?
        var isOpened = false
        var store: SessionStore?
        var place: Place?
        /// What would be kept if there were a place for it.
        var unkept: WaitingLogin?
    }

    /// What this process holds.
    struct Place: Sendable {
        let store: SessionStore
        let name: SessionName
        let lock: StoreLock
    }

    /// - Parameter place: What a login that goes on was taken from.
    init(profile: ProfileName?, taken place: Place? = nil, open: @escaping @Sendable () -> SessionStore?) {
        self.open = open
        state = Mutex(State(profile: profile, isOpened: place != nil, store: place?.store, place: place))
    }

    /// The profile that was picked on the screen.
    func call(_ profile: ProfileName?) { state.withLock { $0.profile = profile } }

    /// A login of another process is gone on with in this one.
    func adopt(_ place: Place) {
        state.withLock { state in
            state.place = place
            state.store = place.store
            state.isOpened = true
        }
    }

    /// What the kept login is called; nil when there is none.
    var name: SessionName? { state.withLock { $0.place?.name } }

    /// Keeps it, instead of what was kept before. `done` hears whether that worked.
    func keep(_ login: WaitingLogin, done: @escaping @Sendable (Bool) -> Void) {
        queue.async { [self] in
            let isKept = save(login)
            state.withLock { $0.unkept = isKept ? nil : login }
            done(isKept)
        }
    }

    /// The same for what could not be kept before, now that somebody was asked for the store. False when that does not
    /// work either.
    func keepNow(in store: SessionStore) -> Bool {
        queue.sync {
            let login = state.withLock { state in
                state.store = store
                state.isOpened = true
                return state.unkept.take()
            }
            return login.map(save) ?? false
        }
    }

    /// Removes it. `done` hears when that is over: the login goes on also where it did not work, which is told.
    func forget(done: @escaping @Sendable () -> Void) {
        queue.async { [self] in
            defer { done() }
            state.withLock { $0.unkept = nil }
            guard let place = state.withLock({ $0.place.take() }) else { return }
            do throws(StoreFault) {
                try place.store.remove(.waiting, place.name, holding: place.lock)
            } catch {
                Streams.err(
                    "pixie: what was kept of the login could not be removed. It runs out by itself. \(error.message)")
            }
        }
    }

    /// Returns when everything that was ordered is done.
    func settle() async {
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }

    private func save(_ login: WaitingLogin) -> Bool {
        guard let place = place(for: login) else { return false }
        let label = KeptRecord.Label(
            profile: place.name, issuer: login.plan.client.issuer.text, clientID: login.plan.client.clientID,
            person: nil, until: login.deadline, standing: .waiting)
        let record = KeptRecord(label: label, token: nil, content: login.bytes)
        return (try? place.store.save(.waiting, record, replacing: .anything, holding: place.lock)) != nil
    }

    /// Where it goes. Somebody else's waiting login is left alone.
    private func place(for login: WaitingLogin) -> Place? {
        let (place, profile, isOpened, opened) = state.withLock { ($0.place, $0.profile, $0.isOpened, $0.store) }
        if let place { return place }
        let store = isOpened ? opened : open()
        state.withLock { state in
            state.isOpened = true
            state.store = store
        }
        guard let store else { return nil }
        let issuer = login.plan.client.issuer
        let names =
            profile.map { [try? SessionName($0.text)] }
            ?? [
                SessionName.automatic(issuer, clientID: nil),
                SessionName.automatic(issuer, clientID: login.plan.client.clientID),
            ]
        for case let name? in names {
            guard let lock = try? store.lock(.waiting, name, within: 0) else { continue }
            let place = Place(store: store, name: name, lock: lock)
            state.withLock { $0.place = place }
            return place
        }
        return nil
    }
}
