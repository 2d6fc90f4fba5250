import LoginFlow
import OAuth

/// What the Tokens screen and its keys know of a session.
enum TokenFacts {
    /// The token that a tab is about.
    static func secret(of tab: TokensPane.Tab, in state: AppState) -> Secret? {
        guard let session = state.session else { return nil }
        switch tab {
        case .idToken: return session.tokens.idToken
        case .access: return session.tokens.accessToken
        case .refresh: return session.tokens.refreshToken
        case .user, .checks, .http: return nil
        }
    }

    /// The claims that a tab lists.
    static func claims(of tab: TokensPane.Tab, in session: Session) -> JSONObject? {
        switch tab {
        case .idToken:
            return session.claims
        case .access:
            return (try? JWT.decode(session.tokens.accessToken))?.claims
        case .user:
            switch session.userInfo {
            case .have(let info): return info.claims
            case .notOffered, .asked, .refused, .failed: return session.tokens.user
            }
        case .refresh, .checks, .http:
            return nil
        }
    }

    /// Number of rows that the tab can select from.
    static func rowCount(of tab: TokensPane.Tab, in state: AppState) -> Int {
        guard let session = state.session else { return 0 }
        switch tab {
        case .idToken, .access, .user:
            guard let claims = claims(of: tab, in: session) else { return 0 }
            return ClaimTree.rows(of: claims, opened: state.tokens.openedPaths).count
        case .checks: return session.checks.count
        case .http: return session.journal.entries.count
        case .refresh: return session.change?.claims.count ?? 0
        }
    }
}
