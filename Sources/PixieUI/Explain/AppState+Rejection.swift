import LoginFlow

extension AppState {
    /// What the box about the answer that was not used says. Clearing is offered only while there is something to clear.
    var rejectionExplanation: Explanation? {
        guard let awaiting, let rejection = awaiting.rejection else { return nil }
        let explanation = Explain.rejection(
            rejection, attempt: awaiting.attempt, earlier: awaiting.earlier, now: now, isKept: !paste.isEmpty)
        return paste.isEmpty ? explanation.without(.clear) : explanation
    }
}
