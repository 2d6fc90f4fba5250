/// The address that ends the person's session at the provider, opened in the browser (OpenID Connect RP-Initiated
/// Logout 1.0 section 2).
public struct EndSessionRequest: Sendable, Equatable {
    public let address: WebAddress

    /// - Parameters:
    ///   - idToken: `id_token_hint`, so that the provider knows whose session it is.
    ///   - returnTo: `post_logout_redirect_uri`, registered at the provider; without it the provider's own page is last.
    ///   - state: Comes back with the browser; whatever comes back, the session here has ended already.
    public init(
        endpoint: Endpoint, idToken: Secret?, clientID: String, returnTo: RedirectURI? = nil, state: Secret? = nil
    ) {
        var pairs: [FormPair] = []
        if let idToken { pairs.append(FormPair("id_token_hint", idToken.reveal())) }
        pairs.append(FormPair("client_id", clientID))
        if let returnTo {
            pairs.append(FormPair("post_logout_redirect_uri", returnTo.text))
            if let state { pairs.append(FormPair("state", state.reveal())) }
        }
        address = endpoint.address.appendingQuery(FormEncoding.encode(pairs))
    }
}
