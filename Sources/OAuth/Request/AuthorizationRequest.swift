/// The request that the browser carries to the provider (RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID Connect
/// Core section 3.1.2.1).
public struct AuthorizationRequest: Sendable, Equatable {
    /// The address to open.
    public let address: WebAddress
    /// What pixie added to the endpoint's own query, in the order sent.
    public let parameters: [FormPair]
    /// Set when the parameters went to the provider directly, so that the address does not have them.
    public let pushed: PushedRequest?

    /// Whether the answer comes as a form, and is in no address.
    public var wantsFormPost: Bool {
        parameters.contains { $0.name == "response_mode" && $0.value == ClientConfiguration.formPost }
    }

    /// - Parameters:
    ///   - endpoint: The provider's authorization endpoint. A query that it has is kept (RFC 6749 section 3.1).
    ///   - state: Sent unless the provider does not know it.
    ///   - nonce: Sent if there is an ID token for it to come back in, or if the provider demands it.
    ///   - challenge: Of ``PKCE/challenge``; its method is always S256.
    ///   - thumbprint: Of the login's DPoP key, if it has one (RFC 9449 section 10).
    public init(
        endpoint: WebAddress, client: ClientConfiguration, redirect: RedirectURI, state: Secret, nonce: Secret?,
        challenge: String, thumbprint: String? = nil
    ) {
        var parameters = [
            FormPair("response_type", "code"),
            FormPair("client_id", client.clientID),
            FormPair("redirect_uri", redirect.text),
        ]
        if !client.scopes.isEmpty { parameters.append(FormPair("scope", client.scopeText)) }
        if client.rules.request.usesState { parameters.append(FormPair("state", state.reveal())) }
        if let nonce, client.sendsNonce { parameters.append(FormPair("nonce", nonce.reveal())) }
        parameters.append(FormPair("code_challenge_method", PKCE.method))
        parameters.append(FormPair("code_challenge", challenge))
        if let thumbprint { parameters.append(FormPair("dpop_jkt", thumbprint)) }
        parameters += client.extraParameters
        self.parameters = parameters
        address = endpoint.appendingQuery(FormEncoding.encode(parameters))
        pushed = nil
    }

    /// The same request after its parameters were pushed: the browser carries the client id and the name that the
    /// provider gave them, and nothing else (RFC 9126 section 4).
    public func pushed(as name: PushedRequest, clientID: String, endpoint: WebAddress) -> AuthorizationRequest {
        let short = [FormPair("client_id", clientID), FormPair("request_uri", name.requestURI.raw)]
        return AuthorizationRequest(
            address: endpoint.appendingQuery(FormEncoding.encode(short)), parameters: parameters, pushed: name)
    }

    private init(address: WebAddress, parameters: [FormPair], pushed: PushedRequest?) {
        self.address = address
        self.parameters = parameters
        self.pushed = pushed
    }
}
