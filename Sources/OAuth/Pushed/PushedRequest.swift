/// The name under which a provider keeps a request that was pushed to it (RFC 9126 section 2.2).
public struct PushedRequest: Sendable, Equatable {
    /// `request_uri`; it means nothing to anybody but the provider.
    public let requestURI: ForeignText
    /// By the wall clock.
    public let until: Timestamp

    public init(requestURI: ForeignText, until: Timestamp) {
        self.requestURI = requestURI
        self.until = until
    }
}
