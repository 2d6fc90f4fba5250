/// Where the addresses of a provider come from.
public enum EndpointSource: Sendable, Equatable {
    /// From the metadata below the issuer (OpenID Connect Discovery section 4, RFC 8414 section 3).
    case discovery
    /// From the rules: the provider publishes no metadata, or none that can be used.
    case fixed(FixedEndpoints)
}

/// The addresses of a provider without metadata.
public struct FixedEndpoints: Sendable, Equatable {
    public var authorization: WebAddress
    public var token: Endpoint
    public var jwks: Endpoint?
    public var userinfo: Endpoint?
    public var revocation: Endpoint?
    public var endSession: Endpoint?
    public var deviceAuthorization: Endpoint?
    public var pushedAuthorization: Endpoint?

    public init(authorization: WebAddress, token: Endpoint) {
        self.authorization = authorization
        self.token = token
    }
}
