public import OAuth

/// What a session needs to know of its provider after the login: where to refresh, revoke and sign out.
public struct KeptProvider: Sendable, Equatable {
    public let issuer: Issuer
    public let tokenEndpoint: Endpoint
    public let jwksURI: Endpoint?
    public let userinfoEndpoint: Endpoint?
    public let revocationEndpoint: Endpoint?
    public let endSessionEndpoint: Endpoint?
    /// As the metadata list them; nil restricts nothing.
    public let idTokenAlgorithms: [String]?

    public init(
        issuer: Issuer, tokenEndpoint: Endpoint, jwksURI: Endpoint? = nil, userinfoEndpoint: Endpoint? = nil,
        revocationEndpoint: Endpoint? = nil, endSessionEndpoint: Endpoint? = nil, idTokenAlgorithms: [String]? = nil
    ) {
        self.issuer = issuer
        self.tokenEndpoint = tokenEndpoint
        self.jwksURI = jwksURI
        self.userinfoEndpoint = userinfoEndpoint
        self.revocationEndpoint = revocationEndpoint
        self.endSessionEndpoint = endSessionEndpoint
        self.idTokenAlgorithms = idTokenAlgorithms
    }

    init(_ metadata: ProviderMetadata) {
        self.init(
            issuer: metadata.issuer, tokenEndpoint: metadata.tokenEndpoint, jwksURI: metadata.jwksURI,
            userinfoEndpoint: metadata.userinfoEndpoint, revocationEndpoint: metadata.revocationEndpoint,
            endSessionEndpoint: metadata.endSessionEndpoint, idTokenAlgorithms: metadata.idTokenAlgorithms)
    }
}
