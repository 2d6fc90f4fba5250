import OAuth

// Keys in kept documents. Whoever keeps the bytes encrypts them.

extension ClientKey {
    var keptValue: JSONValue { .string(kept.reveal()) }

    static func read(_ value: JSONValue) -> ClientKey? { value.string.flatMap { ClientKey(kept: Secret($0)) } }
}

extension KeptReader {
    mutating func decryptionKeys() throws(KeptFault) -> [ClientKey] {
        guard let list = try optional("decryption_keys", { $0.array }) else { return [] }
        guard list.count <= Limits.keys else { throw fault("decryption_keys") }
        let keys = list.compactMap { ClientKey.read($0) }
        guard keys.count == list.count else { throw fault("decryption_keys") }
        return keys
    }
}

extension Prover {
    var kept: JSONValue {
        var writer = KeptWriter()
        writer.put("seed", keptSeed)
        writer.put("dpop_key", key?.keptValue)
        writer.put("proof_lifetime", lifetime.map { JSONValue($0) })
        writer.put("nonces", .array(keptNonces.map { .array([.string($0.origin), .string($0.nonce)]) }))
        return writer.object
    }

    /// Nil when there is none.
    init?(from reader: inout KeptReader) throws(KeptFault) {
        guard var inner = try reader.optionalObject("prover") else { return nil }
        let seed = try inner.secret("seed")
        let key = try inner.optional("dpop_key", ClientKey.read)
        let lifetime = try inner.optional("proof_lifetime") { $0.double }
        let nonces = try inner.required("nonces") { value -> [(origin: String, nonce: String)]? in
            guard let list = value.array else { return nil }
            let pairs = list.compactMap { $0.strings }.filter { $0.count == 2 }
            return pairs.count == list.count ? pairs.map { (origin: $0[0], nonce: $0[1]) } : nil
        }
        try inner.end()
        guard var prover = Prover(seed: seed, key: key, nonces: nonces) else { throw reader.fault("prover") }
        prover.lifetime = lifetime
        self = prover
    }
}

extension AssertionSigner {
    var kept: JSONValue {
        var writer = KeptWriter()
        writer.put("key", key.keptValue)
        writer.put("algorithm", algorithm.rawValue)
        writer.put("audience", rules.audience.rawValue)
        writer.put("lifetime", JSONValue(rules.lifetime))
        writer.put("confirms_key", .bool(rules.confirmsDPoPKey))
        return writer.object
    }

    init(from reader: inout KeptReader, clientID: String, provider: KeptProvider) throws(KeptFault) {
        var inner = try reader.object("client_key")
        let key = try inner.required("key", ClientKey.read)
        let algorithm = try inner.required("algorithm") { $0.string.flatMap(SignatureAlgorithm.init(name:)) }
        var rules = AssertionRules()
        rules.audience = try inner.required("audience") { $0.string.flatMap(AssertionRules.Audience.init(rawValue:)) }
        rules.lifetime = try inner.required("lifetime") { $0.double.flatMap { $0 > 0 ? $0 : nil } }
        rules.confirmsDPoPKey = try inner.flag("confirms_key")
        try inner.end()
        let signer = AssertionSigner(
            key: key, algorithm: algorithm, keptFor: clientID, issuer: provider.issuer.text,
            tokenEndpoint: provider.tokenEndpoint, rules: rules)
        guard let signer else { throw reader.fault("client_key") }
        self = signer
    }
}
