import OAuth

/// The authorization request stands, and where its answer can arrive.
public struct Prepared: Sendable, Equatable, KnowsProvider {
    public internal(set) var provider: KnownProvider
    public let attempt: Attempt
    /// `nil` when the answer can only be pasted.
    public let listener: ListenerFacts?

    /// With a listener.
    init(from opening: Opening, listener: ListenerFacts, at now: Moment) {
        provider = opening.provider
        self.listener = listener
        attempt = Attempt(
            number: provider.ground.beginAttempt(), material: opening.material,
            redirect: provider.plan.redirectAddress(at: listener), provider: provider, at: now)
    }

    /// Without one: the redirect URI leads elsewhere.
    init(from generating: Generating, material: Material, redirect: RedirectURI, at now: Moment) {
        provider = generating.provider
        listener = nil
        attempt = Attempt(
            number: provider.ground.beginAttempt(), material: material, redirect: redirect, provider: provider,
            at: now)
    }

    /// After the request was pushed.
    init(from pushing: Pushing, pushed: PushedRequest, at now: Moment) {
        provider = pushing.provider
        listener = pushing.listener
        attempt = Attempt(
            number: pushing.attemptNumber, material: pushing.material, redirect: pushing.redirect, pushed: pushed,
            provider: pushing.provider, at: now)
    }
}
