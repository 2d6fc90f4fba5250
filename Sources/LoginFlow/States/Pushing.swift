public import OAuth

/// The authorization request is on its way to the provider itself; the browser will carry only its name (RFC 9126).
public struct Pushing: Sendable, Equatable, KnowsProvider {
    public internal(set) var provider: KnownProvider
    let attemptNumber: Int
    let material: Material
    let redirect: RedirectURI
    let listener: ListenerFacts?
    var request: EffectID
    public let since: Moment

    /// With a listener.
    init(from opening: Opening, listener: ListenerFacts, provider: KnownProvider, request: EffectID, at now: Moment) {
        self.provider = provider
        self.listener = listener
        self.request = request
        attemptNumber = self.provider.ground.beginAttempt()
        material = opening.material
        redirect = opening.provider.plan.redirectAddress(at: listener)
        since = now
    }

    /// Without one: the redirect URI leads elsewhere.
    init(
        from generating: Generating, material: Material, redirect: RedirectURI, provider: KnownProvider,
        request: EffectID, at now: Moment
    ) {
        self.provider = provider
        self.material = material
        self.redirect = redirect
        self.request = request
        listener = nil
        attemptNumber = self.provider.ground.beginAttempt()
        since = now
    }
}
