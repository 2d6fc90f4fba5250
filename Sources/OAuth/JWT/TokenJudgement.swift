/// What the rules said about a signed token, rule by rule.
///
/// `Verified` is what a token is worth that passed every rule.
public struct TokenJudgement<Verified: Sendable & Equatable>: Sendable, Equatable {
    /// What the rules came to.
    public enum Outcome: Sendable, Equatable {
        case verified(Verified)
        /// The key set has no key for it. Fetch the keys once more and judge again; where that is not possible, this is
        /// why the token cannot be used.
        case keyUnknown(IDTokenFault)
        case refused(IDTokenFault)
    }

    /// All rules that were reached, in order; of an ID token all rules, each that was not reached with its reason.
    public let checks: [Check]
    public let outcome: Outcome

    /// Why the token cannot be used; `nil` when it is verified.
    public var fault: IDTokenFault? {
        switch outcome {
        case .verified: nil
        case .keyUnknown(let fault), .refused(let fault): fault
        }
    }
}
