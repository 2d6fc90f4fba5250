/// Asks the provider what a token is worth (RFC 7662 section 2.1).
public enum IntrospectionRequest {
    /// A POST of the token, its kind as a hint, and what the client proves itself with.
    ///
    /// - Parameter endpoint: The `introspection_endpoint` of the metadata (RFC 8414 section 2).
    public static func call(
        _ token: Secret, _ kind: RevocationRequest.Kind, clientID: String, endpoint: Endpoint,
        authentication: ClientAuthentication
    ) -> HTTPCall {
        HTTPCall(
            .introspection, .post, endpoint,
            headers: [HTTPCall.Field("Accept", "application/json")] + authentication.headers(clientID: clientID),
            form: [HTTPCall.Field("token", token), HTTPCall.Field("token_type_hint", kind.rawValue)]
                + authentication.form(clientID: clientID),
            proofs: authentication.proofs)
    }
}

extension ProviderMetadata {
    /// Where tokens are introspected, if the metadata name a place that may receive them (RFC 8414 sections 2 and 6.2).
    public var introspectionEndpoint: Endpoint? { usable("introspection_endpoint") }
}
