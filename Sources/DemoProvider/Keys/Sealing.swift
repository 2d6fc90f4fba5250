package import Crypto
import CryptoExtras
import FoundationEssentials

/// Encryption for the client (RFC 7516) with its key of P-256: ECDH-ES+A256KW (RFC 7518 section 4.6).
package struct Sealing: Sendable, Equatable {
    package enum Content: String, Sendable {
        case gcm = "A256GCM"
        case cbc = "A256CBC-HS512"
    }

    package static let algorithm = "ECDH-ES+A256KW"

    package let recipient: P256.KeyAgreement.PublicKey
    package let keyID: String
    package var content: Content
    /// Whether the last octet of the tag is changed, so that it does not fit.
    package var breaksTag: Bool

    package init(
        recipient: P256.KeyAgreement.PublicKey, keyID: String, content: Content, breaksTag: Bool = false
    ) {
        self.recipient = recipient
        self.keyID = keyID
        self.content = content
        self.breaksTag = breaksTag
    }

    package static func == (one: Sealing, other: Sealing) -> Bool {
        (one.keyID, one.content, one.breaksTag) == (other.keyID, other.content, other.breaksTag)
            && one.recipient.rawRepresentation == other.recipient.rawRepresentation
    }

    /// The compact form with a signed token inside (RFC 7519 section 5.2).
    package func seal(_ text: String) -> String {
        do {
            return try sealed(Array(text.utf8))
        } catch {
            preconditionFailure("Sealing for \(keyID) (\(content)) does not work: \(error)")
        }
    }

    private func sealed(_ plain: [UInt8]) throws -> String {
        let own = P256.KeyAgreement.PrivateKey()
        let point = own.publicKey.rawRepresentation
        let header: JSON = [
            "alg": .string(Self.algorithm), "enc": .string(content.rawValue), "kid": .string(keyID), "typ": "JWT",
            "cty": "JWT",
            "epk": [
                "kty": "EC", "crv": "P-256", "x": .string(Base64URL.encode(point.prefix(32))),
                "y": .string(Base64URL.encode(point.suffix(32))),
            ],
        ]
        let protected = Base64URL.encode(header.text.utf8)
        let shared = try own.sharedSecretFromKeyAgreement(with: recipient)
        let wrapping = SymmetricKey(data: Self.derived(shared.withUnsafeBytes { Array($0) }))
        let key = SymmetricKey(size: .init(bitCount: content == .gcm ? 256 : 512))
        let wrapped = try AES.KeyWrap.wrap(key, using: wrapping)
        var parts = try content == .gcm ? gcm(plain, key, protected) : cbc(plain, key, protected)
        if breaksTag { parts.tag[parts.tag.count - 1] ^= 1 }
        return [protected, Base64URL.encode(wrapped)].joined(separator: ".")
            + "." + [parts.vector, parts.text, parts.tag].map { Base64URL.encode($0) }.joined(separator: ".")
    }

    private typealias Parts = (vector: [UInt8], text: [UInt8], tag: [UInt8])

    private func gcm(_ plain: [UInt8], _ key: SymmetricKey, _ protected: String) throws -> Parts {
        let box = try AES.GCM.seal(plain, using: key, authenticating: Array(protected.utf8))
        return (Array(box.nonce), Array(box.ciphertext), Array(box.tag))
    }

    /// RFC 7518 section 5.2.2.1: the first half of the key is for the tag.
    private func cbc(_ plain: [UInt8], _ key: SymmetricKey, _ protected: String) throws -> Parts {
        let octets = key.withUnsafeBytes { Array($0) }
        let vector = AES._CBC.IV()
        let text = Array(try AES._CBC.encrypt(plain, using: SymmetricKey(data: octets.suffix(32)), iv: vector))
        let associated = Array(protected.utf8)
        let length = withUnsafeBytes(of: UInt64(associated.count * 8).bigEndian) { Array($0) }
        let tag = HMAC<SHA512>.authenticationCode(
            for: associated + Array(vector) + text + length, using: SymmetricKey(data: octets.prefix(32)))
        return (Array(vector), text, Array(Array(tag).prefix(32)))
    }

    /// One round of the Concat KDF gives the 256 bits (RFC 7518 section 4.6.2).
    private static func derived(_ secret: [UInt8]) -> [UInt8] {
        func number(_ value: Int) -> [UInt8] { withUnsafeBytes(of: UInt32(value).bigEndian) { Array($0) } }
        let name = Array(algorithm.utf8)
        let info = number(name.count) + name + number(0) + number(0) + number(256)
        return Array(SHA256.hash(data: number(1) + secret + info))
    }
}
