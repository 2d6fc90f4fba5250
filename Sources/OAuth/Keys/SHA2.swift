internal import Crypto

/// A hash function of the SHA-2 family (RFC 7518 section 3).
enum SHA2: Sendable, Hashable {
    case sha256, sha384, sha512

    func hash(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .sha256: Array(SHA256.hash(data: bytes))
        case .sha384: Array(SHA384.hash(data: bytes))
        case .sha512: Array(SHA512.hash(data: bytes))
        }
    }
}
