import ArgumentParser
import LoginFlow
import OAuth
import PixieUI
import Profiles

/// The private keys of a client, and whether its tokens are bound to a key of the login.
struct KeyOrder {
    /// Files; - is standard input.
    var clientKeyFile: String?
    var clientKeyID: String?
    var decryptionKeyFile: String?
    var dpop: Use?

    /// The keys in the files that were named, else of the profile.
    func keys(over profile: Profile?) throws -> ClientKeys {
        var keys = ClientKeys()
        if let file = clientKeyFile ?? profile?.clientKeyFile.map(Profile.expanded) {
            let name = clientKeyFile == nil ? "client_key_file of the profile" : "--client-key-file"
            keys.signing = try Self.read(file, name) { (file) throws(KeyFileFault) in
                try file.signingKey(clientKeyID ?? profile?.clientKeyID)
            }
        } else if clientKeyID != nil {
            throw ValidationError("--client-key-id names a key of --client-key-file. Give both, or neither.")
        }
        if let file = decryptionKeyFile ?? profile?.decryptionKeyFile.map(Profile.expanded) {
            let name = decryptionKeyFile == nil ? "decryption_key_file of the profile" : "--decryption-key-file"
            keys.decryption = try Self.read(file, name) { (file) throws(KeyFileFault) in try file.decryptionKeys() }
        }
        return keys
    }

    /// A plan with the keys in the files and with what was chosen for DPoP.
    func proving(_ plan: LoginPlan, over profile: Profile?) throws -> LoginPlan {
        let keys = try keys(over: profile)
        // A preset may leave a client no other way to prove itself.
        if plan.client.rules.client.methods == [.privateKeyJWT], keys.signing == nil {
            let name = plan.client.rules.name ?? "This provider"
            throw ValidationError(
                "\(name) wants a client key (private_key_jwt). Give the file that holds it: --client-key-file.")
        }
        // Else the person would sign in for an answer that nobody can read.
        if plan.client.rules.encryption.needsKey, keys.decryption.isEmpty {
            let name = plan.client.rules.name ?? "This provider"
            throw ValidationError(
                "\(name) encrypts what it sends. Give the file with the private keys that open it: "
                    + "--decryption-key-file.")
        }
        do throws(ClientFault) {
            return try plan.proving(keys: keys, dpop: dpop ?? profile?.dpop)
        } catch {
            throw ValidationError(error.message)
        }
    }

    /// - Parameter option: How the message calls it.
    static func read<Value>(
        _ path: String, _ option: String, _ choose: (KeyFile) throws(KeyFileFault) -> Value
    ) throws -> Value {
        do throws(KeyFileTrouble) {
            return try KeyReading.read(path, choose)
        } catch {
            throw ValidationError("\(option): \(error.message)")
        }
    }

    /// What a form starts with. A file is read when the form is sent; only what can be read once is read here.
    func fill(_ prefill: inout Prefill, over profile: Profile?) throws {
        prefill.dpop = dpop ?? profile?.dpop
        prefill.keyFile = clientKeyFile ?? profile?.clientKeyFile ?? ""
        prefill.keyID = clientKeyID ?? profile?.clientKeyID ?? ""
        prefill.decryptionFile = decryptionKeyFile ?? profile?.decryptionKeyFile ?? ""
        let isStream = (
            signing: KeyReading.isStream(prefill.keyFile), decryption: KeyReading.isStream(prefill.decryptionFile)
        )
        if clientKeyFile != nil || decryptionKeyFile != nil || clientKeyID != nil {
            let keys = try keys(over: profile)
            if isStream.signing { prefill.keys.signing = keys.signing }
            if isStream.decryption { prefill.keys.decryption = keys.decryption }
        }
        if isStream.signing { (prefill.keyFile, prefill.keyID) = ("", "") }
        if isStream.decryption { prefill.decryptionFile = "" }
    }
}
