import Glibc
import OAuth
import Profiles
import Sessions

/// What a registered client got, in the encrypted store.
enum RegisteredSecret {
    /// False when it could not be stored; why was said.
    static func keep(
        _ client: RegisteredClient, of issuer: Issuer, as name: ProfileName, _ storing: StoreOrder, canAsk: Bool
    ) -> Bool {
        do throws(StoreTrouble) {
            let access = try StoreTrouble.of { () throws(StoreFault) in try StoreAccess(storing) }
            guard let store = try access.forSaving(.client, canAsk: canAsk) else { return false }
            let name = try Self.name(name)
            let label = KeptRecord.Label(
                profile: name, issuer: issuer.text, clientID: client.clientID, person: nil, until: client.secretEnds,
                standing: .alive)
            let record = KeptRecord(label: label, token: nil, content: bytes(client))
            try StoreTrouble.of { () throws(StoreFault) in
                let lock = try store.lock(.client, name, within: SessionKeeper.patience)
                try store.save(.client, record, replacing: .anything, holding: lock)
            }
            return true
        } catch {
            Streams.err("pixie: \(error.message)")
            return false
        }
    }

    private static func name(_ profile: ProfileName) throws(StoreTrouble) -> SessionName {
        try StoreTrouble.of { () throws(SessionName.Fault) in try SessionName(profile.text) }
    }

    /// Whether the store has what any client got. Whose it is only the key tells.
    static var isAnyKept: Bool {
        guard let door = try? StoreAccess.door(), let stream = opendir(door.place.path + "/clients") else {
            return false
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            // A name that begins with a point is no record.
            if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { return true }
        }
        return false
    }

    /// The secret of the client of a profile, if one is kept. The store is opened only if there is any such client.
    static func find(
        _ profile: Profile, in open: () throws(StoreFault) -> SessionStore?
    ) -> ClientProof? {
        guard isAnyKept, let name = try? SessionName(profile.name.text) else { return nil }
        do throws(StoreFault) {
            guard let store = try open(), case .found(let entry) = try store.read(.client, name),
                entry.record.label.clientID == profile.clientID, entry.record.label.issuer == profile.issuer.text,
                let json = try? JSONReader.readObject(entry.record.content)
            else { return nil }
            let method = json["token_endpoint_auth_method"]?.string.flatMap(ClientRules.Method.init(rawValue:))
            return json["client_secret"]?.string.map { ClientProof(secret: Secret($0), method: method) }
        } catch {
            Streams.err(
                "pixie: if \(profile.name) has a client secret from its registration, it cannot be read: "
                    + error.message)
            return nil
        }
    }

    /// Removes what the client of a profile got, after the profile was removed.
    static func forget(_ profile: ProfileName, _ storing: StoreOrder) {
        guard isAnyKept else { return }
        do throws(StoreTrouble) {
            let opened = try StoreTrouble.of { () throws(StoreFault) in
                let access = try StoreAccess(storing)
                return try access.open().map { (store: $0, door: access.door) }
            }
            guard let opened else { return }
            if try forget(profile, in: opened.store, opened.door) {
                Streams.err(
                    "pixie: removed the secret of its client too. The client itself is still registered at the provider."
                )
            }
        } catch {
            Streams.err(
                "pixie: if its client was registered by pixie, its secret is still in the store: \(error.message)")
        }
    }

    /// - Returns: Whether there was something.
    @discardableResult
    static func forget(
        _ profile: ProfileName, in store: SessionStore, _ door: StoreDoor
    ) throws(StoreTrouble) -> Bool {
        let name = try name(profile)
        return try StoreTrouble.of { () throws(StoreFault) in
            let lock = try store.lock(.client, name, within: SessionKeeper.patience)
            guard try store.remove(.client, name, holding: lock) else { return false }
            try door.forgetKeyIfUnused()
            return true
        }
    }

    /// With the names of RFC 7591 section 3.2.1.
    private static func bytes(_ client: RegisteredClient) -> [UInt8] {
        let document: JSONValue = [
            "client_id": .string(client.clientID), "client_secret": client.secret.map { .string($0.reveal()) },
            "token_endpoint_auth_method": .string(client.method.rawValue),
            "registration_access_token": client.accessToken.map { .string($0.reveal()) },
            "registration_client_uri": client.configuration.map { .string($0.text) },
        ]
        return Array(document.text.utf8)
    }
}
