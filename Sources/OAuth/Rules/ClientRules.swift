/// How the client proves itself at the token endpoint, at the endpoint for pushed requests and wherever else it must.
public struct ClientRules: Sendable, Equatable {
    /// The methods that the provider takes; nil lets the metadata decide (`token_endpoint_auth_methods_supported`).
    public var methods: [Method]?
    /// The assertion of `private_key_jwt`.
    public var assertion = AssertionRules()
    /// Whether it also does so when it asks for a device code (RFC 8628 section 3.1); otherwise it only names itself.
    public var provesItselfForDevices = true

    public init() {}

    /// The raw value is the name in the metadata (OpenID Connect Core section 9).
    public enum Method: String, Sendable, Hashable, CaseIterable {
        case none
        case clientSecretBasic = "client_secret_basic"
        case clientSecretPost = "client_secret_post"
        case privateKeyJWT = "private_key_jwt"
    }
}

/// What an assertion of the client says (RFC 7523 section 3).
public struct AssertionRules: Sendable, Equatable {
    public var audience = Audience.issuer
    /// Seconds from `iat` to `exp`.
    public var lifetime = 60.0
    /// Whether it names the DPoP key of the login in `cnf.jkt` (RFC 7800 section 3.1, RFC 7638).
    public var confirmsDPoPKey = false
    /// The signature algorithms that the provider documents; nil leaves it to the metadata and the key.
    public var algorithms: [SignatureAlgorithm]?
    /// Whether the header must name the key (`kid`), since the provider looks it up in the client's key set.
    public var needsKeyID = false

    public init() {}

    /// Whom an assertion of the client is for: `aud` (RFC 7523 section 3).
    public enum Audience: String, Sendable, Hashable, CaseIterable {
        /// The issuer, as OAuth 2.1 and FAPI 2.0 want it.
        case issuer
        /// The address of the token endpoint (RFC 7523 section 3), also when another endpoint is asked.
        case tokenEndpoint = "token_endpoint"
        /// The address that is asked.
        case endpoint
    }
}
