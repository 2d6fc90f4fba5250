import Crypto

/// The nonces that proofs must have where they are demanded (RFC 9449 sections 8 and 9).
///
/// Each endpoint has its own, so that a client meets the demand at each; a new one comes every minute, and the one
/// before it is good for one more. None is kept: each comes of a key of this run.
extension Provider {
    private static let nonceSeconds = 60

    /// The newest first; empty where none are demanded.
    func nonces(at route: Route) -> [String] {
        guard options.offers.requiresNonces else { return [] }
        let window = options.clock() / Self.nonceSeconds
        return [window, window - 1].map { window in
            let text = "\(route.rawValue) \(window)"
            let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: ledger.nonceKey)
            return Base64URL.encode(Array(code).prefix(16))
        }
    }
}
