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
            do {
                guard let store = try access.forSaving(canAsk: canAsk) else { return nil }
                let name = try Self.name(of: session, as: profile, in: store)
                try Self.put(session, as: name, in: store, within: Self.patience)
                return name
            } catch StoreFault.changedMeanwhile where again > 0 {
                // Somebody signed out of everything and took the key away: there is a new one the next time.
                again -= 1
            } catch {
                Streams.err(
                    "pixie: the session is not stored: \(StoreTrouble.message(of: error)) The tokens are in memory "
                        + "only, until pixie ends.")
                guard canAsk, let typed = PrivateQuestion.askOpenly("Try again to store it? [Y/n] "),
                    ["", "y", "yes"].contains(typed.lowercased().filter { !$0.isWhitespace })
                else { return nil }
            }
        }
    }

    /// In the place of whatever is there under that name.
    static func put(
        _ session: StoredSession, as name: SessionName, in store: SessionStore, within seconds: Double
    ) throws {
        let lock = try store.lock(.session, name, within: seconds)
        try store.save(.session, session.record(as: name), replacing: .anything, holding: lock)
    }

    static func name(
        of session: StoredSession, as profile: ProfileName?, in store: SessionStore
    ) throws -> SessionName {
        if let profile { return try SessionName(profile.text) }
        for clientID in [nil, session.clientID] {
            guard let name = SessionName.automatic(session.issuer, clientID: clientID) else { continue }
            guard case .found(let entry) = try? store.read(.session, name) else { return name }
            let label = entry.record.label
            if label.issuer == session.issuer.text && label.clientID == session.clientID { return name }
        }
        // Issuers that differ only in their paths, with the same client: a profile tells them apart.
        throw StoreTrouble.ambiguous(session.issuer)
    }
}

/// What can be wrong between a command and the store.
enum StoreTrouble: Error {
    case ambiguous(Issuer)
    /// The person was asked for a new one.
    case noPassphrase

    static func message(of error: any Error) -> String {
        switch error {
        case let fault as StoreFault: fault.message
        case let fault as SessionName.Fault: fault.message
        case let fault as KeptFault: fault.message
        case StoreTrouble.ambiguous(let issuer):
            "there is another session at the host of \(issuer.text). Make a profile for this one: pixie profiles add."
        case StoreTrouble.noPassphrase: "no passphrase was given."
        default: preconditionFailure("StoreTrouble: an error that nobody throws: \(error)")
        }
    }
}
