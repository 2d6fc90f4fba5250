/// Why an ID token is refused, or an access token that tells who signed in.
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
