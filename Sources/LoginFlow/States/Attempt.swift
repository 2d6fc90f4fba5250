public import OAuth

/// One authorization request with everything that binds an answer to it.
public struct Attempt: Sendable, Equatable {
    public let number: Int
    public let material: Material
    public let redirect: RedirectURI
    public let request: AuthorizationRequest
    public let startedAt: Moment
    /// Until when an answer is taken, on the clock that never jumps.
    public internal(set) var deadline: Double

    init(number: Int, material: Material, redirect: RedirectURI, provider: KnownProvider, at now: Moment) {
        self.number = number
        self.material = material
        self.redirect = redirect
        request = AuthorizationRequest(
            endpoint: provider.metadata.authorizationEndpoint, client: provider.plan.client, redirect: redirect,
            state: material.state, nonce: material.nonce, challenge: material.pkce.challenge)
        startedAt = now
        deadline = now.uptime + provider.plan.waitSeconds
    }

    func expectation(_ metadata: ProviderMetadata) -> CallbackExpectation {
        CallbackExpectation(
            redirect: redirect, state: material.state, issuer: metadata.issuer.text,
            issuerParameterPromised: metadata.issuerParameterSupported)
    }
}
