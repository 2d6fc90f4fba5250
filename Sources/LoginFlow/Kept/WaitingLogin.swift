public import OAuth

/// A login that waits for its answer, enough to go on with it in another process.
///
/// It has verifier, state and nonce: without them no answer could be used. Who keeps the bytes must encrypt them, give
/// them out once, and remove them when the wait is over. ``FlowEffect/keepWaiting(_:)`` and
/// ``FlowEffect/forgetWaiting`` say when.
public struct WaitingLogin: Sendable, Equatable {
    public let plan: LoginPlan
    /// Of the document as it was fetched; it is judged again when it is read.
    public let metadata: ProviderMetadata
    public let attempt: WaitingAttempt
    /// Attempts that were replaced and have not expired, newest last.
    public let earlier: [WaitingAttempt]
    /// How many attempts the login had. Those that are over are not kept, and their numbers are not given again.
    let attempts: Int
    /// Where the listener was; nil when the answer can only be pasted.
    public let listener: ListenerFacts?
    let shortPath: String
    /// What the requests of this login prove themselves with; nil when nothing has to be proved.
    let prover: Prover?

    init(
        plan: LoginPlan, metadata: ProviderMetadata, attempt: WaitingAttempt, earlier: [WaitingAttempt],
        attempts: Int, listener: ListenerFacts?, shortPath: String, prover: Prover?
    ) {
        self.plan = plan
        self.metadata = metadata
        self.attempt = attempt
        self.earlier = earlier
        self.attempts = attempts
        self.listener = listener
        self.shortPath = shortPath
        self.prover = prover
    }

    public init(from awaiting: Awaiting) {
        self.init(
            plan: awaiting.provider.plan, metadata: awaiting.provider.metadata,
            attempt: WaitingAttempt(awaiting.attempt), earlier: awaiting.earlier.map { WaitingAttempt($0) },
            attempts: awaiting.provider.ground.attempts,
            listener: awaiting.listener.place, shortPath: awaiting.shortPath,
            prover: awaiting.provider.ground.proofs.prover)
    }

    /// Until when an answer is taken, by the wall clock.
    public var deadline: Timestamp { attempt.deadline }

    /// Whether the wait was over at this moment of the wall clock.
    public func isExpired(at now: Timestamp) -> Bool { attempt.secondsLeft(at: now) <= 0 }
}
