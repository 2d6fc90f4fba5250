import DemoProvider
import HTTPTypes

/// One running system: it answers, and the book notes what was asked.
struct Emulator: Sendable {
    let system: any System
    let mischief: Mischief
    let book: Book

    func answer(_ question: Question, origin: String) -> Answer {
        let ask = Ask(question, origin: origin)
        var broken: Refusal?
        var answer: Answer
        do throws(Refusal) {
            answer = try system.answer(ask)
        } catch {
            broken = error
            answer = error.answer
        }
        system.finish(&answer)
        if answer.fields[.cacheControl] == nil { answer.fields[.cacheControl] = "no-store" }
        answer.fields[.date] = HTTPDate.text(ask.now)
        answer.fields[.contentLength] = String(answer.body.count)
        book.note(ask, answer, broken: broken)
        return answer
    }
}
