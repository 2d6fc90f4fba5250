public import OAuth

/// A login that ended without tokens.
public struct Failure: Sendable, Equatable {
    public let step: Step
    public let cause: Cause
    /// Everything that was judged up to the end.
    public let checks: [Check]
    public let facts: Facts
    public let recovery: Recovery
    public let journal: Journal
    public let at: Moment

    public enum Cause: Sendable, Equatable {
        case transport(TransportFailure, during: HTTPCall.Purpose, host: String)
        case discovery(DiscoveryFault)
        case listener(ListenerProblem)
        /// The provider or the person declined, with a state that proves it belongs to this login.
        case provider(AuthorizationError)
        case token(TokenFault)
        case keys(KeysTrouble)
        case idToken(IDTokenFault)
        /// No answer came in time; the wait in seconds.
        case expired(after: Double)
        case cancelled
    }

    /// What is known and may explain the failure.
    public struct Facts: Sendable, Equatable {
        /// Seconds from the arrival of the code to the answer of the token endpoint.
        public var exchangeTook: Double?
        /// Seconds that the provider's clock (`Date` header) is ahead of ours.
        public var clockDifference: Double?

        public init(exchangeTook: Double? = nil, clockDifference: Double? = nil) {
            self.exchangeTook = exchangeTook
            self.clockDifference = clockDifference
        }
    }

    /// What the person can do without typing everything again.
    public enum Recovery: Sendable, Equatable {
        /// Ask for the metadata again.
        case rediscover(LoginPlan)
        /// Make a new request at the provider that is known already.
        case newAttempt(KnownProvider, number: Int)
    }

    public var plan: LoginPlan {
        switch recovery {
        case .rediscover(let plan): plan
        case .newAttempt(let provider, _): provider.plan
        }
    }
}
