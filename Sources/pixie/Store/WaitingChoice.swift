import ArgumentParser
import LoginFlow
import Network
import OAuth
import Sessions

/// A waiting login that was taken out of the store to go on with it. It stays there until its answer comes.
struct WaitingChoice: Sendable {
    let place: WaitingKeeper.Place
    let login: WaitingLogin

    /// - Throws: A usage error when none is meant; ``StoreFault`` and ``KeptFault`` when it cannot be read.
    init(_ typed: String?, in store: SessionStore?) throws {
        guard let store else {
            throw ValidationError("No login is waiting: nothing is stored yet. Begin one with: pixie login")
        }
        let name = try Self.name(typed, in: store)
        let lock: StoreLock
        do throws(StoreFault) {
            lock = try store.lock(.waiting, name, within: 0.5)
        } catch {
            guard case .busy = error else { throw error }
            throw ValidationError("That login is still open in another pixie. Go on there, or end it first.")
        }
        guard case .found(let entry) = try store.read(.waiting, name, holding: lock) else {
            throw ValidationError("No login to \(name) is waiting. Begin one with: pixie login")
        }
        place = WaitingKeeper.Place(store: store, name: name, lock: lock)
        login = try WaitingLogin(bytes: entry.record.content)
    }

    private static func name(_ typed: String?, in store: SessionStore) throws -> SessionName {
        if let typed { return try SessionChoice.name(typed) }
        let now = SystemClock.now().wall
        let names = try store.listing(.waiting).lines.filter { $0.label.until.map { $0 > now } ?? true }
            .map(\.label.profile)
        guard let only = names.first, names.count == 1 else {
            throw ValidationError(
                names.isEmpty
                    ? "No login is waiting. Begin one with: pixie login"
                    : "Say which login: \(names.prefix(10).map(\.text).joined(separator: ", ")).")
        }
        return only
    }
}
