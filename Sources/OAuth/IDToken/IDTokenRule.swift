/// One rule for ID tokens: its name, its place in the specification, and the function that applies it.
struct IDTokenRule: Sendable {
    let id: String
    let clause: String
    let apply: @Sendable (IDTokenFacts) -> Ruling

    func ruling(on facts: IDTokenFacts) -> Finding {
        Finding(id: id, clause: clause, apply(facts))
    }
}

/// What the rules about claims look at. The signature was verified before one of these is made.
struct IDTokenFacts {
    let claims: JSONObject
    let algorithm: SignatureAlgorithm
    let expecting: IDTokenExpectation
}

/// What a rule says, with its evidence.
enum Ruling {
    case passed(expected: String, found: ForeignText)
    /// `reason` is a stable name for scripts, without the prefix `id_token_`; `message` is for the person.
    case failed(expected: String, found: ForeignText, reason: String, message: String)
    case skipped(String, expected: String = "")
}

/// A ruling as a check, and as a fault if it is one.
struct Finding {
    let check: Check
    let fault: IDTokenFault?

    init(id: String, clause: String, _ ruling: Ruling) {
        switch ruling {
        case .passed(let expected, let found):
            check = Check(id, .passed, expected: expected, found: found, clause: clause)
            fault = nil
        case .failed(let expected, let found, let reason, let message):
            check = Check(id, .failed, expected: expected, found: found, clause: clause)
            fault = IDTokenFault(check: check, reason: "id_token_" + reason, message: message)
        case .skipped(let why, let expected):
            check = Check(id, .skipped(why), expected: expected, found: ForeignText(""), clause: clause)
            fault = nil
        }
    }
}

extension IDTokenFacts {
    /// A claim as evidence: its text, or `not there`.
    func evidence(_ name: String) -> ForeignText {
        claims[name]?.plain(limit: 120) ?? ForeignText("not there")
    }

    /// The end of most messages: what a person can do about a token that is not theirs.
    static let refused = "The ID token is refused and nothing is stored."
}
