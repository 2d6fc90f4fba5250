/// What the rules said about an ID token, rule by rule.
public struct IDTokenJudgement: Sendable, Equatable {
    public enum Outcome: Sendable, Equatable {
        case verified(VerifiedIDToken)
        /// The key set has no key for it; `kid` of the token, if it has one. Fetch the keys once more and judge again.
        case keyUnknown(ForeignText?)
        case refused(IDTokenFault)
    }

    /// All rules, in order; what was not reached or not sent is skipped with its reason.
    public let checks: [Check]
    public let outcome: Outcome
    /// Why the token cannot be used; `nil` when it is verified. Also set for an unknown key, for the caller that has
    /// no more fetches left.
    public let fault: IDTokenFault?
}

/// Why an ID token is refused.
public struct IDTokenFault: Error, Sendable, Equatable {
    /// The first check that failed.
    public let check: Check
    /// A stable name for scripts: `id_token_expired`.
    public let reason: String
    /// What happened and what to do, for the person.
    public let message: String

    /// What is wrong with the claim.
    public enum Problem: Sendable, Hashable {
        /// It is not there.
        case missing
        /// It is there and cannot be read.
        case invalid
        /// It says something else than it must.
        case mismatch
    }

    public var problem: Problem {
        if reason.hasSuffix("_missing") { return .missing }
        return reason.hasSuffix("_invalid") ? .invalid : .mismatch
    }

    public init(check: Check, reason: String, message: String) {
        self.check = check
        self.reason = reason
        self.message = message
    }
}
