import Crypto
import CryptoExtras

/// A key pair, made when it is needed and never written anywhere.
struct SigningKey: Sendable, Equatable {
    enum Kind: Sendable, Hashable {
        case rsa(bits: Int)
        case p256
    }

    private enum Pair: Sendable {
        case rsa(_RSA.Signing.PrivateKey)
        case p256(P256.Signing.PrivateKey)
    }

    let id: String
    let kind: Kind
    private let pair: Pair

    /// - Throws: what the library says when no key can be made.
    init(_ kind: Kind) throws {
        self.kind = kind
        id = "demo-" + RandomText.token().prefix(8)
        switch kind {
        case .rsa(let bits): pair = .rsa(try _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: bits)))
        case .p256: pair = .p256(P256.Signing.PrivateKey())
        }
    }

    static func == (one: SigningKey, other: SigningKey) -> Bool { one.id == other.id }

    var algorithm: DemoProviderOptions.Algorithm {
        switch kind {
        case .rsa: .rs256
        case .p256: .es256
        }
    }

    /// The public half, for the key set (RFC 7517, RFC 7518 section 6), under its own name or another one.
    func publicJWK(id: String? = nil) -> JSON {
        let name = JSON.string(id ?? self.id)
        switch pair {
        case .rsa(let pair):
            let numbers = own { try pair.publicKey.getKeyPrimitives() }
            return [
                "kty": "RSA", "use": "sig", "alg": "RS256", "kid": name,
                "n": .string(Base64URL.encode(numbers.modulus)),
                "e": .string(Base64URL.encode(numbers.publicExponent)),
            ]
        case .p256(let pair):
            let point = pair.publicKey.rawRepresentation
            return [
                "kty": "EC", "use": "sig", "alg": "ES256", "kid": name, "crv": "P-256",
                "x": .string(Base64URL.encode(point.prefix(32))), "y": .string(Base64URL.encode(point.suffix(32))),
            ]
        }
    }

    var publicPEM: String {
        switch pair {
        case .rsa(let pair): pair.publicKey.pemRepresentation
        case .p256(let pair): pair.publicKey.pemRepresentation
        }
    }

    /// The header of a token by this key.
    ///
    /// - Parameter type: `JWT` for ID tokens, `at+jwt` for access tokens (RFC 9068 section 2.1).
    func header(type: String) -> JSON {
        ["alg": .string(algorithm.rawValue), "typ": .string(type), "kid": .string(id)]
    }

    /// The claims as a signed token in compact form (RFC 7515 section 7.1), members in their order.
    func token(_ claims: JSON, type: String) -> String {
        IDTokenDraft(header: header(type: type), claims: claims, signature: .by(self)).text
    }

    func signature(of input: [UInt8], sha512: Bool = false) -> [UInt8] {
        switch pair {
        case .rsa(let pair):
            own {
                let signature =
                    sha512
                    ? try pair.signature(for: SHA512.hash(data: input), padding: .insecurePKCS1v1_5)
                    : try pair.signature(for: SHA256.hash(data: input), padding: .insecurePKCS1v1_5)
                return Array(signature.rawRepresentation)
            }
        case .p256(let pair):
            own { Array(try pair.signature(for: SHA256.hash(data: input)).rawRepresentation) }
        }
    }

    /// The claims of a token that this key signed, or `nil` for any other text. Its times are not looked at.
    func claims(of token: String) -> [UInt8]? {
        let parts = token.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, let claims = Base64URL.decode(parts[1]), let signature = Base64URL.decode(parts[2]),
            isMine(signature, of: Array((parts[0] + "." + parts[1]).utf8))
        else { return nil }
        return claims
    }

    private func isMine(_ signature: [UInt8], of input: [UInt8]) -> Bool {
        let hash = SHA256.hash(data: input)
        switch pair {
        case .rsa(let pair):
            return pair.publicKey.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: signature), for: hash, padding: .insecurePKCS1v1_5)
        case .p256(let pair):
            guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return pair.publicKey.isValidSignature(signature, for: hash)
        }
    }

    private func own<Result>(_ work: () throws -> Result) -> Result {
        do {
            return try work()
        } catch {
            preconditionFailure("SigningKey \(id) (\(kind)) does not work: \(error)")
        }
    }
}

extension DemoProviderOptions.Algorithm {
    var kind: SigningKey.Kind {
        switch self {
        case .rs256: .rsa(bits: 2048)
        case .es256: .p256
        }
    }
}
