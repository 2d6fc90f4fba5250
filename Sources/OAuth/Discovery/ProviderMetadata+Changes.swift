extension ProviderMetadata {
    /// The members in which `fresh` differs, of those that a login relies on before its answer comes: every address,
    /// and what decides how the request is made and its answer is judged.
    public func changes(in fresh: ProviderMetadata) -> [String] {
        let pairs: [(String, Bool)] = [
            ("issuer", issuer == fresh.issuer),
            ("authorization_endpoint", authorizationEndpoint == fresh.authorizationEndpoint),
            ("token_endpoint", tokenEndpoint == fresh.tokenEndpoint),
            ("jwks_uri", jwksURI == fresh.jwksURI),
            ("userinfo_endpoint", userinfoEndpoint == fresh.userinfoEndpoint),
            ("revocation_endpoint", revocationEndpoint == fresh.revocationEndpoint),
            ("end_session_endpoint", endSessionEndpoint == fresh.endSessionEndpoint),
            ("device_authorization_endpoint", deviceAuthorizationEndpoint == fresh.deviceAuthorizationEndpoint),
            (
                "pushed_authorization_request_endpoint",
                pushedAuthorizationRequestEndpoint == fresh.pushedAuthorizationRequestEndpoint
            ),
            (
                "require_pushed_authorization_requests",
                requiresPushedAuthorizationRequests == fresh.requiresPushedAuthorizationRequests
            ),
            (
                "authorization_response_iss_parameter_supported",
                issuerParameterSupported == fresh.issuerParameterSupported
            ),
            ("dpop_signing_alg_values_supported", offersDPoP == fresh.offersDPoP),
        ]
        return pairs.filter { !$0.1 }.map(\.0)
    }
}
