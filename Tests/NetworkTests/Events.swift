import NIOCore
import NIOPosix
import Synchronization

/// Things that happened, in order, to be waited for with a deadline instead of a sleep.
final class Events<Event: Sendable>: Sendable {
    private struct State {
        var all: [Event] = []
        var waiting: [(id: Int, count: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var lastID = 0
    }

    private let state = Mutex(State())

    var all: [Event] { state.withLock { $0.all } }
    var count: Int { all.count }

    func happened(_ event: Event) {
        let ready = state.withLock { state in
            state.all.append(event)
            let ready = state.waiting.filter { $0.count <= state.all.count }
            state.waiting.removeAll { $0.count <= state.all.count }
            return ready
        }
        for waiting in ready { waiting.continuation.resume() }
    }

    /// The events, once there are `count` of them, or what there is after `seconds`.
    func wait(for count: Int, seconds: Int64 = 10) async -> [Event] {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let id = state.withLock { state -> Int? in
                guard state.all.count < count else { return nil }
                state.lastID += 1
                state.waiting.append((state.lastID, count, continuation))
                return state.lastID
            }
            guard let id else { return continuation.resume() }
            MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: .seconds(seconds)) {
                let late = self.state.withLock { state in
                    let late = state.waiting.first { $0.id == id }
                    state.waiting.removeAll { $0.id == id }
                    return late
                }
                late?.continuation.resume()
            }
        }
        return all
    }
}
