/// Pushes an authorization request to the provider, so that the browser carries only its name (RFC 9126 section 2.1).
public enum PushRequest {
    /// The parameters go as they would go through the browser, with the client's own proof beside them.
    public static func call(
        _ request: AuthorizationRequest, clientID: String, endpoint: Endpoint, authentication: ClientAuthentication,
        provesPossession: Bool = true
    ) -> HTTPCall {
        // State and nonce bind the answer to this login: they are shown nowhere.
        let hidden = ["state", "nonce"]
        let parameters = request.parameters.map { pair in
            hidden.contains(pair.name)
                ? HTTPCall.Field(pair.name, Secret(pair.value)) : HTTPCall.Field(pair.name, pair.value)
        }
        let proof = authentication.form(clientID: clientID).filter { $0.name != "client_id" }
        return HTTPCall(
            .push, .post, endpoint,
            headers: [HTTPCall.Field("Accept", "application/json")] + authentication.headers(clientID: clientID),
            form: parameters + proof,
            proofs: authentication.proofs + (provesPossession ? [.possession(accessToken: nil)] : []))
    }
}
