import LoginFlow
import OAuth
import Sessions

extension StoredSession {
    /// What the store keeps of it.
    func record(as name: SessionName) -> KeptRecord {
        KeptRecord(
            label: KeptRecord.Label(
                profile: name, issuer: issuer.text, clientID: clientID, person: personName, until: tokens?.expiresAt,
                standing: labelStanding),
            token: keptToken, content: bytes)
    }

    private var keptToken: KeptToken? {
        tokens.map { tokens in
            KeptToken(
                accessToken: tokens.accessToken, type: tokens.tokenType, expiresAt: tokens.expiresAt,
                idToken: identity?.idToken, canBeRefreshed: tokens.refreshToken != nil)
        }
    }

    private var labelStanding: KeptRecord.Label.Standing {
        switch standing {
        case .alive(let tokens): tokens.refreshToken == nil ? .aliveOnce : .alive
        case .ended: .ended
        }
    }

    /// By what a person recognises the account, when the ID token says it.
    private var personName: ForeignText? {
        for name in ["email", "preferred_username", "name", "sub"] {
            if let text = identity?.claims[name]?.string, !text.isEmpty { return ForeignText(text) }
        }
        return nil
    }
}
