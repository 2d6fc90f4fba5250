import Synchronization

/// The provider's keys: the one that signs, the one before it, and keys that are not its own.
final class KeyRing: Sendable {
    private struct State: Sendable {
        var current: SigningKey
        var former: SigningKey?
        var foreign: [SigningKey.Kind: SigningKey] = [:]
    }

    private let state: Mutex<State>

    init(_ algorithm: DemoProviderOptions.Algorithm) throws {
        state = Mutex(State(current: try SigningKey(algorithm.kind)))
    }

    var current: SigningKey { state.withLock { $0.current } }

    /// What the key set holds: after a change the former key stays for tokens that it signed.
    var published: [SigningKey] { state.withLock { [$0.current] + [$0.former].compactMap { $0 } } }

    /// Signs with a new key from now on (OpenID Connect Core 1.0 section 10.1.1).
    func rotate() {
        let kind = current.kind
        let key = Self.made(kind)
        state.withLock { state in
            state.former = state.current
            state.current = key
        }
    }

    /// A key that is in no key set unless a fault puts it there; the same one each time.
    func foreign(_ kind: SigningKey.Kind) -> SigningKey {
        if let key = state.withLock({ $0.foreign[kind] }) { return key }
        let key = Self.made(kind)
        return state.withLock { state in
            let kept = state.foreign[kind] ?? key
            state.foreign[kind] = kept
            return kept
        }
    }

    /// The claims of a token that the present or the former key signed.
    func claims(of token: String) -> [UInt8]? {
        published.lazy.compactMap { $0.claims(of: token) }.first
    }

    private static func made(_ kind: SigningKey.Kind) -> SigningKey {
        do {
            return try SigningKey(kind)
        } catch {
            preconditionFailure("KeyRing: a second key of a kind cannot be made: \(error)")
        }
    }
}
