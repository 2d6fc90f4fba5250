/// Randomness was ordered for state, nonce and verifier.
public struct Generating: Sendable, Equatable, KnowsProvider {
    public internal(set) var provider: KnownProvider

    init(from ready: Ready) {
        provider = ready.provider
    }
}
