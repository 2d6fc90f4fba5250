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

    /// What ended the login. Each has its words in `Explain` and its reason for scripts in the contract of `PixieUI`.
    public enum Cause: Sendable, Equatable {
        case transport(TransportFailure, during: HTTPCall.Purpose, host: String)
        case discovery(DiscoveryFault)
        case listener(ListenerProblem)
        /// The provider did not take the request.
        case push(PushFault)
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
        /// Seconds that the code can have been in the world at most, when the token endpoint answered: it was made after
        /// the attempt had begun.
        public var codeAge: Double?
        /// Whether the person pasted the answer; else the browser brought it to the listener.
        public var wasPasted: Bool?
        /// Both clocks when the token endpoint answered, if it told its own.
        public var clocks: Clocks?
        /// Whether the browser may have been led by remembered metadata, before the provider was asked.
        public internal(set) var beganAtOnce = false

        public init(
            exchangeTook: Double? = nil, codeAge: Double? = nil, wasPasted: Bool? = nil, clocks: Clocks? = nil
        ) {
            self.exchangeTook = exchangeTook
            self.codeAge = codeAge
            self.wasPasted = wasPasted
            self.clocks = clocks
        }
    }

    /// What this machine and the provider (`Date` header) took for the time at one moment.
    public struct Clocks: Sendable, Equatable {
        public let ours: Timestamp
        public let provider: Timestamp

        public init(ours: Timestamp, provider: Timestamp) {
            self.ours = ours
            self.provider = provider
        }

        /// Seconds that this machine is ahead of the provider; negative when it is behind.
        public var lead: Double { ours - provider }
    }

    /// What the person can do without typing everything again.
    public enum Recovery: Sendable, Equatable {
        /// Ask for the metadata again.
        case rediscover(LoginPlan)
        /// Make a new request at the provider that is known already.
        case newAttempt(KnownProvider)
    }

    public var plan: LoginPlan {
        switch recovery {
        case .rediscover(let plan): plan
        case .newAttempt(let provider): provider.plan
        }
    }
}
