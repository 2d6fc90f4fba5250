import NIOCore
import NIOPosix
import Synchronization

/// Arrivals that wait for the machine's verdict.
final class AnswerDesk: Sendable {
    private struct Waiting {
        let continuation: CheckedContinuation<ListenerPage, Never>
        let timeout: Scheduled<Void>
    }

    private struct State {
        var lastID = 0
        var waiting: [Int: Waiting] = [:]
        var isClosed = false
        var shortTarget: String?
    }

    private let limits: ListenerLimits
    private let onArrival: @Sendable (CallbackArrival) -> Void
    private let state = Mutex(State())

    init(limits: ListenerLimits, onArrival: @escaping @Sendable (CallbackArrival) -> Void) {
        self.limits = limits
        self.onArrival = onArrival
    }

    var shortTarget: String? {
        get { state.withLock { $0.shortTarget } }
        set { state.withLock { $0.shortTarget = newValue } }
    }

    /// Reports an arrival and waits for its page; `finished` when nobody answers in time or the listener stops.
    func page(for target: String) async -> ListenerPage {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        return await withCheckedContinuation { continuation in
            let id = state.withLock { state -> Int? in
                guard !state.isClosed, state.waiting.count < limits.connections else { return nil }
                state.lastID += 1
                let id = state.lastID
                let timeout = loop.scheduleTask(in: ListenerLimits.amount(limits.answerSeconds)) {
                    self.answer(id, .finished)
                }
                state.waiting[id] = Waiting(continuation: continuation, timeout: timeout)
                return id
            }
            if let id {
                onArrival(CallbackArrival(id: id, target: target))
            } else {
                continuation.resume(returning: .finished)
            }
        }
    }

    /// The first answer counts; an unknown or answered number changes nothing.
    func answer(_ id: Int, _ page: ListenerPage) {
        guard let waiting = state.withLock({ $0.waiting.removeValue(forKey: id) }) else { return }
        waiting.timeout.cancel()
        waiting.continuation.resume(returning: page)
    }

    func close() {
        let left = state.withLock { state in
            state.isClosed = true
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for waiting in left {
            waiting.timeout.cancel()
            waiting.continuation.resume(returning: .finished)
        }
    }
}
