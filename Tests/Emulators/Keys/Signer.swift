import Crypto
import CryptoExtras
import DemoProvider

/// A key pair that signs for an emulator.
struct Signer: Sendable {
    enum Algorithm: String, Sendable {
        case es256 = "ES256"
        case rs256 = "RS256"
        case ps256 = "PS256"
    }

    private enum Pair: Sendable {
        case p256(P256.Signing.PrivateKey)
        case rsa(_RSA.Signing.PrivateKey)
    }

    let id: String
    let algorithm: Algorithm
    private let pair: Pair

    /// - Parameter pem: A key that was made before; a new one without it.
    init(_ algorithm: Algorithm, id: String, pem: String? = nil) throws {
        self.id = id
        self.algorithm = algorithm
        switch algorithm {
        case .es256:
            pair = .p256(
                try pem.map { try P256.Signing.PrivateKey(pemRepresentation: $0) } ?? P256.Signing.PrivateKey())
        case .rs256, .ps256:
            pair = .rsa(
                try pem.map { try _RSA.Signing.PrivateKey(pemRepresentation: $0) }
                    ?? _RSA.Signing.PrivateKey(keySize: .bits2048))
        }
    }

    /// The private key, PKCS #8.
    var pem: String {
        switch pair {
        case .p256(let key): key.pemRepresentation
        case .rsa(let key): key.pkcs8PEMRepresentation
        }
    }

    var rsa: _RSA.Signing.PrivateKey? {
        guard case .rsa(let key) = pair else { return nil }
        return key
    }

    /// The public half (RFC 7517, RFC 7518 section 6).
    var jwk: JSON {
        var jwk: JSON = ["kid": .string(id), "use": "sig", "alg": .string(algorithm.rawValue)]
        switch pair {
        case .p256(let key):
            jwk["kty"] = "EC"
            jwk["crv"] = "P-256"
            let point = key.publicKey.rawRepresentation
            jwk["x"] = .string(Base64URL.encode(point.prefix(32)))
            jwk["y"] = .string(Base64URL.encode(point.suffix(32)))
        case .rsa(let key):
            guard let numbers = try? key.publicKey.getKeyPrimitives() else { return jwk }
            jwk["kty"] = "RSA"
            jwk["n"] = .string(Base64URL.encode(numbers.modulus))
            jwk["e"] = .string(Base64URL.encode(numbers.publicExponent))
        }
        return jwk
    }

    /// The private key as a JWK, where it is one of P-256.
    var privateJWK: JSON {
        var jwk = jwk
        if case .p256(let key) = pair { jwk["d"] = .string(Base64URL.encode(key.rawRepresentation)) }
        return jwk
    }

    func header(type: String) -> JSON {
        ["alg": .string(algorithm.rawValue), "typ": .string(type), "kid": .string(id)]
    }

    /// The compact form (RFC 7515 section 7.1).
    func token(header: JSON, claims: JSON) -> String {
        let input = Base64URL.encode(header.text.utf8) + "." + Base64URL.encode(claims.text.utf8)
        return input + "." + Base64URL.encode(header["alg"] == "none" ? [] : signature(of: Array(input.utf8)))
    }

    func token(_ claims: JSON, type: String = "JWT") -> String { token(header: header(type: type), claims: claims) }

    /// Whether this key signed the token.
    func signed(_ token: Compact) -> Bool {
        let digest = SHA256.hash(data: token.input)
        switch pair {
        case .p256(let key):
            guard let mark = try? P256.Signing.ECDSASignature(rawRepresentation: token.signature) else { return false }
            return key.publicKey.isValidSignature(mark, for: digest)
        case .rsa(let key):
            return key.publicKey.isValidSignature(
                .init(rawRepresentation: token.signature), for: digest, padding: padding)
        }
    }

    private var padding: _RSA.Signing.Padding { algorithm == .ps256 ? .PSS : .insecurePKCS1v1_5 }

    private func signature(of input: [UInt8]) -> [UInt8] {
        let digest = SHA256.hash(data: input)
        do {
            switch pair {
            case .p256(let key): return Array(try key.signature(for: digest).rawRepresentation)
            case .rsa(let key): return Array(try key.signature(for: digest, padding: padding).rawRepresentation)
            }
        } catch {
            preconditionFailure("Signer \(id) (\(algorithm)) does not sign: \(error)")
        }
    }
}
