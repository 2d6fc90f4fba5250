/// What an ID token must be to be ours: everything that the rules compare it with.
public struct IDTokenExpectation: Sendable, Equatable {
    /// The issuer of the metadata, octet for octet.
    public var issuer: String
    public var clientID: String
    /// The nonce of the authorization request; `nil` when none was sent, as in a refresh.
    public var nonce: Secret?
    /// The access token that came with the ID token, for `at_hash`.
    public var accessToken: Secret?
    /// The authorization code that was exchanged, for `c_hash`.
    public var code: Secret?
    public var allowed: Set<SignatureAlgorithm>
    /// Seconds from the person's last sign-in at the provider to the request, when that limited them.
    public var maxAge: Double?
    /// When the request was made; a person may take their time after it. Without it `now` counts.
    public var askedAt: Timestamp?
    public var now: Timestamp
    /// What the provider's clock said (`Date` header of the answer), to tell a wrong clock from an old token.
    public var serverDate: Timestamp?
    /// The person that it must be about, when that is known already: in a refresh (OpenID Connect Core section 12.2).
    public var subject: String?

    /// Keys that may open it when it is encrypted (OpenID Connect Core section 3.1.3.7 (1)).
    public var decryptionKeys: [ClientKey] = []
    /// Required: one that is not encrypted is refused. Absent: one that is.
    public var encryption = Presence.optional

    public init(
        issuer: String, clientID: String, nonce: Secret?, accessToken: Secret? = nil, code: Secret? = nil,
        allowed: Set<SignatureAlgorithm>, maxAge: Double? = nil, now: Timestamp, serverDate: Timestamp? = nil,
        subject: String? = nil
    ) {
        self.issuer = issuer
        self.clientID = clientID
        self.nonce = nonce
        self.accessToken = accessToken
        self.code = code
        self.allowed = allowed
        self.maxAge = maxAge
        self.now = now
        self.serverDate = serverDate
        self.subject = subject
    }
}
