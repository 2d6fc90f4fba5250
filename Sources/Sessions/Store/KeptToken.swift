public import OAuth

/// What `pixie token` gives out, so that it need not read the rest of a session.
public struct KeptToken: Sendable, Equatable {
    public let accessToken: Secret
    /// `Bearer`.
    public let type: String
    /// By the wall clock; nil when the provider did not say.
    public let expiresAt: Timestamp?
    public let idToken: Secret?
    public let canBeRefreshed: Bool

    public init(
        accessToken: Secret, type: String, expiresAt: Timestamp?, idToken: Secret?, canBeRefreshed: Bool
    ) {
        self.accessToken = accessToken
        self.type = type
        self.expiresAt = expiresAt
        self.idToken = idToken
        self.canBeRefreshed = canBeRefreshed
    }

    /// Whether it lives for at least `seconds` more, or nobody knows how long it lives.
    public func lives(for seconds: Double, at now: Timestamp) -> Bool {
        expiresAt.map { $0 - now >= seconds } ?? true
    }
}
