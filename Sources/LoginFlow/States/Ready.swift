import OAuth

/// The provider is known; nothing was made for the request yet.
public struct Ready: Sendable, Equatable, KnowsProvider {
    public internal(set) var provider: KnownProvider

    init(from discovering: Discovering, metadata: ProviderMetadata) {
        provider = KnownProvider(ground: discovering.ground, metadata: metadata)
    }

    /// At a provider whose addresses are in its rules.
    init(of plan: LoginPlan, metadata: ProviderMetadata) {
        provider = KnownProvider(ground: Groundwork(plan: plan), metadata: metadata)
    }

    /// After a failed attempt, with what is known of the provider.
    init(again provider: KnownProvider) {
        self.provider = provider
    }
}
