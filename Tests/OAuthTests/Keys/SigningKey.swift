import Crypto
import CryptoExtras

@testable import OAuth

/// A private key of a test's provider, and the tokens that it signs.
enum SigningKey: Sendable {
    case rsa(_RSA.Signing.PrivateKey)
    case p256(P256.Signing.PrivateKey)
    case p384(P384.Signing.PrivateKey)
    case p521(P521.Signing.PrivateKey)
    case ed25519(Curve25519.Signing.PrivateKey)

    /// RSA keys are slow to make, so tests share them; no test depends on their value.
    static let rsa2048 = SigningKey.makeRSA(bits: 2048)
    static let otherRSA2048 = SigningKey.makeRSA(bits: 2048)
    static let rsa1024 = SigningKey.makeRSA(bits: 1024)

    private static func makeRSA(bits: Int) -> SigningKey {
        guard let key = try? _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: bits)) else {
            preconditionFailure("No RSA key of \(bits) bits")
        }
        return .rsa(key)
    }

    /// A fresh key of the right kind.
    static func make(for algorithm: SignatureAlgorithm) -> SigningKey {
        switch algorithm {
        case .RS256, .RS384, .RS512, .PS256, .PS384, .PS512: rsa2048
        case .ES256: .p256(P256.Signing.PrivateKey())
        case .ES384: .p384(P384.Signing.PrivateKey())
        case .ES512: .p521(P521.Signing.PrivateKey())
        case .EdDSA: .ed25519(Curve25519.Signing.PrivateKey())
        }
    }

    /// The public key as a member of a key set; `extra` is more JSON, such as `"use":"sig"`.
    func jwk(kid: String? = "k1", extra: String = "") throws -> String {
        var members: [String] = []
        if let kid { members.append("\"kid\":\"\(kid)\"") }
        if !extra.isEmpty { members.append(extra) }
        switch self {
        case .rsa(let key):
            let numbers = try key.publicKey.getKeyPrimitives()
            members += ["\"kty\":\"RSA\"", "\"n\":\"\(Base64URL.encode(numbers.modulus))\""]
            members += ["\"e\":\"\(Base64URL.encode(numbers.publicExponent))\""]
        case .p256(let key): members += Self.point("P-256", Array(key.publicKey.x963Representation))
        case .p384(let key): members += Self.point("P-384", Array(key.publicKey.x963Representation))
        case .p521(let key): members += Self.point("P-521", Array(key.publicKey.x963Representation))
        case .ed25519(let key):
            members += ["\"kty\":\"OKP\"", "\"crv\":\"Ed25519\""]
            members += ["\"x\":\"\(Base64URL.encode(key.publicKey.rawRepresentation))\""]
        }
        return "{\(members.joined(separator: ","))}"
    }

    private static func point(_ curve: String, _ x963: [UInt8]) -> [String] {
        let half = (x963.count - 1) / 2
        return [
            "\"kty\":\"EC\"", "\"crv\":\"\(curve)\"", "\"x\":\"\(Base64URL.encode(x963[1...half]))\"",
            "\"y\":\"\(Base64URL.encode(x963[(half + 1)...]))\"",
        ]
    }

    /// A key set with this key alone.
    func set(kid: String? = "k1", extra: String = "") throws -> JWKSet {
        try JWKSet.read(Array("{\"keys\":[\(try jwk(kid: kid, extra: extra))]}".utf8))
    }

    func signature(over text: String, _ algorithm: SignatureAlgorithm) throws -> [UInt8] {
        let input = Array(text.utf8)
        switch self {
        case .rsa(let key): return try Self.sign(input, key, algorithm)
        case .p256(let key): return Array(try key.signature(for: SHA256.hash(data: input)).rawRepresentation)
        case .p384(let key): return Array(try key.signature(for: SHA384.hash(data: input)).rawRepresentation)
        case .p521(let key): return Array(try key.signature(for: SHA512.hash(data: input)).rawRepresentation)
        case .ed25519(let key): return Array(try key.signature(for: input))
        }
    }

    private static func sign(
        _ input: [UInt8], _ key: _RSA.Signing.PrivateKey, _ algorithm: SignatureAlgorithm
    ) throws -> [UInt8] {
        let padding: _RSA.Signing.Padding = algorithm.rawValue.hasPrefix("PS") ? .PSS : .insecurePKCS1v1_5
        let signature =
            switch algorithm.digest {
            case .sha256: try key.signature(for: SHA256.hash(data: input), padding: padding)
            case .sha384: try key.signature(for: SHA384.hash(data: input), padding: padding)
            case .sha512: try key.signature(for: SHA512.hash(data: input), padding: padding)
            }
        return Array(signature.rawRepresentation)
    }

    /// A signed token with exactly this header and these claims, as JSON text.
    func token(header: String, claims: String, _ algorithm: SignatureAlgorithm) throws -> Secret {
        let input = Base64URL.encode(header.utf8) + "." + Base64URL.encode(claims.utf8)
        return Secret(input + "." + Base64URL.encode(try signature(over: input, algorithm)))
    }
}
