/// What a ``DemoProvider`` offers besides the code flow, each of it as its specification has it.
public struct DemoProviderOffers: Sendable {
    /// Authorization requests that are pushed beforehand (RFC 9126).
    public enum PushedRequests: Sendable {
        case none
        case offered
        /// Nothing else is taken: `require_pushed_authorization_requests`.
        case required
    }

    /// Logging in with a code that is entered on another device (RFC 8628).
    public struct Device: Sendable {
        /// Seconds between two polls, at least one.
        public var interval: Int
        /// Seconds for which the codes are valid.
        public var lifetime: Int
        /// After so many answers of `authorization_pending` the code counts as entered; `nil` waits for the person.
        public var approvesAfter: Int?
        /// So many polls are answered `slow_down` first, although they come in time.
        public var slowDowns: Int

        public init(interval: Int = 5, lifetime: Int = 600, approvesAfter: Int? = nil, slowDowns: Int = 0) {
            self.interval = interval
            self.lifetime = lifetime
            self.approvesAfter = approvesAfter
            self.slowDowns = slowDowns
        }
    }

    public var pushedRequests: PushedRequests
    public var device: Device?
    /// Whether the token endpoint wants a DPoP proof (RFC 9449) and gives tokens only to its key.
    public var requiresDPoP: Bool
    /// Whether each proof needs a nonce of the provider (RFC 9449 sections 8 and 9).
    public var requiresNonces = false
    /// Whether the client proves itself with a key that the provider gives it (`private_key_jwt`, RFC 7523).
    public var requiresClientKey = false
    /// Whether ID tokens and userinfo are encrypted with a key that the provider gives to the client.
    public var encrypts = false

    public init(pushedRequests: PushedRequests = .none, device: Device? = nil, requiresDPoP: Bool = false) {
        self.pushedRequests = pushedRequests
        self.device = device
        self.requiresDPoP = requiresDPoP
    }
}
