import LoginFlow
import OAuth

/// How long the list on the screen is.
enum ListFacts {
    static func rowCount(in state: AppState) -> Int {
        switch state.shownStep {
        case .profile: 0
        case .discover: state.flow.provider?.metadata.checks.count ?? 0
        case .request: state.attempt.map { RequestFacts.rows(of: $0, in: state).count } ?? 0
        case .signIn: 0
        case .exchange: 0
        case .tokens: TokenFacts.rowCount(of: state.tokens.tab, in: state)
        }
    }
}
