extension ProviderMetadata {
    /// Of a provider whose addresses are in its rules. Nothing was fetched, so there is nothing that could be forged.
    public init(issuer: Issuer, fixed endpoints: FixedEndpoints) {
        self.init(
            issuer: issuer, authorizationEndpoint: endpoints.authorization, tokenEndpoint: endpoints.token,
            jwksURI: endpoints.jwks, userinfoEndpoint: endpoints.userinfo, revocationEndpoint: endpoints.revocation,
            endSessionEndpoint: endpoints.endSession, deviceAuthorizationEndpoint: endpoints.deviceAuthorization,
            pushedAuthorizationRequestEndpoint: endpoints.pushedAuthorization,
            checks: DiscoveryStep.allCases.map { step in
                Check(
                    step.rawValue, .skipped("the addresses are in the provider's rules"),
                    expected: step.expected(issuer), found: ForeignText("nothing is fetched"), clause: step.clause)
            })
    }

    /// - Throws: What the rules demand of metadata that are good in themselves.
    public func judge(by rules: ProviderRules) throws(DiscoveryFault) {
        if rules.challengeMethods == .required, codeChallengeMethods == nil {
            throw .noS256(listed: ForeignText("no list"))
        }
        if rules.pushing == .always, pushedAuthorizationRequestEndpoint == nil {
            throw .missing("pushed_authorization_request_endpoint")
        }
    }
}
