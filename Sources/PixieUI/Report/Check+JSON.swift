public import OAuth

extension Check {
    /// One check as scripts read it: `id`, `verdict`, `expected`, `found`, `clause`, and `why` when it was skipped.
    public var json: JSONValue {
        let (word, why): (String, String?) =
            switch verdict {
            case .passed: ("passed", nil)
            case .failed: ("failed", nil)
            case .skipped(let why): ("skipped", why)
            }
        return [
            "id": .string(id), "verdict": .string(word), "expected": .string(ForeignText(expected).safe(limit: 300)),
            "found": .string(found.safe(limit: 300)), "clause": .string(clause), "why": why.map { .string($0) },
        ]
    }
}
