import DemoProvider
import HTTPTypes
import Synchronization

/// Notes every request, which rules were looked at, and what the client must not have done.
final class Book: Sendable {
    static let mostRequests = 2000

    private struct State: Sendable {
        var requests: [JSON] = []
        var rules: [String: (kept: Int, broken: Int)] = [:]
        var watch: Watch
    }

    private let mischief: Mischief
    private let state: Mutex<State>

    init(_ mischief: Mischief) {
        self.mischief = mischief
        state = Mutex(State(watch: Watch(mischief)))
    }

    func note(_ ask: Ask, _ answer: Answer, broken: Refusal?) {
        let notes = ask.notes.all
        state.withLock { state in
            for rule in notes.kept { state.rules[rule, default: (0, 0)].kept += 1 }
            if let broken { state.rules[broken.rule, default: (0, 0)].broken += 1 }
            state.watch.see(ask, answer, broken: broken)
            guard state.requests.count < Self.mostRequests else { return }
            state.requests.append(
                .members([
                    "place": .string(notes.place.rawValue), "method": .string(ask.question.method.rawValue),
                    "path": .string(String(ask.question.path.prefix(200))),
                    "parameters": .strings(ask.pairs.prefix(40).map { String($0.name.prefix(60)) }),
                    "status": .integer(answer.status.code), "rules": .strings(notes.kept),
                    "broken": broken.map { .string($0.rule) },
                ]))
        }
    }

    func reset() {
        state.withLock { $0 = State(watch: Watch(mischief)) }
    }

    var report: JSON {
        state.withLock { state in
            [
                "fault": .string(mischief.fault?.id ?? "ok"), "requests": .array(state.requests),
                "rules": .object(
                    state.rules.sorted { $0.key < $1.key }.map { rule, count in
                        .init(name: rule, value: ["kept": .integer(count.kept), "broken": .integer(count.broken)])
                    }),
                "violations": .strings(state.watch.violations),
            ]
        }
    }
}
