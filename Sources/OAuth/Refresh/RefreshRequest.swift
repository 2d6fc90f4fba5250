/// Asks for new tokens (RFC 6749 section 6).
public enum RefreshRequest {
    /// No scope is sent: the new tokens are to be good for what was granted, and never for more.
    public static func call(
        _ token: Secret, clientID: String, resources: [String] = [], endpoint: Endpoint,
        authentication: ClientAuthentication
    ) -> HTTPCall {
        HTTPCall(
            .refresh, .post, endpoint,
            headers: [HTTPCall.Field("Accept", "application/json")] + authentication.headers(clientID: clientID),
            form: [HTTPCall.Field("grant_type", "refresh_token"), HTTPCall.Field("refresh_token", token)]
                + authentication.form(clientID: clientID) + resources.map { HTTPCall.Field("resource", $0) })
    }
}
