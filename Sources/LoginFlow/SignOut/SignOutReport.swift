public import OAuth

/// What came of a sign-out.
public struct SignOutReport: Sendable, Equatable {
    public let ending: Ending
    public let revocation: Revocation
    public let results: [RevocationResult]
    public let endsProviderSession: Bool
    public let journal: Journal

    /// What became of the session here; a text says why it is still there.
    public enum Ending: Sendable, Equatable {
        case removed
        /// It was not there any more.
        case alreadyGone
        /// The person chose to keep it, or gave up.
        case kept
        case notRemoved(ForeignText)
        case locked(ForeignText)
        case unreadable(ForeignText)
    }

    /// What became of the tokens at the provider.
    public enum Revocation: Sendable, Equatable {
        case done
        /// The metadata name no revocation endpoint.
        case notOffered
        case notWanted
        /// There was no token any more.
        case notNeeded
        /// At least one token may live on.
        case failed
    }

    /// Stable name for scripts.
    public var reason: String {
        switch ending {
        case .removed, .alreadyGone: revocation == .failed ? "signed_out_not_revoked" : "ok"
        case .kept: "session_kept"
        case .notRemoved: "session_not_removed"
        case .locked: "session_locked"
        case .unreadable: "session_unreadable"
        }
    }

    /// What happened, one sentence a thing.
    public var lines: [String] {
        let first =
            switch ending {
            case .removed: "Signed out: the session is removed here."
            case .alreadyGone: "There was no such session any more."
            case .kept: "The session is kept."
            case .notRemoved(let why): "The session could not be removed: \(why.safe(limit: 160)) Try again."
            case .locked(let holder):
                "Another pixie works with this session (\(holder.safe(limit: 80))). Try again when it is done."
            case .unreadable(let why): "The stored session cannot be read: \(why.safe(limit: 600))"
            }
        return [first] + revocationLines + (endsProviderSession ? [Self.providerLine] : [])
    }

    private static let providerLine =
        "The browser was asked to open the provider's sign-out page. Finish there if it asks."

    private var revocationLines: [String] {
        switch revocation {
        case .done: ["The provider revoked the tokens."]
        case .notOffered: ["The provider has no revocation: its tokens live until they expire."]
        case .notWanted: ["The tokens were not revoked: they live until they expire."]
        case .notNeeded: []
        case .failed: results.filter(\.mayLiveOn).map(\.message)
        }
    }
}

extension RevocationResult {
    /// What happened to the token, for the person.
    public var message: String {
        let name = kind == .refreshToken ? "refresh token" : "access token"
        let lives = "The \(name) may live on until it expires."
        switch ending {
        case .revoked: return "The \(name) is revoked."
        case .refused(let fault): return "\(fault.message) \(lives)"
        case .unanswered(.timedOut(_, let seconds)):
            return "The revocation endpoint did not answer within \(Int(seconds)) s. \(lives)"
        case .unanswered: return "The revocation endpoint could not be reached. \(lives)"
        case .notTried: return lives
        }
    }
}
