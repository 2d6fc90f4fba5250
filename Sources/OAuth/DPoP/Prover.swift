/// What one login proves itself with, request by request: the randomness for the names of proofs, its DPoP key, and the
/// newest nonce of each server (RFC 9449).
///
/// It goes with the login, with the session that comes of it, and is kept encrypted like the tokens.
public struct Prover: Sendable, Equatable {
    /// base64url of 32 random octets that nobody else knows.
    let seed: Secret
    /// An ES256 key made for this login alone; nil when its tokens are not bound to a key.
    public let key: ClientKey?
    /// Seconds from `iat` to `exp` in a proof; nil leaves `exp` out, which the standard does not know.
    public var lifetime: Double?
    /// By origin (RFC 9449 sections 8.2 and 9: "the most recent nonce" of each server).
    private(set) var nonces: [String: String] = [:]

    /// Octets of randomness that one needs. Two keys are drawn, since one of about 2^32 numbers makes none.
    public static let entropyNeeded = 96
    /// Servers whose nonces are remembered: a login talks to a few.
    private static let mostServers = 8
    /// Longest nonce, in octets. It goes into a header.
    private static let longestNonce = 1024

    /// - Parameter bindsTokens: Whether there is to be a DPoP key.
    public init(entropy: inout Entropy, bindsTokens: Bool) {
        seed = Secret(Base64URL.encode(entropy.take(32)))
        let numbers = [entropy.take(32), entropy.take(32)]
        guard bindsTokens else {
            key = nil
            return
        }
        key = numbers.lazy.compactMap { try? ClientKey.ec(.p256, $0, published: nil, facts: .none) }.first
        precondition(key != nil, "Prover: two random numbers in a row that make no key")
    }

    /// One that was kept; nil when its parts cannot be of one.
    public init?(seed: Secret, key: ClientKey?, nonces: [(origin: String, nonce: String)]) {
        guard seed.count >= 43, key.map({ $0.algorithms == [.ES256] }) ?? true, nonces.count <= Self.mostServers,
            nonces.allSatisfy({ Self.isNonce($0.nonce) })
        else { return nil }
        self.seed = seed
        self.key = key
        self.nonces = Dictionary(nonces.map { ($0.origin, $0.nonce) }, uniquingKeysWith: { _, last in last })
    }

    /// For keeping: ``init(seed:key:nonces:)`` reads it.
    public var keptSeed: Secret { seed }
    public var keptNonces: [(origin: String, nonce: String)] {
        nonces.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// RFC 7638 thumbprint of the DPoP key.
    public var thumbprint: String? { key?.publicKey.thumbprint }

    /// The name (`jti`) of one proof. It comes of the seed, the two clocks and the number of the request, so none
    /// comes twice, in whichever process, and nobody can guess one.
    func identifier(at now: Moment, number: Int, _ purpose: String) -> String {
        let text = "\(seed.reveal())|\(purpose)|\(number)|\(now.wall.seconds)|\(now.uptime)"
        return Base64URL.encode(SHA2.sha256.hash(Array(text.utf8)).prefix(24))
    }

    /// Remembers the nonce of an answer, if it brings one (RFC 9449 sections 8.2 and 9).
    public mutating func learn(from reply: HTTPReply, of endpoint: Endpoint) {
        guard key != nil, let nonce = reply.header("DPoP-Nonce")?.raw, Self.isNonce(nonce) else { return }
        let origin = endpoint.address.origin
        guard nonces.count < Self.mostServers || nonces[origin] != nil else { return }
        nonces[origin] = nonce
    }

    /// `NQCHAR` of RFC 6749 appendix A, as RFC 9449 section 8.1 has it.
    private static func isNonce(_ text: String) -> Bool {
        (1...longestNonce).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0 == 0x21 || (0x23...0x5B).contains($0) || (0x5D...0x7E).contains($0) }
    }
}

extension Prover: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Prover(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
