import OAuth

/// Books the calls of a small machine: numbers them and lists them without any secret.
public struct CallBook: Sendable, Equatable {
    public private(set) var journal = Journal()
    private var last: Int
    private(set) var proofs = ProofDesk()

    /// - Parameter number: Numbers start above it, so that two machines at one runner do not mix up their replies.
    init(after number: Int) {
        last = number
    }

    /// Numbers a call and makes the proofs that it needs: what is given back is what to send.
    mutating func book(_ call: HTTPCall, at now: Moment) -> (id: EffectID, call: HTTPCall) {
        book(call, isRepeat: false, at: now)
    }

    /// The request that the answer to `id` wants once more (RFC 9449 section 8); nil when it wants none.
    mutating func bookAgain(_ id: EffectID, at now: Moment) -> (id: EffectID, call: HTTPCall)? {
        guard let call = proofs.repeating(id) else { return nil }
        return book(call, isRepeat: true, at: now)
    }

    private mutating func book(_ call: HTTPCall, isRepeat: Bool, at now: Moment) -> (id: EffectID, call: HTTPCall) {
        last += 1
        let id = EffectID(last)
        let proved = proofs.sending(call, as: id, isRepeat: isRepeat, at: now)
        journal.add(id, proved, at: now)
        return (id, proved)
    }

    mutating func received(_ id: EffectID, _ result: Result<HTTPReply, TransportFailure>) {
        journal.finish(id, result)
        if let endpoint = journal.endpoint(of: id) { proofs.received(id, from: endpoint, result) }
    }

    /// Takes what the session that is read now proves itself with; another login may have replaced it.
    mutating func prove(with prover: Prover?) { proofs.prover = prover }
}
