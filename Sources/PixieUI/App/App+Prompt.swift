import LoginFlow
import OAuth
import Screen

// Looking for something on Tokens, and saving what may leave pixie.
extension App {
    static func ask(_ kind: Prompt.Kind, _ state: inout AppState) {
        switch kind {
        case .find: state.view.prompt = Prompt(kind)
        case .save(let file): state.view.prompt = Prompt(kind, text: file.name(at: state.now.wall.iso8601))
        }
        state.view.prompt?.origin = state.tokens.selection
        state.message = state.view.prompt?.message(state.glyphs)
    }

    /// A key or a paste for the line.
    static func type(_ key: Key, into prompt: Prompt, _ state: inout AppState) {
        var prompt = prompt
        prompt.type(key)
        state.view.prompt = prompt
        state.message = prompt.message(state.glyphs)
        guard case .find = prompt.kind else { return }
        state.tokens.search = TextSearch(prompt.text)
        state.tokens.selection = min(prompt.origin, max(0, ListFacts.rowCount(in: state) - 1))
        if !prompt.text.isEmpty, !jump(&state, backwards: false, staying: true) {
            state.message = StatusMessage(.warning, "Find: \(prompt.text)   is nowhere here")
        }
    }

    static func submitPrompt(_ state: inout AppState) -> [AppCommand] {
        guard let prompt = state.view.prompt else { return [] }
        state.view.prompt = nil
        switch prompt.kind {
        case .find:
            if !state.tokens.search.isEmpty { state.message = StatusMessage(.note, "n next, N before") }
            return []
        case .save(let file):
            guard !prompt.text.isEmpty else { return [] }
            return [.save(text(of: file, state), path: prompt.text)]
        }
    }

    static func cancelPrompt(_ state: inout AppState) {
        guard let prompt = state.view.prompt else { return }
        state.view.prompt = nil
        guard case .find = prompt.kind else { return }
        state.tokens.search = TextSearch("")
        state.tokens.selection = min(prompt.origin, max(0, ListFacts.rowCount(in: state) - 1))
    }

    private static func text(of file: SavedFile, _ state: AppState) -> String {
        switch file {
        case .archive: HARText.archive(state)
        case .report: TroubleReport.text(state)
        }
    }

    static func findAgain(backwards: Bool, _ state: inout AppState) {
        guard !state.tokens.search.isEmpty else { return ask(.find, &state) }
        if !jump(&state, backwards: backwards, staying: false) {
            state.message = StatusMessage(.warning, "That is nowhere here.")
        }
    }

    /// Selects the next row that has what is looked for, opening what it is in.
    private static func jump(_ state: inout AppState, backwards: Bool, staying: Bool) -> Bool {
        let search = state.tokens.search
        if state.tokens.rawLines == nil, let tree = state.tokens.tree {
            guard tree.count > 0 else { return false }
            let row = tree.row(at: min(state.tokens.selection, tree.count - 1))
            if staying, search.isIn(row.name.safe(limit: 200)) || search.isIn("", row.value) { return true }
            guard let place = tree.next(after: row.path, backwards: backwards, where: { search.isIn($0, $1) }) else {
                return false
            }
            state.tokens.show(place)
            return true
        }
        let count = ListFacts.rowCount(in: state)
        for step in (staying ? 0 : 1)..<max(1, count + 1) {
            let row = (state.tokens.selection + (backwards ? count - step : step)) % max(1, count)
            if row < count, search.isIn(listText(row, state)) {
                state.tokens.selection = row
                return true
            }
        }
        return false
    }

    /// A row of a list as it is looked through.
    private static func listText(_ row: Int, _ state: AppState) -> String {
        if let lines = state.tokens.rawLines { return lines[row] }
        guard let session = state.session else { return "" }
        switch state.tokens.tab {
        case .checks: return TroubleReport.lines(of: session.checks[row]).joined(separator: " ")
        case .http:
            let entry = session.journal.entries[row]
            return "\(entry.method.rawValue) \(entry.url.text)"
        case .refresh:
            let claim = session.change?.claims[row]
            let values = [claim?.before, claim?.after].compactMap { $0?.text }
            return ([claim?.name.safe(limit: 200) ?? ""] + values).joined(separator: " ")
        case .idToken, .access, .user: return ""
        }
    }
}
