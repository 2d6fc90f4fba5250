import HTTPTypes

/// An attack on one address: what an ``Answer`` brings along when it is to be preceded by one.
struct Assault: Sendable, Equatable {
    let attack: Attack
    /// The redirect URI, or the whole address the browser will be sent to.
    let target: LoopbackURI

    /// `nil` when this request and its answer are not the moment of the attack.
    ///
    /// At the authorization request the redirect URI is the target; at the redirect it is the whole address with the
    /// code and the state. Only addresses on this machine are ever attacked.
    init?(_ attack: Attack, question: Question, answer: Answer) {
        let address: String?
        switch attack.moment {
        case .request:
            guard question.path.hasSuffix(Route.authorize.rawValue), let parameters = try? question.parameters(),
                !parameters.isRepeated("redirect_uri")
            else { return nil }
            address = parameters["redirect_uri"]
        case .redirect:
            address = answer.fields[.location]
        }
        guard let target = address.flatMap(LoopbackURI.init) else { return nil }
        if attack.moment == .redirect {
            guard let query = try? Parameters(target.query ?? ""), query["code"] != nil else { return nil }
        }
        self.attack = attack
        self.target = target
    }
}

extension Answer {
    /// This answer, kept back until the attack was carried out, if this is its moment.
    func preceded(by attack: Attack, on question: Question) -> Answer {
        var copy = self
        copy.assault = Assault(attack, question: question, answer: self)
        return copy
    }
}
