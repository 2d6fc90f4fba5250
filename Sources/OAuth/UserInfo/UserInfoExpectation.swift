/// What an answer about the person must be to be used.
public struct UserInfoExpectation: Sendable, Equatable {
    /// `sub` of the verified ID token, or of the verified access token where there is none.
    public var subject: String
    /// Nil when the answer's `iss` cannot be known beforehand.
    public var issuer: String?
    public var clientID: String
    /// Keys that sign such answers; nil when they could not be had.
    public var keys: JWKSet?
    public var allowed: Set<SignatureAlgorithm>
    /// Keys that may open an encrypted answer (OpenID Connect Core section 5.3.2).
    public var decryptionKeys: [ClientKey]
    /// Required: an answer that is not encrypted is refused. Absent: one that is.
    public var encryption: Presence
    /// Whether the answer must say whom it is about (OpenID Connect Core section 5.3.2).
    public var namesSubject: Bool

    public init(
        subject: String, issuer: String? = nil, clientID: String = "", keys: JWKSet? = nil,
        allowed: Set<SignatureAlgorithm> = Set(SignatureAlgorithm.allCases), decryptionKeys: [ClientKey] = [],
        encryption: Presence = .optional, namesSubject: Bool = true
    ) {
        self.subject = subject
        self.issuer = issuer
        self.clientID = clientID
        self.keys = keys
        self.allowed = allowed
        self.decryptionKeys = decryptionKeys
        self.encryption = encryption
        self.namesSubject = namesSubject
    }
}
