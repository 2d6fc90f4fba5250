/// What came of the wish for a token: `outcome` in the object of `pixie token --json`.
public enum TokenOutcome: String, Sendable, CaseIterable {
    case token
    /// Only a login brings a token now.
    case loginNeeded = "login_needed"
    /// The provider refused, for good or for this request.
    case refused
    case failed
    /// By the person or a signal.
    case cancelled
}
