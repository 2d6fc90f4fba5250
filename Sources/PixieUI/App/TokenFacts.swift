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

    /// Number of rows that the tab can select from.
    static func rowCount(of tab: TokensPane.Tab, in state: AppState) -> Int {
        guard let session = state.session else { return 0 }
        var pane = state.tokens
        pane.tab = tab
        if let lines = pane.rawLines { return lines.count }
        switch tab {
        case .idToken, .access, .user: return pane.tree?.count ?? 0
        case .checks: return session.checks.count
        case .http: return session.journal.entries.count
        case .refresh: return session.change?.claims.count ?? 0
        }
    }

    static func selectedClaim(in state: AppState) -> ClaimTree.Row? {
        guard state.session != nil, state.tokens.rawLines == nil, let tree = state.tokens.tree,
            (0..<tree.count).contains(state.tokens.selection)
        else { return nil }
        return tree.row(at: state.tokens.selection)
    }
}
