import HTTPTypes
import Synchronization

/// Sees every request that reached the provider or the collector, and says where the client did what it must not.
///
/// It judges by what was done: which answers had to be refused follows from the fault that showed in them, and each
/// rule then looks at the requests that came afterwards.
final class Oracle: Sendable {
    /// Requests that are shown; beyond that they are counted.
    static let mostRequests = 5000

    struct Entry: Sendable {
        let milliseconds: Int
        let to: String
        let method: String
        let path: String
        let status: Int?
        let summary: String
    }

    private struct State: Sendable {
        var entries: [Entry] = []
        var left = 0
        var judge: Judge
        var begin = ContinuousClock.now
    }

    private let fault: Fault?
    private let clock: @Sendable () -> Int
    private let state: Mutex<State>

    init(fault: Fault?, clock: @escaping @Sendable () -> Int) {
        self.fault = fault
        self.clock = clock
        state = Mutex(State(judge: Judge(fault: fault)))
    }

    func note(_ exchange: Exchange) {
        let now = clock()
        state.withLock { state in
            let summary = state.judge.see(exchange, now: now)
            Self.add(
                to: "provider", exchange.question, status: Int(exchange.answer.status.code), summary, &state)
        }
    }

    func noteCollected(_ question: Question) {
        state.withLock { state in
            let summary = state.judge.seeCollected(question)
            Self.add(to: "collector", question, status: nil, summary, &state)
        }
    }

    /// Adds what an attack on the client's listener showed.
    func note(attack summary: String, violations: [String]) {
        state.withLock { state in
            for sentence in violations { state.judge.accuse(sentence) }
            Self.add(to: "client", method: "ATTACK", path: "", status: nil, summary, &state)
        }
    }

    func reset() {
        state.withLock { $0 = State(judge: Judge(fault: fault)) }
    }

    var violations: [String] { state.withLock { $0.judge.violations } }

    var report: JSON {
        state.withLock { state in
            [
                "fault": .string(fault?.id ?? "ok"),
                "expect": .string((fault?.expectation ?? .accept).rawValue),
                "requests": .array(state.entries.map(\.json)),
                "requests_not_shown": .integer(state.left),
                "violations": .strings(state.judge.violations),
            ]
        }
    }

    private static func add(to: String, _ question: Question, status: Int?, _ summary: String, _ state: inout State) {
        add(to: to, method: question.method.rawValue, path: question.path, status: status, summary, &state)
    }

    private static func add(
        to: String, method: String, path: String, status: Int?, _ summary: String, _ state: inout State
    ) {
        guard state.entries.count < mostRequests else {
            state.left += 1
            return
        }
        let elapsed = (ContinuousClock.now - state.begin) / Duration.milliseconds(1)
        state.entries.append(
            Entry(
                milliseconds: Int(elapsed), to: to, method: String(method.prefix(20)), path: String(path.prefix(200)),
                status: status, summary: summary))
    }
}

extension Oracle.Entry {
    fileprivate var json: JSON {
        .members([
            "at_ms": .integer(milliseconds), "to": .string(to), "method": .string(method), "path": .string(path),
            "status": status.map { .integer($0) }, "summary": .string(summary),
        ])
    }
}
