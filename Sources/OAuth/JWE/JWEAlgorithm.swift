/// How the content key travels: the algorithms of `alg` that pixie opens (RFC 7518 section 4.1).
///
/// There is no `RSA1_5`, whose padding can be attacked (RFC 8725 section 3.2), no `dir` and no key wrapping with a
/// shared key: a client key is the only thing that opens.
public enum KeyAgreement: String, Sendable, CaseIterable {
    case ecdhES = "ECDH-ES"
    case ecdhESA128KW = "ECDH-ES+A128KW"
    case ecdhESA256KW = "ECDH-ES+A256KW"
    case rsaOAEP256 = "RSA-OAEP-256"

    /// Octets of the key that wraps the content key; nil where none does.
    var wrappingKeyLength: Int? {
        switch self {
        case .ecdhESA128KW: 16
        case .ecdhESA256KW: 32
        case .ecdhES, .rsaOAEP256: nil
        }
    }

    /// Whether a key is of the kind, and says nothing against it.
    func fits(_ key: ClientKey) -> Bool {
        if let use = key.publicKey.use, !use.hasOctets(of: "enc") { return false }
        // Some sets name an algorithm for the key; another one of the same kind is not what it is for.
        if let name = key.publicKey.algorithm, !name.hasOctets(of: rawValue), KeyAgreement(rawValue: name) != nil {
            return false
        }
        switch (key.numbers, self) {
        case (.rsa, .rsaOAEP256), (.ec, .ecdhES), (.ec, .ecdhESA128KW), (.ec, .ecdhESA256KW): return true
        case (.rsa, _), (.ec, _), (.okp, _): return false
        }
    }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
// The names are those of the registry.
/// How the content is encrypted: the algorithms of `enc` that pixie opens (RFC 7518 section 5.1).
public enum ContentEncryption: String, Sendable, CaseIterable {
    case A128GCM
    case A256GCM
    case A128CBC_HS256 = "A128CBC-HS256"
    case A256CBC_HS512 = "A256CBC-HS512"

    /// Octets of the content key.
    var keyLength: Int {
        switch self {
        case .A128GCM: 16
        case .A256GCM, .A128CBC_HS256: 32
        case .A256CBC_HS512: 64
        }
    }

    /// Octets of the initialization vector.
    var vectorLength: Int {
        switch self {
        case .A128GCM, .A256GCM: 12
        case .A128CBC_HS256, .A256CBC_HS512: 16
        }
    }

    /// Octets of the authentication tag.
    var tagLength: Int {
        switch self {
        case .A128GCM, .A256GCM, .A128CBC_HS256: 16
        case .A256CBC_HS512: 32
        }
    }
}
