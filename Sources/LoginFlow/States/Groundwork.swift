import OAuth

/// What every state after the first carries: the plan and what was sent for it.
public struct Groundwork: Sendable, Equatable {
    public let plan: LoginPlan
    public private(set) var journal = Journal()
    /// The number of the attempt that was begun last; the next one has the next. None is given twice.
    private(set) var attempts: Int
    /// Attempts of this login that are over, newest last.
    private(set) var ended: [EndedAttempt] = []
    private var lastEffect = 0
    private(set) var proofs = ProofDesk()

    /// - Parameter attempts: How many there were before.
    init(plan: LoginPlan, attempts: Int = 0) {
        self.plan = plan
        self.attempts = attempts
    }

    /// The number of an attempt that begins now.
    mutating func beginAttempt() -> Int {
        attempts += 1
        return attempts
    }

    /// Books a call and makes the order that sends it, with the proofs that it needs.
    mutating func sending(_ call: HTTPCall, at now: Moment) -> (id: EffectID, effect: FlowEffect) {
        sending(call, isRepeat: false, at: now)
    }

    /// The order for the request that the answer to `id` wants once more (RFC 9449 section 8); nil when it wants none.
    mutating func sendingAgain(_ id: EffectID, at now: Moment) -> (id: EffectID, effect: FlowEffect)? {
        guard let call = proofs.repeating(id) else { return nil }
        return sending(call, isRepeat: true, at: now)
    }

    private mutating func sending(
        _ call: HTTPCall, isRepeat: Bool, at now: Moment
    ) -> (id: EffectID, effect: FlowEffect) {
        lastEffect += 1
        let id = EffectID(lastEffect)
        let proved = proofs.sending(call, as: id, isRepeat: isRepeat, at: now)
        journal.add(id, proved, at: now)
        return (id, .send(id, proved))
    }

    /// What this login proves itself with from now on.
    mutating func prove(with prover: Prover?) {
        proofs = ProofDesk()
        proofs.prover = prover
    }

    mutating func ends(_ attempt: Attempt, _ ending: EndedAttempt.Ending, at now: Moment) {
        ended = (ended + [EndedAttempt(attempt, ending, at: now)]).suffix(Awaiting.rememberedAttempts)
    }

    mutating func received(_ id: EffectID, _ result: Result<HTTPReply, TransportFailure>) {
        journal.finish(id, result)
        if let endpoint = journal.endpoint(of: id) { proofs.received(id, from: endpoint, result) }
    }
}
