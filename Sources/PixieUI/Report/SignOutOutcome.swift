public import LoginFlow

/// What came of a sign-out: `outcome` in the object of `pixie logout --json`.
public enum SignOutOutcome: String, Sendable, CaseIterable {
    /// The session is not here any more.
    case signedOut = "signed_out"
    /// The person kept it.
    case kept
    case failed
}

extension SignOutReport {
    public var outcome: SignOutOutcome {
        switch ending {
        case .removed, .alreadyGone: .signedOut
        case .kept: .kept
        case .notRemoved, .locked, .unreadable: .failed
        }
    }
}
