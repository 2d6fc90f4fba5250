import OAuth

/// The provider is known; nothing was made for the request yet.
public struct Ready: Sendable, Equatable, KnowsProvider {
    public internal(set) var provider: KnownProvider
    /// Which attempt comes next, from 1.
    let attemptNumber: Int

    init(from discovering: Discovering, metadata: ProviderMetadata) {
        provider = KnownProvider(ground: discovering.ground, metadata: metadata)
        attemptNumber = 1
    }

    /// At a provider whose addresses are in its rules.
    init(of plan: LoginPlan, metadata: ProviderMetadata) {
        provider = KnownProvider(ground: Groundwork(plan: plan), metadata: metadata)
        attemptNumber = 1
    }

    /// After a failed attempt, with what is known of the provider.
    init(again provider: KnownProvider, attemptNumber: Int) {
        self.provider = provider
        self.attemptNumber = attemptNumber
    }
}
