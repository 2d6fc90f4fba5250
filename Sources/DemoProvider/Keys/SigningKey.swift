import Crypto
import CryptoExtras
import FoundationEssentials
import JWTKit

/// The provider's key pair, made anew at each start and never written anywhere.
struct SigningKey: Sendable {
    let id: String
    let algorithm: DemoProviderOptions.Algorithm
    /// The public half, for the key set (RFC 7517, RFC 7518 section 6).
    let publicJWK: JSON
    private let signer: any JWTAlgorithm

    init(_ algorithm: DemoProviderOptions.Algorithm) async throws {
        self.algorithm = algorithm
        id = "demo-" + RandomText.token().prefix(8)
        let keys = JWTKeyCollection()
        let kid = JWKIdentifier(string: id)
        switch algorithm {
        case .rs256:
            let pair = try Insecure.RSA.PrivateKey(backing: _RSA.Signing.PrivateKey(keySize: .bits2048))
            let numbers = try pair.publicKey.getKeyPrimitives()
            await keys.add(rsa: pair, digestAlgorithm: .sha256, kid: kid)
            publicJWK = [
                "kty": "RSA", "use": "sig", "alg": "RS256", "kid": .string(id),
                "n": .string(Base64URL.encode(numbers.modulus)),
                "e": .string(Base64URL.encode(numbers.publicExponent)),
            ]
        case .es256:
            let pair = P256.Signing.PrivateKey()
            let point = pair.publicKey.rawRepresentation
            await keys.add(ecdsa: try ES256PrivateKey(backing: pair), kid: kid)
            publicJWK = [
                "kty": "EC", "use": "sig", "alg": "ES256", "kid": .string(id), "crv": "P-256",
                "x": .string(Base64URL.encode(point.prefix(32))), "y": .string(Base64URL.encode(point.suffix(32))),
            ]
        }
        signer = try await keys.getKey(for: kid)
    }

    /// The claims as a signed token in compact form (RFC 7515 section 7.1), members in their order.
    ///
    /// - Parameter type: the `typ` header: `JWT` for ID tokens, `at+jwt` for access tokens (RFC 9068 section 2.1).
    func sign(_ claims: JSON, type: String) throws -> String {
        let header: JSON = ["alg": .string(algorithm.rawValue), "typ": .string(type), "kid": .string(id)]
        let input = Base64URL.encode(header.text.utf8) + "." + Base64URL.encode(claims.text.utf8)
        return input + "." + Base64URL.encode(try signer.sign(Array(input.utf8)))
    }

    /// The claims of a token that this key signed, or `nil` for any other text. Its times are not looked at.
    func claims(of token: String) -> [UInt8]? {
        let parts = token.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, let claims = Base64URL.decode(parts[1]), let signature = Base64URL.decode(parts[2]),
            (try? signer.verify(signature, signs: Array((parts[0] + "." + parts[1]).utf8))) == true
        else { return nil }
        return claims
    }
}
