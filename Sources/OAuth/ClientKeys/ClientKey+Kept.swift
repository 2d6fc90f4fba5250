extension ClientKey {
    /// The key as a private JWK, to be encrypted at once.
    public var kept: Secret {
        let secret: JSONObject =
            switch numbers {
            case .ec(let secret), .okp(let secret): ["d": .octets(secret)]
            case .rsa(let secret, let primes):
                ["d": .octets(secret), "p": primes.map { .octets($0.first) }, "q": primes.map { .octets($0.second) }]
            }
        let names: JSONObject = [
            "kid": keyID.map { .string($0) }, "use": publicKey.use.map { .string($0) },
            "alg": publicKey.algorithm.map { .string($0) },
        ]
        return Secret(JSONValue.object(publicKey.bareJWK + secret + names).text)
    }

    /// Reads what ``kept`` wrote.
    public init?(kept: Secret) {
        guard let file = try? KeyFile.read(Array(kept.reveal().utf8)), let key = file.keys.first, file.keys.count == 1
        else { return nil }
        self = key
    }
}
