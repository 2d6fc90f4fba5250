/// Tells the provider that a token is no longer needed (RFC 7009 section 2.1).
public enum RevocationRequest {
    /// What is revoked; the name is the value of `token_type_hint`.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case refreshToken = "refresh_token"
        case accessToken = "access_token"
    }

    /// A POST of the token, its kind as a hint, and what the client proves itself with.
    ///
    /// - Parameter endpoint: The `revocation_endpoint` of the metadata (RFC 8414 section 2).
    public static func call(
        _ token: Secret, _ kind: Kind, clientID: String, endpoint: Endpoint, authentication: ClientAuthentication
    ) -> HTTPCall {
        HTTPCall(
            .revocation, .post, endpoint,
            headers: [HTTPCall.Field("Accept", "application/json")] + authentication.headers(clientID: clientID),
            form: [HTTPCall.Field("token", token), HTTPCall.Field("token_type_hint", kind.rawValue)]
                + authentication.form(clientID: clientID),
            proofs: authentication.proofs)
    }
}
