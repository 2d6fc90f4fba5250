/// What a ``DemoProvider`` can demand of clients besides PKCE, to try whether a client can do it.
public enum DemoDemand: String, Sendable, CaseIterable {
    case pushedRequests = "par"
    case dpop
    case dpopNonce = "dpop-nonce"
    case clientKey = "client-key"
    case encryption

    /// For people, one line.
    public var summary: String {
        switch self {
        case .pushedRequests: "authorization requests are pushed first (RFC 9126)"
        case .dpop: "tokens are bound to a key of the client (DPoP, RFC 9449)"
        case .dpopNonce: "the same, with a nonce of the provider in each proof"
        case .clientKey: "the client proves itself with private_key_jwt (RFC 7523)"
        case .encryption: "ID tokens and userinfo are encrypted for the client (RFC 7516)"
        }
    }

    func apply(to offers: inout DemoProviderOffers) {
        switch self {
        case .pushedRequests: offers.pushedRequests = .required
        case .dpop: offers.requiresDPoP = true
        case .dpopNonce: (offers.requiresDPoP, offers.requiresNonces) = (true, true)
        case .clientKey: offers.requiresClientKey = true
        case .encryption: offers.encrypts = true
        }
    }
}
