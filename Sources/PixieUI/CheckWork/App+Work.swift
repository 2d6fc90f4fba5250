import OAuth
import Screen

// What the keys of "Check your work" do.
extension App {
    static func work(_ action: WorkAction, _ state: inout AppState) -> [AppCommand] {
        switch action {
        case .open:
            state.work = WorkDesk(isAlone: false)
            state.reveal = nil
        case .otherField: state.work?.moveFocus()
        case .clear: _ = state.work?.edit(.control("u"))
        case .newPair: return [.drawPair(octets: PKCE.entropyNeeded(length: CodeVerifier.lengths.lowerBound))]
        case .copyChallenge:
            guard let check = state.work?.check else { return [] }
            return [.copy(Secret(check.challenge), what: .open("the challenge"))]
        }
        return []
    }

    /// A new pair, with randomness from outside.
    static func makePair(_ entropy: Entropy, _ state: inout AppState) {
        var entropy = entropy
        guard state.work != nil, let pair = try? PKCE(entropy: &entropy) else { return }
        state.work?.take(pair)
        state.message = StatusMessage(
            .done, "A new pair. Ctrl-R shows the verifier for \(state.preferences.revealText).")
    }
}

extension AppState {
    /// Begins with "Check your work" in place of a login.
    public mutating func checkWork(verifier: String, challenge: String) {
        work = WorkDesk(verifier: verifier, challenge: challenge, isAlone: true)
    }
}
