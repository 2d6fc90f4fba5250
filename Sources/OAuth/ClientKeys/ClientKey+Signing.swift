internal import Crypto
internal import CryptoExtras

extension ClientKey {
    /// What it can sign with here, the usual one first. P-521 is for decryption only.
    public var algorithms: [SignatureAlgorithm] {
        switch publicKey.material {
        case .rsa: [.RS256, .PS256]
        case .ec(.p256, _, _): [.ES256]
        case .ec(.p384, _, _): [.ES384]
        case .ec(.p521, _, _): []
        case .okp: [.EdDSA]
        }
    }

    /// The algorithm for a server that lists `advertised`: the key's own `alg`, else PS256 before RS256 where an RSA
    /// key can have both (FAPI 2.0 section 5.4.1), else what the kind of key leaves.
    ///
    /// A list that has nothing for the key does not matter: such lists are often short, and the server decides. Nil
    /// when the key cannot sign at all.
    public func algorithm(advertised: [String]?) -> SignatureAlgorithm? {
        if let named = publicKey.algorithm.flatMap(SignatureAlgorithm.init(name:)), algorithms.contains(named) {
            return named
        }
        guard let advertised else { return algorithms.first }
        let listed = SignatureAlgorithm.allowed(advertised: advertised)
        return algorithms.reversed().first { listed.contains($0) } ?? algorithms.first
    }

    /// The signature in the form of RFC 7518 section 3, or nil when the key is not of that kind.
    func signature(over input: [UInt8], _ algorithm: SignatureAlgorithm) -> [UInt8]? {
        switch (numbers, publicKey.material, algorithm) {
        case (.ec(let secret), .ec(.p256, _, _), .ES256):
            return try? Array(
                P256.Signing.PrivateKey(rawRepresentation: secret).signature(for: SHA256.hash(data: input))
                    .rawRepresentation)
        case (.ec(let secret), .ec(.p384, _, _), .ES384):
            return try? Array(
                P384.Signing.PrivateKey(rawRepresentation: secret).signature(for: SHA384.hash(data: input))
                    .rawRepresentation)
        case (.okp(let seed), .okp, .EdDSA):
            return try? Array(Curve25519.Signing.PrivateKey(rawRepresentation: seed).signature(for: input))
        case (.rsa, .rsa, .RS256):
            return try? signingRSA.map {
                try Array($0.signature(for: SHA256.hash(data: input), padding: .insecurePKCS1v1_5).rawRepresentation)
            }
        case (.rsa, .rsa, .PS256):
            return try? signingRSA.map {
                try Array($0.signature(for: SHA256.hash(data: input), padding: .PSS).rawRepresentation)
            }
        case _:
            return nil
        }
    }

    private var signingRSA: _RSA.Signing.PrivateKey? {
        guard case .rsa(let modulus, let exponent) = publicKey.material, case .rsa(let secret, let primes) = numbers
        else { return nil }
        guard let primes else {
            return try? _RSA.Signing.PrivateKey._createFromNumbers(n: modulus, e: exponent, d: secret)
        }
        return try? _RSA.Signing.PrivateKey(
            n: modulus, e: exponent, d: secret, p: primes.first, q: primes.second)
    }
}
