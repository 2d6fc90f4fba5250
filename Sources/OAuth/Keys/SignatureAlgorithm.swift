// swift-format-ignore: AlwaysUseLowerCamelCase
// The names are those of the registry, letter for letter.
/// A signature algorithm that pixie accepts (RFC 7518 section 3.1, RFC 8037 section 3.1).
///
/// There is no `none` and no `HS…` here, so that neither can be asked for by mistake (RFC 8725 sections 2.1 and 3.1).
public enum SignatureAlgorithm: String, CaseIterable, Sendable {
    case RS256, RS384, RS512
    case PS256, PS384, PS512
    case ES256, ES384, ES512
    /// Ed25519 only; Ed448 is not offered.
    case EdDSA

    /// The algorithm of that name in an `alg` member, compared with case. `Ed25519` is the newer name of EdDSA with
    /// that curve (RFC 9864 section 2.2).
    public init?(name: String) {
        guard let algorithm = Self.allCases.first(where: { $0.rawValue.hasOctets(of: name) }) else {
            guard name.hasOctets(of: "Ed25519") else { return nil }
            self = .EdDSA
            return
        }
        self = algorithm
    }

    /// What may be accepted from a provider whose metadata advertises `advertised`: the names on the list that pixie
    /// supports. A list that is missing restricts nothing (RFC 8414 section 2 does not require it).
    public static func allowed(advertised: [String]?) -> Set<SignatureAlgorithm> {
        guard let advertised else { return Set(allCases) }
        return Set(advertised.compactMap(SignatureAlgorithm.init(name:)))
    }
}

extension SignatureAlgorithm {
    /// The hash inside the algorithm. For Ed25519 it is SHA-512 (RFC 8032 section 5.1).
    var digest: SHA2 {
        switch self {
        case .RS256, .PS256, .ES256: .sha256
        case .RS384, .PS384, .ES384: .sha384
        case .RS512, .PS512, .ES512, .EdDSA: .sha512
        }
    }

    /// The `kty`, and the `crv` if any, that a key must have (RFC 7518 section 6.1, RFC 8037 section 2).
    var keyKind: String {
        switch self {
        case .RS256, .RS384, .RS512, .PS256, .PS384, .PS512: "RSA"
        case .ES256: "EC P-256"
        case .ES384: "EC P-384"
        case .ES512: "EC P-521"
        case .EdDSA: "OKP Ed25519"
        }
    }
}

extension Set<SignatureAlgorithm> {
    /// The names in their usual order, for messages: `RS256, ES256`.
    var names: String {
        let names = SignatureAlgorithm.allCases.filter(contains).map(\.rawValue)
        return names.isEmpty ? "none that pixie knows" : names.joined(separator: ", ")
    }
}
