extension ProviderMetadata {
    /// Whether ES256 is among the algorithms for proofs of possession (RFC 9449 section 5.1).
    public var offersDPoP: Bool { json["dpop_signing_alg_values_supported"]?.strings?.contains("ES256") == true }

    /// The algorithms for client assertions; nil when they are not listed (RFC 8414 section 2).
    public var assertionAlgorithms: [String]? { json["token_endpoint_auth_signing_alg_values_supported"]?.strings }
}
