import LoginFlow

// The provider's word on the tokens (RFC 7662), asked for with a key.
extension App {
    /// Asks, and shows the answer on the Access tab in the place of the claims; a second press brings these back.
    static func introspect(_ state: inout AppState) -> [AppCommand] {
        guard let session = state.session, session.introspectionEndpoint != nil else { return [] }
        if state.tokens.tab == .access, state.tokens.showsWord, !session.isAskingAboutTokens {
            state.tokens.showsWord = false
            return []
        }
        state.tokens.tab = .access
        state.tokens.showsWord = true
        state.reveal = nil
        return feed(.introspectionWanted, &state)
    }
}
