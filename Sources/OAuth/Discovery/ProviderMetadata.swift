/// What a provider says of itself (OpenID Connect Discovery section 3, RFC 8414 section 2), judged.
///
/// Every address in it may receive what goes there. The lists are foreign text: wrap them in ``ForeignText`` to show
/// them.
public struct ProviderMetadata: Sendable, Equatable {
    public let issuer: Issuer
    public let authorizationEndpoint: WebAddress
    public let tokenEndpoint: Endpoint
    /// Nil only for a provider that issues no ID tokens.
    public let jwksURI: Endpoint?
    public let userinfoEndpoint: Endpoint?
    public let revocationEndpoint: Endpoint?
    public let endSessionEndpoint: Endpoint?
    public let deviceAuthorizationEndpoint: Endpoint?
    /// Where the authorization request can be pushed (RFC 9126 section 5).
    public let pushedAuthorizationRequestEndpoint: Endpoint?
    /// Nil when it is not listed.
    public let grantTypesSupported: [String]?
    public let scopesSupported: [String]?
    public let responseTypesSupported: [String]?
    public let idTokenAlgorithms: [String]?
    public let codeChallengeMethods: [String]?
    public let tokenAuthMethods: [String]?
    /// Whether the provider takes no request that was not pushed (RFC 9126 section 5). It then names the endpoint.
    public let requiresPushedAuthorizationRequests: Bool
    /// Whether every answer carries `iss` (RFC 9207 section 3).
    public let issuerParameterSupported: Bool
    /// The whole document, in its order.
    public let json: JSONObject
    public let checks: [Check]

    public init(
        issuer: Issuer, authorizationEndpoint: WebAddress, tokenEndpoint: Endpoint, jwksURI: Endpoint? = nil,
        userinfoEndpoint: Endpoint? = nil, revocationEndpoint: Endpoint? = nil, endSessionEndpoint: Endpoint? = nil,
        deviceAuthorizationEndpoint: Endpoint? = nil, pushedAuthorizationRequestEndpoint: Endpoint? = nil,
        requiresPushedAuthorizationRequests: Bool = false, grantTypesSupported: [String]? = nil,
        scopesSupported: [String]? = nil,
        responseTypesSupported: [String]? = nil, idTokenAlgorithms: [String]? = nil,
        codeChallengeMethods: [String]? = nil, tokenAuthMethods: [String]? = nil,
        issuerParameterSupported: Bool = false, json: JSONObject = JSONObject(), checks: [Check] = []
    ) {
        self.issuer = issuer
        self.authorizationEndpoint = authorizationEndpoint
        self.tokenEndpoint = tokenEndpoint
        self.jwksURI = jwksURI
        self.userinfoEndpoint = userinfoEndpoint
        self.revocationEndpoint = revocationEndpoint
        self.endSessionEndpoint = endSessionEndpoint
        self.deviceAuthorizationEndpoint = deviceAuthorizationEndpoint
        self.pushedAuthorizationRequestEndpoint = pushedAuthorizationRequestEndpoint
        self.requiresPushedAuthorizationRequests = requiresPushedAuthorizationRequests
        self.grantTypesSupported = grantTypesSupported
        self.scopesSupported = scopesSupported
        self.responseTypesSupported = responseTypesSupported
        self.idTokenAlgorithms = idTokenAlgorithms
        self.codeChallengeMethods = codeChallengeMethods
        self.tokenAuthMethods = tokenAuthMethods
        self.issuerParameterSupported = issuerParameterSupported
        self.json = json
        self.checks = checks
    }
}

extension ProviderMetadata {
    /// Whether the grant for other devices can be used (RFC 8628 section 4). A missing list restricts nothing.
    public var offersDeviceGrant: Bool {
        deviceAuthorizationEndpoint != nil && grantTypesSupported?.contains(DeviceRequest.grantType) != false
    }
}
