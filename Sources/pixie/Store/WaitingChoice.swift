import ArgumentParser
import LoginFlow
import Network
import OAuth
import Sessions

/// A waiting login that was taken out of the store to go on with it. It stays there until its answer comes.
struct WaitingChoice: Sendable {
    let place: WaitingKeeper.Place
    let login: WaitingLogin

    enum Fault: Error {
        /// None is meant, or none is there.
        case usage(ValidationError)
        /// It cannot be read.
        case store(StoreTrouble)

        fileprivate static func said(_ words: String) -> Fault { .usage(ValidationError(words)) }
    }

    init(_ typed: String?, _ storing: StoreOrder) throws(Fault) {
        let store = try Self.reading { () throws(StoreFault) in try StoreAccess(storing).open() }
        try self.init(typed, in: store)
    }

    init(_ typed: String?, in store: SessionStore?) throws(Fault) {
        guard let store else {
            throw .said("No login is waiting: nothing is stored yet. Begin one with: pixie login")
        }
        let name = try Self.name(typed, in: store)
        let lock: StoreLock
        do throws(StoreFault) {
            lock = try store.lock(.waiting, name, within: 0.5)
        } catch {
            guard case .busy = error else { throw .store(.store(error)) }
            throw .said("That login is still open in another pixie. Go on there, or end it first.")
        }
        let lookup = try Self.reading { () throws(StoreFault) in try store.read(.waiting, name, holding: lock) }
        guard case .found(let entry) = lookup else {
            throw .said("No login to \(name) is waiting. Begin one with: pixie login")
        }
        place = WaitingKeeper.Place(store: store, name: name, lock: lock)
        do throws(KeptFault) {
            login = try WaitingLogin(bytes: entry.record.content)
        } catch {
            throw .store(.content(error))
        }
    }

    private static func reading<Result>(_ work: () throws(StoreFault) -> Result) throws(Fault) -> Result {
        do throws(StoreFault) { return try work() } catch { throw .store(.store(error)) }
    }

    private static func name(_ typed: String?, in store: SessionStore) throws(Fault) -> SessionName {
        if let typed {
            do throws(ValidationError) { return try SessionChoice.name(typed) } catch { throw .usage(error) }
        }
        let now = SystemClock.now().wall
        let listing = try reading { () throws(StoreFault) in try store.listing(.waiting) }
        let names = listing.lines.filter { $0.label.until.map { $0 > now } ?? true }.map(\.label.profile)
        guard let only = names.first, names.count == 1 else {
            throw .said(
                names.isEmpty
                    ? "No login is waiting. Begin one with: pixie login"
                    : "Say which login: \(names.prefix(10).map(\.text).joined(separator: ", ")).")
        }
        return only
    }
}
