import LoginFlow
import OAuth
import Presets

// The private keys of a client stand in files, which somebody else reads: the form says which, and judges what came.
extension ProfileForm {
    /// Whether the chosen provider proves the client with its key, or a key was given already.
    var wantsClientKey: Bool {
        let preset = providers.preset
        return rules.client.methods == [.privateKeyJWT] || preset?.help.clientKey != nil || !text(.keyFile).isEmpty
    }

    /// A name that no file gives is asked for where the provider looks keys up by it, or where the file has several.
    var wantsKeyID: Bool {
        guard wantsClientKey else { return false }
        if case .failure(let trouble)? = found?.signing, trouble.isAboutName { return true }
        return rules.client.assertion.needsKeyID || providers.preset?.help.clientKeyID != nil || !text(.keyID).isEmpty
    }

    /// Whether it encrypts what it sends.
    var wantsDecryptionKey: Bool {
        rules.encryption.needsKey || providers.preset?.help.decryptionKey != nil || !text(.decryptionFile).isEmpty
    }

    /// The files that the fields name now.
    var keyWish: KeyFilesWish {
        let fields = fields
        var wish = KeyFilesWish()
        if fields.contains(.keyFile) { wish.signing = text(.keyFile).trimmed }
        if fields.contains(.keyID), !wish.signing.isEmpty { wish.keyID = text(.keyID).trimmed }
        if fields.contains(.decryptionFile) { wish.decryption = text(.decryptionFile).trimmed }
        return wish
    }

    /// The files to be read before the form can be sent; `nil` when there are none, or when another field comes first.
    ///
    /// They are read anew each time: somebody may have mended one meanwhile.
    mutating func keysToRead() -> KeyFilesWish? {
        forgetKeys()
        let wish = keyWish
        let isKeyField = focus == .keyFile || focus == .keyID || focus == .decryptionFile
        guard !wish.isEmpty, isKeyField || fields.allSatisfy({ fault(of: $0) == nil }) else { return nil }
        return wish
    }

    /// The keys that the plan gets: from the files, else those that came with the form.
    var keys: ClientKeys {
        let wish = keyWish
        var keys = keysBeforehand
        if !wish.signing.isEmpty { keys.signing = try? foundNow?.signing?.get() }
        if !wish.decryption.isEmpty { keys.decryption = (try? foundNow?.decryption?.get()) ?? [] }
        return keys
    }

    var keyFileFault: String? {
        guard !keyWish.signing.isEmpty else {
            guard rules.client.methods == [.privateKeyJWT], keysBeforehand.signing == nil else { return nil }
            return "\(called) proves the client with a key. Enter the path of the file with the private key."
        }
        if !text(.secret).isEmpty, fields.contains(.secret) { return ClientFault.secretAndKey.message }
        switch foundNow?.signing {
        case nil: return nil
        case .failure(let trouble)?: return trouble.isAboutName ? nil : trouble.message
        case .success(let key)?: return keyRule(key).flatMap { $0.isAboutName ? nil : $0.message }
        }
    }

    var keyIDFault: String? {
        switch foundNow?.signing {
        case nil: nil
        case .failure(let trouble)?: trouble.isAboutName ? trouble.message : nil
        case .success(let key)?: keyRule(key).flatMap { $0.isAboutName ? $0.message : nil }
        }
    }

    var decryptionFault: String? {
        guard !keyWish.decryption.isEmpty else {
            guard rules.encryption.needsKey, keysBeforehand.decryption.isEmpty else { return nil }
            return "\(called) encrypts what it sends. Enter the path of the file with the private keys that open it."
        }
        switch foundNow?.decryption {
        case nil: return nil
        case .failure(let trouble)?: return trouble.message
        case .success(let keys)?:
            do throws(ClientFault) {
                try rules.judge(decryption: keys)
                return nil
            } catch {
                return error.message
            }
        }
    }

    /// What was read of the files that the fields name now.
    private var foundNow: KeyFilesFound? { found.flatMap { $0.wish == keyWish ? $0 : nil } }

    private var called: String { rules.name ?? providers.preset?.name ?? "This provider" }

    /// What stands in an empty field for something that need not be given.
    func placeholder(_ field: Field) -> String {
        switch field {
        case .keyFile where keysBeforehand.signing != nil, .decryptionFile where !keysBeforehand.decryption.isEmpty:
            return "the one that was given"
        case .keyFile where rules.client.methods == [.privateKeyJWT], .decryptionFile where rules.encryption.needsKey:
            return "a PEM or JWK file"
        case .secret where fault(of: .secret) != nil: return "as the provider shows it"
        case .keyFile, .decryptionFile: return "none"
        case .secret: return "none: a public client"
        case .provider, .firstValue, .secondValue, .thirdValue, .issuer, .clientID, .scopes, .port, .redirect, .keyID:
            return ""
        }
    }

    private func keyRule(_ key: ClientKey) -> KeyFileTrouble? {
        do throws(ClientFault) {
            try rules.judge(signing: key)
            return nil
        } catch {
            if case .keyNameRule = error { return KeyFileTrouble(error.message, isAboutName: true) }
            return KeyFileTrouble(error.message)
        }
    }
}
