import HTTPTypes
import Synchronization

/// The one fault that a provider commits, and where it stands with it.
struct Mischief: Sendable {
    /// How often each place was asked, and whether the fault is over.
    final class Tally: Sendable {
        private let visits = Mutex<[Place: Int]>([:])
        private let over = Atomic(false)

        /// True once the provider behaves: it commits the fault no more.
        var isOver: Bool { over.load(ordering: .acquiring) }

        func behave() { over.store(true, ordering: .releasing) }

        func count(_ place: Place) -> Int {
            visits.withLock { visits in
                visits[place, default: 0] += 1
                return visits[place, default: 0]
            }
        }

        func reset() {
            visits.withLock { $0 = [:] }
            over.store(false, ordering: .releasing)
        }
    }

    let fault: Fault
    let collector: String
    let tally: Tally

    /// The answer with the fault in it, and whether something is wrong with it.
    func commit(_ question: Question, _ provider: Provider) -> (answer: Answer, isFaulty: Bool) {
        if tally.isOver { return (provider.respond(to: question), false) }
        let place = provider.place(of: question)
        let scene = Scene(
            provider: provider, question: question, place: place, visit: tally.count(place), collector: collector)
        var asked = question
        for case .question(place, let change) in fault.deeds { change(&asked, scene) }
        for case .instead(place, let answer) in fault.deeds {
            guard let answer = answer(scene) else { continue }
            return (deliver(answer, scene), true)
        }
        let correct = provider.respond(to: asked)
        let answer = deliver(changed(correct, scene), scene)
        return (answer, answer != correct)
    }

    private func changed(_ correct: Answer, _ scene: Scene) -> Answer {
        var answer = correct
        for deed in fault.deeds {
            switch (deed, answer.draft) {
            case (.document(scene.place, let change), .document(var document)) where answer.status.kind == .successful:
                change(&document, scene)
                answer.draft = .document(document)
            case (.tokens(scene.place, let change), .tokens(var tokens)):
                change(&tokens, scene)
                answer.draft = .tokens(tokens)
            case (.callback(let change), .callback(var callback)):
                change(&callback, scene)
                answer.draft = .callback(callback)
            case _:
                continue
            }
        }
        if answer.draft != correct.draft { answer.settle() }
        return answer
    }

    private func deliver(_ settled: Answer, _ scene: Scene) -> Answer {
        var answer = settled
        for deed in fault.deeds {
            switch deed {
            case .answer(scene.place, let change), .everywhere(let change): change(&answer, scene)
            case .delivery(scene.place, let delivery): answer.delivery = delivery
            case .attack(let attack): answer = answer.preceded(by: attack, on: scene.question)
            case .options, .question, .instead, .document, .tokens, .callback, .answer, .delivery: continue
            }
        }
        return answer
    }
}
