import OAuth

/// What every state after the first carries: the plan and what was sent for it.
public struct Groundwork: Sendable, Equatable {
    public let plan: LoginPlan
    public private(set) var journal = Journal()
    /// Attempts of this login that are over, newest last.
    private(set) var ended: [EndedAttempt] = []
    private(set) var lastEffect = 0

    init(plan: LoginPlan) {
        self.plan = plan
    }

    /// Books a call and makes the order that sends it.
    mutating func sending(_ call: HTTPCall, at now: Moment) -> (id: EffectID, effect: FlowEffect) {
        lastEffect += 1
        let id = EffectID(lastEffect)
        journal.add(id, call, at: now)
        return (id, .send(id, call))
    }

    mutating func ends(_ attempt: Attempt, _ ending: EndedAttempt.Ending, at now: Moment) {
        ended = (ended + [EndedAttempt(attempt, ending, at: now)]).suffix(Awaiting.rememberedAttempts)
    }

    mutating func received(_ id: EffectID, _ result: Result<HTTPReply, TransportFailure>) {
        journal.finish(id, result)
    }
}
