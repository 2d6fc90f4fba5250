extension ProviderMetadata {
    /// The members in which `fresh` differs, of those that the request was made by and that name where the code goes.
    ///
    /// Everything else is taken from the fresh document: nothing has been sent by the old one yet.
    ///
    /// - Parameter rules: What they do not let the provider decide does not matter.
    public func changes(in fresh: ProviderMetadata, by rules: ProviderRules) -> [String] {
        let pushes = rules.pushing != .never
        let pairs: [(String, Bool)] = [
            ("issuer", issuer == fresh.issuer),
            ("authorization_endpoint", authorizationEndpoint == fresh.authorizationEndpoint),
            ("token_endpoint", tokenEndpoint == fresh.tokenEndpoint),
            (
                "pushed_authorization_request_endpoint",
                !pushes || pushedAuthorizationRequestEndpoint == fresh.pushedAuthorizationRequestEndpoint
            ),
            (
                "require_pushed_authorization_requests",
                requiresPushedAuthorizationRequests == fresh.requiresPushedAuthorizationRequests
            ),
            ("dpop_signing_alg_values_supported", rules.dpop.use != .whenOffered || offersDPoP == fresh.offersDPoP),
        ]
        return pairs.filter { !$0.1 }.map(\.0)
    }
}
