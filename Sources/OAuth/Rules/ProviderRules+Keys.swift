// What a provider documents about the keys of a client. Missing keys are no fault here: a plan is made before its files
// are read.
extension ProviderRules {
    /// - Throws: What these rules say against the keys, the first thing only.
    public func judge(keys: ClientKeys) throws(ClientFault) {
        if let key = keys.signing { try judge(signing: key) }
        if !keys.decryption.isEmpty { try judge(decryption: keys.decryption) }
    }

    /// - Throws: ``ClientFault/keyRule(_:)`` when it is of the wrong kind or curve, ``ClientFault/keyNameRule(_:)`` when
    ///   it has no name.
    public func judge(signing key: ClientKey) throws(ClientFault) {
        if let methods = client.methods, !methods.contains(.privateKeyJWT) {
            throw .keyRule("\(called) knows no client key (private_key_jwt). Leave it out.")
        }
        if let allowed = client.assertion.algorithms, key.algorithm(allowed: allowed) == nil {
            let names = allowed.map(\.rawValue).joined(separator: " or ")
            let kinds = Set(allowed.map(\.keyKind)).sorted().joined(separator: " or ")
            throw .keyRule(
                "\(called) takes signatures with \(names), so the key must be \(kinds); this one is \(key.kind). "
                    + "Give the key whose public half is registered there.")
        }
        if client.assertion.needsKeyID, key.keyID == nil {
            throw .keyNameRule(
                "\(called) finds the key by its name (kid), and the file gives it none. Give the kid that it has in the "
                    + "registered key set: --client-key-id, or Key ID in the form.")
        }
    }

    /// - Throws: ``ClientFault/decryptionRule(_:)`` when no key can open what the provider encrypts.
    public func judge(decryption keys: [ClientKey]) throws(ClientFault) {
        guard let allowed = encryption.algorithms else { return }
        guard !keys.contains(where: { key in allowed.contains { $0.fits(key) } }) else { return }
        let kinds = keys.prefix(3).map(\.kind).joined(separator: ", ")
        throw .decryptionRule(
            "\(called) encrypts with \(allowed.map(\.rawValue).joined(separator: " or ")), and no key in the file opens "
                + "that: it holds \(kinds). Give the private key whose public half is registered there for encryption.")
    }
}

extension ClientKey {
    /// The first of the provider's algorithms that this key signs with; its own `alg` decides where it has one.
    func algorithm(allowed: [SignatureAlgorithm]) -> SignatureAlgorithm? {
        if let named = publicKey.algorithm.flatMap(SignatureAlgorithm.init(name:)), algorithms.contains(named) {
            return allowed.contains(named) ? named : nil
        }
        return algorithms.first { allowed.contains($0) }
    }

    /// What of the provider's list this key can open; nil lists everything that fits.
    public func agreements(among names: [String]?) -> [String] {
        let fitting = KeyAgreement.allCases.filter { $0.fits(self) }.map(\.rawValue)
        guard let names else { return fitting }
        return names.filter { fitting.contains($0) }
    }
}
