import Crypto
import DemoProvider

/// The key pairs of the client: the system knows the public halves, the client gets the files.
struct ClientKeys: Sendable {
    let signing: Signer
    private let decryption: P256.KeyAgreement.PrivateKey
    private let decryptionID = "client-encryption"
    private let folder: KeyFolder

    init(_ folder: KeyFolder) throws {
        self.folder = folder
        signing = try folder.signer(.es256, "client-signing")
        decryption = try folder.agreement(decryptionID)
        try folder.settle(signing.privateJWK.text, at: "\(folder.path)/client-signing.jwk")
        try folder.settle(decryptionJWK.text, at: "\(folder.path)/\(decryptionID).jwk")
    }

    func sealing(_ content: Sealing.Content) -> Sealing {
        Sealing(recipient: decryption.publicKey, keyID: decryptionID, content: content)
    }

    private var decryptionJWK: JSON {
        let point = decryption.publicKey.rawRepresentation
        return [
            "kty": "EC", "crv": "P-256", "kid": .string(decryptionID), "use": "enc",
            "alg": .string(Sealing.algorithm), "x": .string(Base64URL.encode(point.prefix(32))),
            "y": .string(Base64URL.encode(point.suffix(32))),
            "d": .string(Base64URL.encode(decryption.rawRepresentation)),
        ]
    }

    /// What is told to the one who starts the client.
    var facts: JSON {
        [
            "signing_key": .string("\(folder.path)/client-signing.pem"),
            "signing_jwk": .string("\(folder.path)/client-signing.jwk"), "signing_kid": .string(signing.id),
            "decryption_key": .string("\(folder.path)/\(decryptionID).pem"),
            "decryption_jwk": .string("\(folder.path)/\(decryptionID).jwk"), "decryption_kid": .string(decryptionID),
        ]
    }
}
