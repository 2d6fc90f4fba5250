import Crypto

/// What stands behind the second dot of a token.
enum TokenSignature: Sendable, Equatable {
    /// By this key with its own algorithm.
    case by(SigningKey)
    /// By an RSA key with SHA-512 (RS512).
    case sha512(SigningKey)
    /// As ``by(_:)``, with the lowest bit of the last octet the other way round.
    case bitFlipped(SigningKey)
    /// HS256 with the PEM text of a public key as its secret (CVE-2016-10555).
    case hmacWithPublicPEM(SigningKey)
    /// So many zeros: for ES256 r = s = 0 (CVE-2022-21449).
    case zeros(Int)
    /// Nothing.
    case empty

    func octets(of input: [UInt8]) -> [UInt8] {
        switch self {
        case .by(let key): return key.signature(of: input)
        case .sha512(let key): return key.signature(of: input, sha512: true)
        case .bitFlipped(let key):
            var octets = key.signature(of: input)
            octets[octets.count - 1] ^= 1
            return octets
        case .hmacWithPublicPEM(let key):
            let secret = SymmetricKey(data: Array(key.publicPEM.utf8))
            return Array(HMAC<SHA256>.authenticationCode(for: input, using: secret))
        case .zeros(let count): return [UInt8](repeating: 0, count: count)
        case .empty: return []
        }
    }
}
