import LoginFlow
import OAuth

/// Takes secrets out of what leaves pixie as a file or a report: those that are known, and whatever looks like one in
/// the words of a provider.
struct Redaction {
    private let secrets: [String]
    /// Shorter texts stand in other words by chance.
    private static let shortest = 6
    /// Words of letters and digits from this length on are taken for secrets.
    private static let longestWord = 20

    init(_ state: AppState) {
        var known: [Secret?] = [state.flow.plan?.client.clientSecret]
        if let session = state.session {
            known += [session.tokens.accessToken, session.tokens.refreshToken, session.tokens.idToken]
            let before = session.change?.before
            known += [before?.tokens?.accessToken, before?.tokens?.refreshToken, before?.identity?.idToken]
        }
        if let awaiting = state.awaiting {
            for attempt in awaiting.earlier + [awaiting.attempt] { known += Self.secrets(of: attempt) }
            known.append(Secret(state.paste.text))
        } else if let attempt = state.attempt {
            known += Self.secrets(of: attempt)
        }
        known.append(state.demo?.password)
        secrets = known.compactMap { $0?.reveal() }.filter { $0.utf8.count >= Self.shortest }
    }

    private static func secrets(of attempt: Attempt) -> [Secret?] {
        [attempt.material.pkce.verifier.secret, attempt.material.state, attempt.material.nonce]
    }

    /// Without the secrets that are known.
    func known(_ text: String) -> String {
        secrets.reduce(text) { text, secret in
            text.contains(secret) ? text.replacing(secret, with: "(\(secret.utf8.count) hidden)") : text
        }
    }

    /// The same for words of a provider, which may repeat a code that pixie has forgotten already.
    func foreign(_ text: String) -> String {
        var result = ""
        var word = ""
        func finish() {
            let isSecret =
                word.utf8.count >= Self.longestWord && word.contains(where: \.isNumber)
                && word.contains(where: \.isLetter)
            result += isSecret ? "(\(word.utf8.count) hidden)" : word
            word = ""
        }
        for character in known(text) {
            if character.isASCII, character.isLetter || character.isNumber || character == "_" || character == "-" {
                word.append(character)
            } else {
                finish()
                result.append(character)
            }
        }
        finish()
        return result
    }
}
