/// Randomness was ordered for state, nonce and verifier.
public struct Generating: Sendable, Equatable, KnowsProvider {
    public internal(set) var provider: KnownProvider
    let attemptNumber: Int

    init(from ready: Ready) {
        provider = ready.provider
        attemptNumber = ready.attemptNumber
    }
}
