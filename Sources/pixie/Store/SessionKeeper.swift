import LoginFlow
import OAuth
import Profiles
import Sessions

/// Puts the session of a login that has just succeeded into the store.
struct SessionKeeper {
    let access: StoreAccess
    /// Without one the session is called after its issuer's host.
    let profile: ProfileName?
    let canAsk: Bool

    /// How long another process is waited for, in seconds.
    static let patience = 30.0

    /// Saves it. Whatever goes wrong is told: the tokens are then in memory only, and the login has succeeded all the
    /// same. As long as the person wants that, it is tried again.
    ///
    /// - Returns: What it is called in the store; nil when it is not there.
    func save(_ session: StoredSession) -> SessionName? {
        var again = 3
        while true {
            do throws(StoreTrouble) {
                return try put(session)
            } catch {
                if case .store(.changedMeanwhile) = error, again > 0 {
                    // Somebody signed out of everything and took the key away: there is a new one the next time.
                    again -= 1
                    continue
                }
                Streams.err(
                    "pixie: the session is not stored: \(error.message) The tokens are in memory only, until pixie ends."
                )
                guard canAsk, PrivateQuestion.confirm("Try again to store it?", usual: true) == true
                else { return nil }
            }
        }
    }

    private func put(_ session: StoredSession) throws(StoreTrouble) -> SessionName? {
        let store = try access.forSaving(canAsk: canAsk)
        guard let store else { return nil }
        let name = try Self.name(of: session, as: profile, in: store)
        try StoreTrouble.of { () throws(StoreFault) in
            try Self.put(session, as: name, in: store, within: Self.patience)
        }
        return name
    }

    /// In the place of whatever is there under that name.
    static func put(
        _ session: StoredSession, as name: SessionName, in store: SessionStore, within seconds: Double
    ) throws(StoreFault) {
        let lock = try store.lock(.session, name, within: seconds)
        try store.save(.session, session.record(as: name), replacing: .anything, holding: lock)
    }

    static func name(
        of session: StoredSession, as profile: ProfileName?, in store: SessionStore
    ) throws(StoreTrouble) -> SessionName {
        if let profile {
            return try StoreTrouble.of { () throws(SessionName.Fault) in try SessionName(profile.text) }
        }
        for clientID in [nil, session.clientID] {
            guard let name = SessionName.automatic(session.issuer, clientID: clientID) else { continue }
            guard case .found(let entry) = try? store.read(.session, name) else { return name }
            let label = entry.record.label
            if label.issuer == session.issuer.text && label.clientID == session.clientID { return name }
        }
        // Issuers that differ only in their paths, with the same client: a profile tells them apart.
        throw .ambiguous(session.issuer)
    }
}
