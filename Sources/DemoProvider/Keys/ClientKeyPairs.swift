import Crypto

/// Key pairs that a client gets from the provider at its start: the provider keeps the public halves in mind, the
/// client reads its own from a file. They are of this run alone.
struct ClientKeyPairs: Sendable {
    static let signingID = "demo-client-signing"
    static let encryptionID = "demo-client-encryption"

    let signing = P256.Signing.PrivateKey()
    let encryption = P256.KeyAgreement.PrivateKey()

    var signingJWK: JSON {
        Self.jwk(
            Self.signingID, use: "sig", algorithm: "ES256", point: Array(signing.publicKey.rawRepresentation),
            number: Array(signing.rawRepresentation))
    }

    var encryptionJWK: JSON {
        Self.jwk(
            Self.encryptionID, use: "enc", algorithm: Sealing.algorithm,
            point: Array(encryption.publicKey.rawRepresentation), number: Array(encryption.rawRepresentation))
    }

    var sealing: Sealing {
        Sealing(recipient: encryption.publicKey, keyID: Self.encryptionID, content: .gcm)
    }

    private static func jwk(_ id: String, use: String, algorithm: String, point: [UInt8], number: [UInt8]) -> JSON {
        [
            "kty": "EC", "crv": "P-256", "kid": .string(id), "use": .string(use), "alg": .string(algorithm),
            "x": .string(Base64URL.encode(point.prefix(32))), "y": .string(Base64URL.encode(point.suffix(32))),
            "d": .string(Base64URL.encode(number)),
        ]
    }
}
