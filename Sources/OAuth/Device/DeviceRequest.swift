/// The requests of the device grant (RFC 8628): one asks for a code that the person enters on any device, the others ask
/// whether they did.
public enum DeviceRequest {
    /// RFC 8628 section 3.4.
    public static let grantType = "urn:ietf:params:oauth:grant-type:device_code"

    /// Asks for a code (RFC 8628 section 3.1).
    public static func start(
        client: ClientConfiguration, endpoint: Endpoint, authentication: ClientAuthentication
    ) -> HTTPCall {
        var form: [HTTPCall.Field] = []
        if !client.scopes.isEmpty, client.rules.request.scope != .absent {
            form.append(HTTPCall.Field("scope", client.scopeText))
        }
        return call(
            .deviceCode, form, client: client, endpoint: endpoint,
            authentication: client.rules.client.provesItselfForDevices ? authentication : .none)
    }

    /// Asks whether the code was entered (RFC 8628 section 3.4).
    public static func poll(
        _ deviceCode: Secret, client: ClientConfiguration, endpoint: Endpoint, authentication: ClientAuthentication
    ) -> HTTPCall {
        // A token comes of it, so it proves the key that the token is bound to (RFC 9449 section 5).
        let form = [HTTPCall.Field("grant_type", grantType), HTTPCall.Field("device_code", deviceCode)]
        return call(.devicePoll, form, client: client, endpoint: endpoint, authentication: authentication)
    }

    private static func call(
        _ purpose: HTTPCall.Purpose, _ form: [HTTPCall.Field], client: ClientConfiguration, endpoint: Endpoint,
        authentication: ClientAuthentication
    ) -> HTTPCall {
        HTTPCall(
            purpose, .post, endpoint,
            headers: [HTTPCall.Field("Accept", "application/json")] + authentication.headers(clientID: client.clientID),
            form: form + authentication.form(clientID: client.clientID)
                + client.resources.map { HTTPCall.Field("resource", $0) },
            encoding: purpose == .devicePoll ? client.rules.token.body : .form,
            proofs: authentication.proofs + (purpose == .devicePoll ? [.possession(accessToken: nil)] : []))
    }
}
