import NIOCore
import Synchronization

/// The open connections of a listener, at most as many as the limit.
///
/// A new one is always taken, or idle connections could keep the right one out: the oldest that has not brought a
/// request yet is closed for it.
final class ConnectionLedger: Sendable {
    private struct Entry {
        let channel: any Channel
        let number: Int
        var waits: Bool
    }

    private struct State {
        var entries: [ObjectIdentifier: Entry] = [:]
        var count = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    var open: Int { state.withLock { $0.entries.count } }

    func opened(_ channel: any Channel) {
        let key = ObjectIdentifier(channel)
        let surplus = state.withLock { state -> (any Channel)? in
            state.count += 1
            state.entries[key] = Entry(channel: channel, number: state.count, waits: false)
            guard state.entries.count > limit else { return nil }
            // The newest itself, when all others wait for an answer.
            guard let oldest = state.entries.filter({ !$0.value.waits }).min(by: { $0.value.number < $1.value.number })
            else { return nil }
            // It counts no longer, although it closes a moment later: else the next one would choose it once more, and
            // in a flood the connections would grow without a limit.
            state.entries[oldest.key] = nil
            return oldest.value.channel
        }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { _ = $0.entries.removeValue(forKey: key) }
        }
        surplus?.close(promise: nil)
    }

    /// It brought a request that the machine judges.
    func waits(_ channel: any Channel) {
        state.withLock { $0.entries[ObjectIdentifier(channel)]?.waits = true }
    }

    func answered(_ channel: any Channel) {
        state.withLock { $0.entries[ObjectIdentifier(channel)]?.waits = false }
    }

    func closeAll() {
        for entry in state.withLock({ Array($0.entries.values) }) { entry.channel.close(promise: nil) }
    }
}
