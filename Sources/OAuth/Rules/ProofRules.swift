/// Whether and how tokens are bound to a key of the login (RFC 9449).
public struct DPoPRules: Sendable, Equatable {
    /// Only on demand: a bound token is of no use to tools that send it as Bearer (RFC 9449 section 7.1), and a server
    /// that lists DPoP lists it for all of its clients and binds whatever comes with a proof, also for a client that was
    /// not set up for it. When it was used, a Bearer answer is refused, as section 5 lets the client decide.
    public var use = Use.never
    /// Seconds from `iat` to `exp` in a proof; nil leaves `exp` out, which the standard does not know.
    public var lifetime: Double?
    /// Whether the pushed request carries a proof too (RFC 9449 section 10.1).
    public var atPush = true
    /// Whether the authorization request names the key (`dpop_jkt`, RFC 9449 section 10).
    public var announcesKey = true

    public init() {}
}

/// What the provider encrypts to a key of the client (RFC 7516).
public struct EncryptionRules: Sendable, Equatable {
    /// Required: an ID token that is not encrypted is refused. Absent: one that is.
    public var idToken = Presence.optional
    /// The same for the person's data.
    public var user = Presence.optional
    /// How the content key may travel, as the provider documents it; nil leaves it to the key.
    public var algorithms: [KeyAgreement]?

    public init() {}

    /// Whether nothing can be read without a key for decryption.
    public var needsKey: Bool { idToken == .required || user == .required }
}
