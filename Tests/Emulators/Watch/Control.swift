import DemoProvider
import HTTPTypes

/// The server from which a test looks at what the client did, on a port of its own.
///
/// `GET /oracle` shows it, `POST /reset` forgets it, `POST /behave` ends the fault while the book goes on,
/// `GET /honest` says how the last callback would have been without it,
/// `POST /enter?user_code=…` is the person who enters a device's code.
struct Control: Sendable {
    let book: Book
    let mischief: Mischief
    let devices: Devices

    func answer(_ question: Question, origin: String) -> Answer {
        // A name that is pointed at this machine arrives as the Host; a page of another site sends its Origin.
        guard "http://\(question.host ?? "")" == origin, question.fields[.origin] == nil else {
            return finished(Answer(.misdirectedRequest))
        }
        switch (question.method, question.path) {
        case (.get, "/oracle"): return finished(.json(book.report))
        case (.get, "/honest"):
            return finished(.json(["address": mischief.honestCallback.map { .string($0) } ?? .null]))
        case (.post, "/reset"): book.reset()
        case (.post, "/behave"): mischief.behave()
        case (.post, "/enter"):
            let code = (try? FormCoding.decode(question.query))?.first { $0.name == "user_code" }?.value
            guard let code, devices.enter(code) else { return finished(Answer(.notFound)) }
        case _: return finished(Answer(.notFound))
        }
        return finished(Answer(.noContent))
    }

    private func finished(_ answer: Answer) -> Answer {
        var answer = answer
        if answer.status != .noContent { answer.fields[.contentLength] = String(answer.body.count) }
        return answer
    }
}
