extension ClientKey {
    /// The key as a private JWK, to be encrypted at once.
    public var kept: Secret {
        func text(_ name: String, _ octets: [UInt8]) -> JSONObject.Member {
            JSONObject.Member(name: name, value: .string(Base64URL.encode(octets)))
        }
        func word(_ name: String, _ value: String?) -> JSONObject.Member? {
            value.map { JSONObject.Member(name: name, value: .string($0)) }
        }
        var members = publicKey.bareJWK.members
        switch numbers {
        case .ec(let secret), .okp(let secret):
            members.append(text("d", secret))
        case .rsa(let secret, let primes):
            members.append(text("d", secret))
            if let primes { members += [text("p", primes.first), text("q", primes.second)] }
        }
        members += [word("kid", keyID), word("use", publicKey.use), word("alg", publicKey.algorithm)].compactMap { $0 }
        return Secret(JSONValue.object(JSONObject(members: members)).text)
    }

    /// Reads what ``kept`` wrote.
    public init?(kept: Secret) {
        guard let file = try? KeyFile.read(Array(kept.reveal().utf8)), let key = file.keys.first, file.keys.count == 1
        else { return nil }
        self = key
    }
}
