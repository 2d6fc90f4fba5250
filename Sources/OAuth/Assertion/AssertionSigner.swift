/// What a client needs to prove itself with its key, at any endpoint of one provider.
public struct AssertionSigner: Sendable, Equatable {
    public let key: ClientKey
    public let algorithm: SignatureAlgorithm
    public let clientID: String
    /// Of the provider.
    public let issuer: String
    public let tokenEndpoint: Endpoint
    public let rules: AssertionRules

    /// Longest life of an assertion, in seconds: it is used at once.
    static let longestLife = 300.0

    /// - Parameters:
    ///   - key: One that can sign, as ``KeyFile/signingKey(_:)`` gives it.
    ///   - advertised: The provider's list (`token_endpoint_auth_signing_alg_values_supported`); without one that of
    ///     its rules counts.
    public init(
        key: ClientKey, clientID: String, issuer: String, tokenEndpoint: Endpoint, advertised: [String]?,
        rules: AssertionRules
    ) {
        guard let algorithm = key.algorithm(advertised: advertised ?? rules.algorithms?.map(\.rawValue)) else {
            preconditionFailure("AssertionSigner: a key of the kind \(key.kind) cannot sign")
        }
        self.init(
            key: key, algorithm: algorithm, clientID: clientID, issuer: issuer, tokenEndpoint: tokenEndpoint,
            rules: rules)
    }

    /// One that was kept.
    public init?(
        key: ClientKey, algorithm: SignatureAlgorithm, keptFor clientID: String, issuer: String,
        tokenEndpoint: Endpoint, rules: AssertionRules
    ) {
        guard key.algorithms.contains(algorithm) else { return nil }
        self.init(
            key: key, algorithm: algorithm, clientID: clientID, issuer: issuer, tokenEndpoint: tokenEndpoint,
            rules: rules)
    }

    private init(
        key: ClientKey, algorithm: SignatureAlgorithm, clientID: String, issuer: String, tokenEndpoint: Endpoint,
        rules: AssertionRules
    ) {
        self.key = key
        self.algorithm = algorithm
        self.clientID = clientID
        self.issuer = issuer
        self.tokenEndpoint = tokenEndpoint
        self.rules = rules
    }

    /// RFC 7523 section 2.2.
    static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    /// The assertion for one request (RFC 7523 section 3): issuer and subject are the client, and it is good for once.
    ///
    /// - Parameters:
    ///   - endpoint: That the request goes to.
    ///   - identifier: `jti`, new for each.
    ///   - thumbprint: Of the DPoP key of the login, for ``AssertionRules/confirmsDPoPKey``.
    func assertion(for endpoint: Endpoint, identifier: String, thumbprint: String?, at now: Timestamp) -> Secret {
        let audience =
            switch rules.audience {
            case .issuer: issuer
            case .tokenEndpoint: tokenEndpoint.text
            case .endpoint: endpoint.text
            }
        let confirmation = rules.confirmsDPoPKey ? thumbprint : nil
        let claims: JSONObject = [
            "iss": .string(clientID), "sub": .string(clientID), "aud": .string(audience), "jti": .string(identifier),
            "iat": .time(now), "exp": .time(now + min(rules.lifetime, Self.longestLife)),
            "cnf": confirmation.map { ["jkt": .string($0)] },
        ]
        let header: JSONObject = ["typ": "JWT", "kid": key.keyID.map { .string($0) }]
        return JWS.sign(header: header, claims: claims, with: key, algorithm)
    }
}
