/// Which keys of a set may have made a signature. The choice uses `kid`, `kty`, `crv`, `use`, `alg` and `key_ops` and
/// never a key or an address that the token brings itself (RFC 8725 sections 3.5 and 3.10).
public enum KeyChoice: Sendable, Equatable {
    /// These fit; without a `kid` there may be several, and each is tried.
    case candidates([JSONWebKey])
    /// No key has that `kid`, or the token names none and no key fits: a newer key set may help.
    case unknown
    /// The key that the token names must not be used for it.
    case unfit(KeyMisfit)

    /// Chooses by the header of a token.
    ///
    /// A token that names a key is checked with keys of exactly that name. One that names none is checked with all
    /// that fit, in the order of the set (OpenID Connect Core section 10.1 lets a single key go without a name).
    public static func choose(keyID: String?, algorithm: SignatureAlgorithm, in set: JWKSet) -> KeyChoice {
        guard let keyID else {
            let fitting = set.keys.filter { misfit(of: $0, for: algorithm) == nil }
            return fitting.isEmpty ? .unknown : .candidates(fitting)
        }
        let named = set.keys.filter { $0.keyID?.hasOctets(of: keyID) == true }
        let fitting = named.filter { misfit(of: $0, for: algorithm) == nil }
        guard fitting.isEmpty else { return .candidates(fitting) }
        guard let first = named.first, let misfit = misfit(of: first, for: algorithm) else { return .unknown }
        return .unfit(misfit)
    }

    /// Why `key` may not verify `algorithm`; `nil` when it may.
    public static func misfit(of key: JSONWebKey, for algorithm: SignatureAlgorithm) -> KeyMisfit? {
        guard fitsKind(key, algorithm) else { return .kind(key.kind, needed: algorithm.keyKind) }
        if let use = key.use, !use.hasOctets(of: "sig") { return .use(ForeignText(use)) }
        if let name = key.algorithm, SignatureAlgorithm(name: name) != algorithm {
            return .algorithm(ForeignText(name))
        }
        if let operations = key.keyOps, !operations.contains(where: { $0.hasOctets(of: "verify") }) {
            return .operations
        }
        return nil
    }

    private static func fitsKind(_ key: JSONWebKey, _ algorithm: SignatureAlgorithm) -> Bool {
        switch (key.material, algorithm) {
        case (.rsa, .RS256), (.rsa, .RS384), (.rsa, .RS512), (.rsa, .PS256), (.rsa, .PS384), (.rsa, .PS512): true
        case (.ec(.p256, _, _), .ES256), (.ec(.p384, _, _), .ES384), (.ec(.p521, _, _), .ES512): true
        case (.okp, .EdDSA): true
        case (.rsa, _), (.ec, _), (.okp, _): false
        }
    }
}

/// Why a published key must not be used for a signature.
public enum KeyMisfit: Sendable, Equatable {
    /// `kty` or `crv` belongs to another algorithm.
    case kind(String, needed: String)
    /// `use` is not `sig` (RFC 7517 section 4.2).
    case use(ForeignText)
    /// `alg` names another algorithm (RFC 7517 section 4.4).
    case algorithm(ForeignText)
    /// `key_ops` does not have `verify` (RFC 7517 section 4.3).
    case operations

    /// The fact in a few words, for the evidence of a check.
    public var evidence: String {
        switch self {
        case .kind(let kind, let needed): "the key is \(kind), the algorithm needs \(needed)"
        case .use(let use): "the key is published with use \"\(use.safe(limit: 20))\""
        case .algorithm(let name): "the key is published for \(name.safe(limit: 20))"
        case .operations: "the key is published without the operation \"verify\""
        }
    }
}
