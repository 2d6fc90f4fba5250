import OAuth
import Screen

/// "Check your work": a verifier and a challenge of somebody's own, and what is to be said about them.
struct WorkDesk: Sendable, Equatable {
    enum Field: Int, Sendable, CaseIterable {
        case verifier, challenge
    }

    /// Nothing is below it to go back to.
    let isAlone: Bool
    private(set) var verifier: LineEditor
    private(set) var challenge: LineEditor
    var focus = Field.verifier
    /// `nil` while there is no verifier.
    private(set) var check: PKCECheck?
    /// A line end came with the paste. It is left out, and a program would hash it.
    private(set) var hadLineEnd = false

    init(verifier: String = "", challenge: String = "", isAlone: Bool) {
        self.isAlone = isAlone
        self.verifier = LineEditor(verifier, isMasked: true)
        self.challenge = LineEditor(challenge)
        judge()
    }

    var isEmpty: Bool { verifier.isEmpty && challenge.isEmpty }

    /// What a challenge says by itself, before there is a verifier.
    var loneChecks: [Check] {
        guard check == nil, !challenge.isEmpty else { return [] }
        return PKCEEvidence.checks(ofChallenge: challenge.text, wanted: "", fits: false)
            .filter { $0.id == "pkce.challenge_form" }
    }

    func editor(_ field: Field) -> LineEditor {
        switch field {
        case .verifier: verifier
        case .challenge: challenge
        }
    }

    /// False when the key is no text.
    mutating func edit(_ key: Key) -> Bool {
        var editor = editor(focus)
        guard editor.apply(key) else { return false }
        replace(focus, by: editor)
        hadLineEnd = false
        judge()
        return true
    }

    /// A paste takes the place of what is in the field. Two lines are a verifier and its challenge.
    mutating func paste(_ text: String) {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        if lines.count == 2, focus == .verifier {
            replace(.verifier, by: LineEditor(lines[0], isMasked: true))
            replace(.challenge, by: LineEditor(lines[1]))
            hadLineEnd = false
        } else {
            replace(focus, by: LineEditor(text, isMasked: focus == .verifier))
            hadLineEnd = focus == .verifier && text.contains(where: \.isNewline)
            if focus == .verifier, !verifier.isEmpty, challenge.isEmpty { focus = .challenge }
        }
        judge()
    }

    mutating func take(_ pair: PKCE) {
        self = WorkDesk(verifier: pair.verifier.secret.reveal(), challenge: pair.challenge, isAlone: isAlone)
    }

    mutating func moveFocus() { focus = focus == .verifier ? .challenge : .verifier }

    private mutating func replace(_ field: Field, by editor: LineEditor) {
        switch field {
        case .verifier: verifier = editor
        case .challenge: challenge = editor
        }
    }

    private mutating func judge() {
        check =
            verifier.isEmpty
            ? nil : PKCECheck(verifier: verifier.text, challenge: challenge.isEmpty ? nil : challenge.text)
    }
}
