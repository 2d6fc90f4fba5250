import HTTPTypes

/// One request to the provider and what it answered.
struct Exchange: Sendable {
    let question: Question
    let place: Place
    /// With its draft: what was said is read from there, also where the octets were cut or changed afterwards.
    let answer: Answer
    /// Whether the fault shows in the answer.
    let isFaulty: Bool
    /// The parameters of the body, or of the address where the request has no form.
    let parameters: [FormPair]

    init(question: Question, answer: Answer, isFaulty: Bool, provider: Provider) {
        self.question = question
        self.answer = answer
        self.isFaulty = isFaulty
        place = provider.place(of: question)
        parameters = question.formPairs
    }

    func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// The token of an Authorization header, a bearer token or one that is bound to a key.
    var accessToken: String? {
        guard let header = question.fields[.authorization],
            let scheme = ["bearer ", "dpop "].first(where: header.lowercased().hasPrefix)
        else { return nil }
        return String(header.dropFirst(scheme.count))
    }

    /// The values that the answer gave under a name in its tokens or on the way back.
    func given(_ name: String) -> [String] {
        switch answer.draft {
        case .tokens(let tokens): tokens.members.members.filter { $0.name == name }.compactMap(\.value.string)
        case .callback(let callback): callback.pairs.filter { $0.name == name }.map(\.value)
        case .document, nil: []
        }
    }

    /// After how many seconds the request may come again, when the answer says that it was not worked on
    /// (RFC 9110 section 10.2.3).
    ///
    /// So does the demand for a nonce in the proof: it is refused before the grant is looked at (RFC 9449 section 8).
    var secondsPutOff: Int? {
        if answer.status == .badRequest, case .document(let document) = answer.draft,
            document["error"]?.string == "use_dpop_nonce"
        {
            return 0
        }
        guard answer.status == .tooManyRequests || answer.status == .serviceUnavailable else { return nil }
        return answer.fields[.retryAfter].flatMap { Int($0) }
    }
}

extension Question {
    /// The parameters of the body, or those of the address where there is no form.
    var formPairs: [FormPair] {
        let form = hasFormBody ? String(validating: body, as: UTF8.self) : nil
        return (try? FormCoding.decode(form ?? query)) ?? []
    }
}
