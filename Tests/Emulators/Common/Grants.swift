import DemoProvider
import Synchronization

/// What the person allowed, from the authorization request to the last refresh.
struct Grant: Sendable {
    /// All that came from one authorization request.
    let family: String
    /// The parameters of the authorization request.
    var order: [String: String]
    /// The key that the tokens are bound to.
    var thumbprint: String?
    var session = "session_01" + RandomText.token().prefix(20)

    subscript(name: String) -> String? { order[name] }
}

/// Codes and tokens that one emulator gave out.
final class Grants: Sendable {
    struct Item: Sendable {
        var grant: Grant
        var expires: Int
        var isUsed = false
    }

    private struct State: Sendable {
        var items: [String: Item] = [:]
        var revoked: Set<String> = []
        var marks: Set<String> = []
    }

    private let state = Mutex(State())

    func put(_ grant: Grant, under text: String, until expires: Int) {
        state.withLock { $0.items[text] = Item(grant: grant, expires: expires) }
    }

    func item(_ text: String) -> Item? { state.withLock { $0.items[text] } }

    func change(_ text: String, _ change: (inout Item) -> Void) {
        state.withLock { state in
            guard var item = state.items[text] else { return }
            change(&item)
            state.items[text] = item
        }
    }

    /// Marks as used what was not; false where it was before.
    func use(_ text: String) -> Bool {
        state.withLock { state in
            guard state.items[text]?.isUsed == false else { return false }
            state.items[text]?.isUsed = true
            return true
        }
    }

    func revoke(family: String) { state.withLock { _ = $0.revoked.insert(family) } }
    func isRevoked(_ grant: Grant) -> Bool { state.withLock { $0.revoked.contains(grant.family) } }

    /// The grant of what is neither expired, used nor revoked.
    func good(_ text: String, now: Int) -> Grant? {
        guard let item = item(text), !item.isUsed, item.expires > now, !isRevoked(item.grant) else { return nil }
        return item.grant
    }

    /// Whether this was never seen before: identifiers of assertions and proofs.
    func isNew(_ mark: String) -> Bool { state.withLock { $0.marks.insert(mark).inserted } }
}
