public import OAuth

/// What is made new for each attempt (RFC 9700 section 2.1.1).
public struct Material: Sendable, Equatable {
    public let pkce: PKCE
    public let state: Secret
    /// `nil` when the request carries none.
    public let nonce: Secret?
    /// Path of the short local address.
    public let shortPath: String

    /// Octets of randomness in state and in nonce: 256 bits each.
    private static let valueOctets = 32
    private static let pathOctets = 6

    static func entropyNeeded(by plan: LoginPlan) -> Int {
        PKCE.entropyNeeded(length: plan.verifierLength) + 2 * valueOctets + pathOctets
    }

    init(pkce: PKCE, state: Secret, nonce: Secret?, shortPath: String) {
        self.pkce = pkce
        self.state = state
        self.nonce = nonce
        self.shortPath = shortPath
    }

    init(entropy: Entropy, plan: LoginPlan) throws(PKCEFault) {
        var entropy = entropy
        pkce = try PKCE(entropy: &entropy, length: plan.verifierLength)
        state = Secret(Base64URL.encode(entropy.take(Self.valueOctets)))
        let nonce = Secret(Base64URL.encode(entropy.take(Self.valueOctets)))
        self.nonce = plan.client.sendsNonce ? nonce : nil
        shortPath = "/" + Base64URL.encode(entropy.take(Self.pathOctets))
    }
}
