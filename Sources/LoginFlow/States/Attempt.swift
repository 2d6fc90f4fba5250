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

    /// - Parameter pushed: What the provider calls the request, if its parameters were pushed.
    init(
        number: Int, material: Material, redirect: RedirectURI, pushed: PushedRequest? = nil, provider: KnownProvider,
        at now: Moment
    ) {
        self.number = number
        self.material = material
        self.redirect = redirect
        request = Self.request(material, redirect, pushed, provider)
        startedAt = now
        deadline = now.uptime + provider.plan.waitSeconds
    }

    /// One that was kept. Its times are brought over from the wall clock.
    init(_ kept: WaitingAttempt, provider: KnownProvider, at now: Moment) {
        number = kept.number
        material = kept.material
        redirect = kept.redirect
        request = Self.request(kept.material, kept.redirect, kept.pushed, provider)
        deadline = now.uptime + kept.secondsLeft(at: now.wall)
        startedAt = Moment(wall: kept.startedAt, uptime: deadline - (kept.deadline - kept.startedAt))
    }

    private static func request(
        _ material: Material, _ redirect: RedirectURI, _ pushed: PushedRequest?, _ provider: KnownProvider
    ) -> AuthorizationRequest {
        let endpoint = provider.metadata.authorizationEndpoint
        let client = provider.plan.client
        let request = AuthorizationRequest(
            endpoint: endpoint, client: client, redirect: redirect, state: material.state, nonce: material.nonce,
            challenge: material.pkce.challenge,
            thumbprint: provider.announcedThumbprint)
        guard let pushed else { return request }
        return request.pushed(as: pushed, clientID: client.clientID, endpoint: endpoint)
    }

    /// Set when the parameters were pushed.
    var pushed: PushedRequest? { request.pushed }

    func expectation(_ provider: KnownProvider) -> CallbackExpectation {
        let rules = provider.plan.client.rules
        return CallbackExpectation(
            redirect: redirect, state: rules.request.usesState ? material.state : nil,
            issuer: provider.metadata.issuer.text,
            issuerParameterPromised: provider.metadata.issuerParameterSupported, issuerParameter: rules.iss)
    }
}
