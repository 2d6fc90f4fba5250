public import LoginFlow
import OAuth

/// What a refresh did, in sentences for screens and for lines.
public enum RefreshText {
    /// One line: what came of it, and how much changed.
    static func headline(_ outcome: RefreshOutcome, _ session: Session) -> String {
        switch outcome {
        case .refreshed:
            outcome.message + (session.change.map { " " + counts($0) } ?? "")
        case .kept(.transport(let failure)):
            Explain.summary(
                of: failure, during: .refresh, host: session.stored.provider.tokenEndpoint.address.host)
        case .adopted, .tooSoon, .kept, .ended, .impossible, .cancelled:
            outcome.message
        }
    }

    /// What is under way; nil when nothing is.
    static func doing(_ state: RefreshState) -> String? {
        switch state {
        case .resting: nil
        case .locking: "Waiting until no other pixie works with this session."
        case .reading: "Looking whether another pixie has refreshed it already."
        case .refreshing(let state):
            "The refresh token is on its way to \(state.session.provider.tokenEndpoint.address.host)."
        case .verifying: "New tokens are here. Waiting for the keys that prove the new ID token."
        case .comparing: "The provider refused the refresh token. Looking whether another pixie has a newer one."
        case .storing: "Storing the new tokens before they are used."
        }
    }

    /// What follows from a refresh that brought nothing: nothing was lost, or what was.
    static func consequence(_ outcome: RefreshOutcome, _ session: Session, at now: Timestamp) -> String? {
        let left = session.accessExpiresAt.map { $0 - now }
        switch outcome {
        case .refreshed, .adopted, .tooSoon, .cancelled: return nil
        case .kept, .impossible(.noRefreshToken):
            guard let left else { return "You are still signed in, with the tokens from before." }
            return left > 0
                ? "You are still signed in: the access token from before is good for \(Countdown.text(left)) more."
                : "You are still signed in, but the access token from before has ended. R tries again."
        case .ended, .impossible(.sessionEnded), .impossible(.sessionGone):
            guard let left, left > 0 else { return "Log in again: leave with q, then pixie login." }
            return "The access token from before may work for \(Countdown.text(left)) more. Then log in again."
        }
    }

    /// The lines of the line mode: rotation, ID token, scopes, and each claim that is not what it was.
    public static func lines(_ change: RefreshChange) -> [String] {
        var lines = [identity(change.identity)]
        lines += scopes(added: change.addedScopes, gone: change.missingScopes.map { ForeignText($0) })
        let shown = change.claims.prefix(20)
        lines += shown.map { claim in
            let name = claim.name.safe(limit: 40)
            switch (claim.before, claim.after) {
            case (let before?, let after?): return "  changed  \(name): \(text(before)) -> \(text(after))"
            case (nil, let after?): return "  new      \(name): \(text(after))"
            case (let before?, nil): return "  gone     \(name): \(text(before))"
            case (nil, nil): return "  \(name)"
            }
        }
        if change.claims.count > shown.count { lines.append("  and \(change.claims.count - shown.count) more claims") }
        return lines.map(SinkText.safe)
    }

    /// `2 claims changed, 1 new, 1 gone.`
    static func counts(_ change: SessionChange) -> String {
        let new = change.claims.filter { $0.before == nil }.count
        let gone = change.claims.filter { $0.after == nil }.count
        let changed = change.claims.count - new - gone
        if change.claims.isEmpty { return "No claim changed." }
        return "\(Explain.count(changed, "claim")) changed, \(new) new, \(gone) gone."
    }

    static func identity(_ kind: RefreshChange.Identity) -> String {
        switch kind {
        case .verified: "A new ID token came and was verified: same issuer, same client, same person."
        case .notSent: "No new ID token came; the claims of the last one stay."
        case .notVerified: "The provider's keys could not be had, so the new ID token is not used; the old claims stay."
        }
    }

    static func scopes(added: [ForeignText], gone: [ForeignText]) -> [String] {
        func list(_ scopes: [ForeignText]) -> String {
            scopes.prefix(20).map { $0.safe(limit: 60) }.joined(separator: " ")
        }
        if added.isEmpty, gone.isEmpty { return ["The scope is the same."] }
        return (added.isEmpty ? [] : ["Granted now and not before: \(list(added))."])
            + (gone.isEmpty ? [] : ["Not granted any more: \(list(gone))."])
    }

    private static func text(_ value: JSONValue) -> String { value.plain(limit: 80).safe(limit: 80) }
}
