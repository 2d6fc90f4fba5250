/// Requests to the token endpoint.
///
/// Each is sent exactly once: a code is spent by the first attempt, whatever came back.
public enum TokenRequest {
    /// Exchanges a code for tokens (RFC 6749 section 4.1.3, RFC 7636 section 4.5).
    ///
    /// Only a ``ValidatedCallback`` can start it, and the redirect URI is the one of the authorization request.
    public static func exchange(
        _ callback: ValidatedCallback, verifier: CodeVerifier, redirect: RedirectURI, client: ClientConfiguration,
        endpoint: Endpoint, authentication: ClientAuthentication
    ) -> HTTPCall {
        call(
            [HTTPCall.Field("grant_type", "authorization_code"), HTTPCall.Field("code", callback.code)]
                + (client.rules.token.sendsRedirectURI ? [HTTPCall.Field("redirect_uri", redirect.text)] : [])
                + [HTTPCall.Field("code_verifier", verifier.secret)]
                + client.repeatedParameters.map { HTTPCall.Field($0.name, $0.value) }, client: client,
            endpoint: endpoint, authentication: authentication)
    }

    private static func call(
        _ form: [HTTPCall.Field], client: ClientConfiguration, endpoint: Endpoint, authentication: ClientAuthentication
    ) -> HTTPCall {
        HTTPCall(
            .token, .post, endpoint,
            // GitHub answers in form encoding unless JSON is asked for.
            headers: [HTTPCall.Field("Accept", "application/json")]
                // Myinfo demands it of whoever asks for a person's data.
                + (client.rules.user.isPerson ? [HTTPCall.Field("Cache-Control", "no-cache")] : [])
                + authentication.headers(clientID: client.clientID),
            form: form + authentication.form(clientID: client.clientID)
                + client.resources.map { HTTPCall.Field("resource", $0) },
            encoding: client.rules.token.body, proofs: authentication.proofs + [.possession(accessToken: nil)])
    }
}
