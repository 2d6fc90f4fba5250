/// Asks for new tokens (RFC 6749 section 6).
public enum RefreshRequest {
    /// No scope is sent: the new tokens are to be good for what was granted, and never for more.
    ///
    /// - Parameter parameters: What the provider's rules let a refresh carry besides, such as another organization.
    public static func call(
        _ token: Secret, clientID: String, resources: [String] = [], parameters: [FormPair] = [], endpoint: Endpoint,
        authentication: ClientAuthentication, rules: TokenRules = TokenRules()
    ) -> HTTPCall {
        HTTPCall(
            .refresh, .post, endpoint,
            headers: [HTTPCall.Field("Accept", "application/json")] + authentication.headers(clientID: clientID),
            form: [HTTPCall.Field("grant_type", "refresh_token"), HTTPCall.Field("refresh_token", token)]
                + authentication.form(clientID: clientID) + resources.map { HTTPCall.Field("resource", $0) }
                + parameters.map { HTTPCall.Field($0.name, $0.value) },
            encoding: rules.body, proofs: authentication.proofs + [.possession(accessToken: nil)])
    }
}
