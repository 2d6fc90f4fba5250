import LoginFlow
import OAuth
import Screen

/// The field for the answer and what it would be judged as.
enum PastePart {
    static func add(_ awaiting: Awaiting, _ state: AppState, isJudged: Bool = true, to sheet: inout Sheet) {
        let note = sheet.width < 67 ? " (no Enter needed)" : " (no Enter needed), never into a web page or chat"
        sheet.add(SignInScreen.number(3, "Paste it here", note: note))
        field(state, indent: 4, to: &sheet)
        sheet.add(checks(state, indent: 4, gap: "   "))
        if isJudged, let text = verdict(state) { sheet.text(text.text, text.role, indent: 4) }
    }

    static func addCompact(_ awaiting: Awaiting, _ state: AppState, to sheet: inout Sheet) {
        let note = sheet.width < 40 ? ", nowhere else" : ", never in a web page"
        sheet.add(SignInScreen.number(3, "Paste it here", note: note))
        field(state, indent: 3, to: &sheet)
        sheet.add(checks(state, indent: 3, gap: " "))
        if let text = verdict(state) { sheet.text(text.text, text.role, indent: 3) }
    }

    private static func field(_ state: AppState, indent: Int, to sheet: inout Sheet) {
        let margin = String(repeating: " ", count: indent)
        guard !state.paste.isEmpty else {
            sheet.field([Span(margin), Span(state.glyphs.cursorMark, .focus)], cursorColumn: indent)
            return
        }
        // What a wrap cut in two is masked as one.
        let content = LineEditor(state.paste.text).text
        let length = content.count
        let count = length == 1 ? "1 char" : "\(length) chars"
        let room = sheet.width - indent - count.count - 4
        let shown = PasteMask.shown(content)
        let width = TextWidth.width(of: shown, glyphs: state.glyphs)
        // The end is where the person types.
        let text = width > room ? state.glyphs.ellipsis + shown.suffix(max(1, room - 1)) : shown
        let line = Line([Span(margin), Span(text, .strong)])
        let cursor = line.width
        sheet.field(
            line.padded(to: sheet.width - count.count - 1) + [Span(count, .faint)], cursorColumn: cursor)
    }

    /// `· address   · state   · iss   · code`, as far as they were judged.
    private static func checks(_ state: AppState, indent: Int, gap: String) -> Line {
        var line = Line(String(repeating: " ", count: indent))
        let judged = state.paste.preview?.verdict?.checks ?? []
        let compactGap = gap == " "
        for (index, name) in ["address", "state", "iss", "code"].enumerated() {
            if index > 0 { line.append(gap) }
            let (mark, role) = mark(name, judged, state.glyphs)
            line.append(mark + (compactGap ? "" : " "), role)
            line.append(name, role == .failed ? .failed : .normal)
        }
        return line
    }

    private static func mark(_ name: String, _ checks: [Check], _ glyphs: Glyphs) -> (String, Role) {
        // A parameter that comes twice makes the whole address unusable.
        let ids = name == "address" ? ["callback.address", "callback.parameters"] : ["callback.\(name)"]
        let verdicts = checks.filter { ids.contains($0.id) }.map(\.verdict)
        if verdicts.isEmpty { return (glyphs.pending, .hidden) }
        if verdicts.contains(.failed) { return (glyphs.failed, .failed) }
        if verdicts.allSatisfy({ $0 == .passed }) { return (glyphs.passed, .passed) }
        return (name == "iss" && !verdicts.contains(.skipped("not reached")) ? "-" : glyphs.pending, .hidden)
    }

    /// The replaced attempt that the answer belongs to.
    private static func earlierAttempt(_ rejection: CallbackRejection, _ state: AppState) -> Int? {
        state.awaiting.flatMap { Explain.replaced(rejection, $0.earlier) }?.number
    }

    private static func verdict(_ state: AppState) -> (text: String, role: Role)? {
        guard let preview = state.paste.preview else { return nil }
        let isSending = state.paste.sendsAt != nil
        switch preview.verdict {
        case .accepted:
            return isSending ? ("Exchanging… (Esc stops)", .passed) : ("Good. Enter exchanges it.", .passed)
        case .refused:
            return ("The provider's answer to this login, and it is an error. Enter shows it.", .warning)
        case .rejected(let rejection, _):
            if let number = earlierAttempt(rejection, state) {
                return ("The answer to attempt \(number), not to this one. Enter shows what to do with it.", .failed)
            }
            return (rejection.message, .failed)
        case nil:
            return preview.reading.message.map { ($0, .warning) }
        }
    }
}
