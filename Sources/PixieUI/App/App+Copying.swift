import LoginFlow
import OAuth

// Copies come from the model, never from the screen, and work while things are masked.
extension App {
    static func copyToken(_ state: AppState) -> [AppCommand] {
        guard let secret = TokenFacts.secret(of: state.tokens.tab, in: state) else { return [] }
        let name: String
        switch state.tokens.tab {
        case .idToken: name = "the ID token"
        case .access: name = "the access token"
        case .refresh: name = "the refresh token"
        case .user, .checks, .http: return []
        }
        return [.copy(secret, what: .secret("\(name) (\(secret.count) characters)"))]
    }

    /// The selected row of the list.
    static func copyItem(_ state: AppState) -> [AppCommand] {
        if state.place == .tokens { return copyTokenItem(state) }
        guard state.shownStep == .request, let attempt = state.attempt else { return [] }
        let rows = RequestFacts.rows(of: attempt, in: state)
        guard rows.indices.contains(state.listSelection) else { return [] }
        let row = rows[state.listSelection]
        return [.copy(Secret(row.copied), what: .secret("\(row.name) (\(row.copied.count) characters)"))]
    }

    private static func copyTokenItem(_ state: AppState) -> [AppCommand] {
        guard let session = state.session else { return [] }
        if let lines = state.tokens.rawLines {
            let text = lines.joined(separator: "\n")
            return [.copy(Secret(text), what: .secret("the JSON (\(text.count) characters)"))]
        }
        switch state.tokens.tab {
        case .idToken, .access, .user:
            guard let row = TokenFacts.selectedClaim(in: state) else { return [] }
            let text = row.value.string ?? row.value.text
            let what = "the claim \(row.name.safe(limit: 40)) (\(text.count) characters)"
            return [.copy(Secret(text), what: .secret(what))]
        case .checks:
            let checks = session.checks
            guard checks.indices.contains(state.tokens.selection) else { return [] }
            let lines = TroubleReport.lines(of: checks[state.tokens.selection])
            return [.copy(Secret(lines.joined(separator: "\n")), what: .secret("the check with its evidence"))]
        case .http:
            let entries = session.journal.entries
            guard entries.indices.contains(state.tokens.selection) else { return [] }
            let command = CurlText.command(for: entries[state.tokens.selection])
            return [.copy(Secret(command), what: .open("the request as a curl command, without secrets"))]
        case .refresh:
            return copyChange(session.change, state.tokens.selection)
        }
    }

    private static func copyChange(_ change: SessionChange?, _ selection: Int) -> [AppCommand] {
        guard let claims = change?.claims, claims.indices.contains(selection) else { return [] }
        let claim = claims[selection]
        let value = claim.after ?? claim.before ?? .null
        let text = value.string ?? value.text
        return [
            .copy(Secret(text), what: .secret("the claim \(claim.name.safe(limit: 40)) (\(text.count) characters)"))
        ]
    }
}

/// A request as a command line, with names in place of secrets.
enum CurlText {
    static func command(for entry: Journal.Entry) -> String {
        var words = ["curl"]
        if entry.method == .post { words.append("-X POST") }
        for field in entry.fields {
            let option = isHeader(field.name) ? "-H" : "--data-urlencode"
            let separator = isHeader(field.name) ? ": " : "="
            switch field.value {
            case .open(let text):
                words.append(option + " " + quoted(field.name + separator + ForeignText(text).safe(limit: 2000)))
            case .hidden:
                let variable = field.name.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
                words.append(option + " \"" + field.name + separator + "$" + String(variable) + "\"")
            }
        }
        words.append(quoted(entry.url.text))
        return words.joined(separator: " ")
    }

    /// Header names are capitalised, form fields are not.
    static func isHeader(_ name: String) -> Bool { name.first?.isUppercase == true }

    /// For a POSIX shell.
    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
