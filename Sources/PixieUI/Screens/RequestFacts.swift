import LoginFlow
import OAuth

/// The parameters of a request as they are listed.
enum RequestFacts {
    struct Row: Sendable, Equatable {
        let name: String
        /// State and nonce show their ends only, unless they are revealed.
        let shown: String
        /// The whole value, for the clipboard.
        let copied: String
    }

    static func rows(of attempt: Attempt, in state: AppState) -> [Row] {
        attempt.request.parameters.map { pair in
            let isMasked = (pair.name == "state" || pair.name == "nonce") && !state.isRevealed
            let shown = isMasked ? PasteMask.short(pair.value, ends: 4) : pair.value
            return Row(
                name: ForeignText(pair.name).safe(limit: 60), shown: ForeignText(shown).safe(limit: 2000),
                copied: pair.value)
        }
    }
}
