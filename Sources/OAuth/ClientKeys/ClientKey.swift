/// A private key of this client (RFC 7517, RFC 7518 section 6): it signs client assertions, or opens what was encrypted
/// for the client.
///
/// Only ``KeyFile`` and what pixie itself kept make one, so the public half belongs to the private one and both are of
/// a kind and size that can be used.
public struct ClientKey: Sendable, Equatable {
    /// The secret numbers, big-endian.
    enum Numbers: Sendable, Equatable {
        /// The primes are nil where a JWK leaves them out (RFC 7518 section 6.3.2).
        case rsa(exponent: [UInt8], primes: Primes?)
        /// As long as a coordinate of the curve.
        case ec([UInt8])
        /// Ed25519 (RFC 8037 section 2).
        case okp([UInt8])
    }

    struct Primes: Sendable, Equatable {
        let first: [UInt8]
        let second: [UInt8]
    }

    /// The half that anybody may see, with `kid`, `use`, `alg` and `key_ops` as the file has them.
    public let publicKey: JSONWebKey
    let numbers: Numbers

    init(publicKey: JSONWebKey, numbers: Numbers) {
        self.publicKey = publicKey
        self.numbers = numbers
    }

    /// `kid`.
    public var keyID: String? { publicKey.keyID }
    /// Kind and size for the screen: `RSA 2048 bits`, `EC P-256`.
    public var kind: String { publicKey.kind }

    /// The same key under another name.
    public func named(_ keyID: String) -> ClientKey {
        ClientKey(
            publicKey: JSONWebKey(
                keyID: keyID, use: publicKey.use, algorithm: publicKey.algorithm, keyOps: publicKey.keyOps,
                material: publicKey.material), numbers: numbers)
    }
}

extension ClientKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    // Printing its numbers would print the key.
    public var description: String { "ClientKey(\(kind), hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
