import Crypto
import CryptoExtras
import DemoProvider
import FoundationEssentials
import SwiftASN1
import X509

/// The self-signed certificate that WorkOS puts beside a key of its key set.
enum KeyCertificate {
    /// The key with `x5c` and `x5t#S256` (RFC 7517 sections 4.7 and 4.9).
    static func jwk(of signer: Signer) throws -> JSON {
        var jwk = signer.jwk
        guard let key = signer.rsa else { return jwk }
        let name = try DistinguishedName { CommonName("emulator") }
        let now = Date()
        let certificate = try X509.Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey), notValidBefore: now - 3600,
            notValidAfter: now + 86400, issuer: name, subject: name, signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: X509.Certificate.Extensions(), issuerPrivateKey: .init(key))
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        let octets = serializer.serializedBytes
        jwk["x5c"] = [.string(Data(octets).base64EncodedString())]
        jwk["x5t#S256"] = .string(Base64URL.encode(SHA256.hash(data: octets)))
        return jwk
    }
}
