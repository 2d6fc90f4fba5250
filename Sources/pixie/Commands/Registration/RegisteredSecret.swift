import Glibc
import OAuth
import Profiles
import Sessions

/// What a registered client got, in the encrypted store.
enum RegisteredSecret {
    /// False when it could not be stored; why was said.
    static func keep(
        _ client: RegisteredClient, of issuer: Issuer, as name: ProfileName, _ storing: StoreOptions, canAsk: Bool
    ) -> Bool {
        do {
            guard let store = try StoreAccess(storing).forSaving(canAsk: canAsk) else { return false }
            let name = try SessionName(name.text)
            let lock = try store.lock(.client, name, within: SessionKeeper.patience)
            let label = KeptRecord.Label(
                profile: name, issuer: issuer.text, clientID: client.clientID, person: nil, until: client.secretEnds,
                standing: .alive)
            let record = KeptRecord(label: label, token: nil, content: bytes(client))
            try store.save(.client, record, replacing: .anything, holding: lock)
            return true
        } catch {
            Streams.err("pixie: \(StoreTrouble.message(of: error))")
            return false
        }
    }

    /// The secret of the client of a profile, if one is kept. The store is opened only if there is any such client.
    static func find(_ profile: Profile) -> Secret? {
        guard let door = try? StoreAccess.door(), access(door.place.path + "/clients", F_OK) == 0,
            let name = try? SessionName(profile.name.text),
            let store = try? door.open(passphrase: {
                PrivateQuestion.ask("Passphrase of the stored sessions, for the client secret: ")
            }), case .found(let entry)? = try? store.read(.client, name),
            entry.record.label.clientID == profile.clientID, entry.record.label.issuer == profile.issuer.text,
            let json = try? JSONReader.readObject(entry.record.content)
        else { return nil }
        return json["client_secret"]?.string.map { Secret($0) }
    }

    /// With the names of RFC 7591 section 3.2.1.
    private static func bytes(_ client: RegisteredClient) -> [UInt8] {
        var members = [JSONObject.Member(name: "client_id", value: .string(client.clientID))]
        if let secret = client.secret {
            members.append(JSONObject.Member(name: "client_secret", value: .string(secret.reveal())))
        }
        if let token = client.accessToken {
            members.append(JSONObject.Member(name: "registration_access_token", value: .string(token.reveal())))
        }
        if let address = client.configuration {
            members.append(JSONObject.Member(name: "registration_client_uri", value: .string(address.text)))
        }
        return Array(JSONValue.object(JSONObject(members: members)).text.utf8)
    }
}
