import Crypto
import Synchronization

/// All that the provider remembers. Each function is one step that no other request comes between.
final class Ledger: Sendable {
    struct State: Sendable {
        var interactions = Shelf<Interaction>(capacity: 500)
        var sessions = Shelf<BrowserSession>(capacity: 500)
        var signOutForms = Shelf<String>(capacity: 500)
        var codes = Shelf<CodeGrant>(capacity: 2000)
        var accessTokens = Shelf<AccessGrant>(capacity: 5000)
        var refreshTokens = Shelf<RefreshGrant>(capacity: 5000)
        var pushed = Shelf<AuthorizationOrder>(capacity: 500)
        var proofs = Shelf<Bool>(capacity: 5000)
        var devices = Shelf<DeviceOrder>(capacity: 500)
        /// Device codes by user codes.
        var userCodes = Shelf<String>(capacity: 500)
        var deviceForms = Shelf<String>(capacity: 500)
        var applications = Shelf<RegisteredApplication>(capacity: 200)
        var revokedFamilies = Shelf<Bool>(capacity: 5000)
    }

    static let interactionLifetime = 600
    static let sessionLifetime = 8 * 3600

    let clock: @Sendable () -> Int
    let state = Mutex(State())
    /// Nonces for proofs come of it.
    let nonceKey = SymmetricKey(size: .bits256)

    init(clock: @escaping @Sendable () -> Int) {
        self.clock = clock
    }

    /// One step over the state, with the time at which it happens.
    func step<Result: Sendable>(_ body: (inout State, Int) -> Result) -> Result {
        let now = clock()
        return state.withLock { state in body(&state, now) }
    }
}
