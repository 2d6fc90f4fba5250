import HTTPTypes

/// The server from which a test looks at what the client did. It is no part of the issuer and has a port of its own.
///
/// `GET /oracle` shows it, `POST /reset` forgets it and begins the fault anew, `POST /behave` ends the fault while the
/// oracle goes on, `POST /rotate` changes the provider's keys.
struct Control: Sendable {
    let authority: String
    let oracle: Oracle
    let tally: Mischief.Tally
    let keys: KeyRing

    func answer(_ question: Question) -> Answer {
        // A name that is pointed at this machine arrives as the Host; a page of another site sends its Origin.
        guard question.host == authority, question.fields[.origin] == nil else { return Answer(.misdirectedRequest) }
        switch (question.method, question.path) {
        case (.get, "/oracle"):
            return finished(.json(oracle.report))
        case (.post, "/reset"):
            oracle.reset()
            tally.reset()
            return Answer(.noContent)
        case (.post, "/behave"):
            tally.behave()
            return Answer(.noContent)
        case (.post, "/rotate"):
            keys.rotate()
            return Answer(.noContent)
        case (_, "/oracle"), (_, "/reset"), (_, "/behave"), (_, "/rotate"):
            return finished(Answer(.methodNotAllowed))
        case _:
            return finished(Answer(.notFound))
        }
    }

    private func finished(_ answer: Answer) -> Answer {
        var answer = answer
        answer.fields[.contentLength] = String(answer.body.count)
        answer.fields[.cacheControl] = "no-store"
        return answer
    }
}
