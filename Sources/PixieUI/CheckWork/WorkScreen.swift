import OAuth
import Screen

/// "Check your work": two fields, and under each every rule with what was found.
enum WorkScreen {
    /// Where values start behind the labels of a wide and of a narrow window.
    private static let valueColumn = 14

    static let title = "Check your work: PKCE"

    static func draw(_ desk: WorkDesk, _ state: AppState, in body: Rect, on frame: inout Frame) {
        var sheet = Sheet(width: min(body.columns, 100), glyphs: state.glyphs)
        let isNarrow = body.columns < Chrome.normalWidth
        if !isNarrow {
            sheet.text(
                "Paste the code_verifier that your program made, then the code_challenge that it sent. Nothing leaves "
                    + "this machine.", .faint, indent: 1, .explanation)
            sheet.gap()
        }
        add(.verifier, desk, state, to: &sheet)
        verifierRules(desk, state, to: &sheet)
        if let check = desk.check {
            sheet.gap()
            let need: Sheet.Need = isNarrow && check.mismatch != nil ? .useful : .essential
            sheet.add(label("Challenge", isNarrow ? "of it, S256" : "of it: base64url(SHA-256(verifier)), S256"), need)
            sheet.text(check.challenge, .strong, indent: isNarrow ? 2 : valueColumn, need)
        }
        sheet.gap()
        add(.challenge, desk, state, to: &sheet)
        challengeRules(desk, state, to: &sheet)
        if let check = desk.check {
            sheet.gap()
            sheet.text(PKCEText.verdict(check), check.isGood ? .passed : .failed, indent: 1, .useful)
        }
        frame.put(sheet, in: body)
    }

    private static func label(_ name: String, _ text: String) -> Line {
        [Span("   " + name.padding(to: valueColumn - 3)), Span(text, .faint)]
    }

    private static func add(_ field: WorkDesk.Field, _ desk: WorkDesk, _ state: AppState, to sheet: inout Sheet) {
        let isFocused = desk.focus == field
        var editor = desk.editor(field)
        if field == .verifier, state.isRevealed { editor.isMasked = false }
        let count = editor.isEmpty ? "" : "\(editor.count)"
        let room = sheet.width - valueColumn - count.count - 2
        var (text, cursor) = editor.visible(width: room, glyphs: state.glyphs)
        if editor.isEmpty { (text, cursor) = (placeholder(field), 0) }
        let name = field == .verifier ? "Verifier" : "Yours"
        var line: Line = [
            Span(isFocused ? " \(state.glyphs.now) " : "   ", .focus),
            Span(name.padding(to: valueColumn - 3), isFocused ? .focus : .normal),
        ]
        line.append(text, editor.isEmpty || editor.isMasked ? .hidden : .normal)
        line = line.padded(to: sheet.width - count.count - 1) + [Span(count, .faint)]
        sheet.field(line, cursorColumn: isFocused ? valueColumn + cursor : nil)
    }

    private static func placeholder(_ field: WorkDesk.Field) -> String {
        switch field {
        case .verifier: "paste it, or Ctrl-N"
        case .challenge: "the challenge you have"
        }
    }

    private static func verifierRules(_ desk: WorkDesk, _ state: AppState, to sheet: inout Sheet) {
        guard let check = desk.check else { return }
        for rule in check.checks where ["pkce.length", "pkce.characters"].contains(rule.id) {
            add(rule, state, to: &sheet)
        }
        if desk.hadLineEnd {
            note("a line end came with it; a program that reads it would hash that, too", state, to: &sheet)
        }
        if let hint = PKCEText.hint(check) { note(hint, state, to: &sheet) }
        if let warning = PKCEText.warning(check) { note(warning, state, to: &sheet) }
    }

    private static func challengeRules(_ desk: WorkDesk, _ state: AppState, to sheet: inout Sheet) {
        let rules = desk.check?.checks.filter { $0.id.hasPrefix("pkce.challenge") } ?? desk.loneChecks
        for rule in rules { add(rule, state, to: &sheet) }
        guard let check = desk.check, let mismatch = check.mismatch else { return }
        // One paragraph a mistake: each is one thing to mend.
        let mistakes = check.given?.diagnosis.mistakes.map(\.message) ?? []
        let indent = sheet.width < Chrome.normalWidth ? 2 : valueColumn
        for text in mistakes.isEmpty ? [mismatch] : mistakes {
            sheet.labelled(Line(state.glyphs.warning, .warning), Line(text), indent: indent, at: indent + 2)
        }
    }

    /// `✓ length       43 characters   RFC 7636 4.1`; what was wanted is said where it is not met.
    private static func add(_ rule: Check, _ state: AppState, to sheet: inout Sheet) {
        let isNarrow = sheet.width < Chrome.normalWidth
        let isPassed = rule.verdict == .passed
        let indent = isNarrow ? 2 : valueColumn
        var line: Line = [
            Span(isPassed ? state.glyphs.passed : state.glyphs.failed, isPassed ? .passed : .failed),
            Span(" " + name(rule).padding(to: 12), isPassed ? .normal : .failed),
        ]
        line.append(words(rule, isPassed))
        let room = sheet.width - indent - line.width
        if isNarrow {
            sheet.add(Line(String(repeating: " ", count: indent)) + line, .useful)
            return
        }
        if rule.clause.count + 3 < room { line.append("   " + rule.clause, .faint) }
        sheet.add(Line(String(repeating: " ", count: indent)) + line, isPassed ? .useful : .essential)
    }

    private static func name(_ rule: Check) -> String {
        switch rule.id {
        case "pkce.challenge_form": "form"
        case "pkce.challenge": "match"
        case let id: CheckRows.shortName(id)
        }
    }

    private static func words(_ rule: Check, _ isPassed: Bool) -> String {
        if rule.id == "pkce.challenge" { return isPassed ? "it belongs to the verifier" : "not of this verifier" }
        if rule.id == "pkce.characters" { return isPassed ? rule.expected : rule.found.safe(limit: 40) }
        return rule.found.safe(limit: 40) + (isPassed ? "" : "; wanted: " + rule.expected)
    }

    private static func note(_ text: String, _ state: AppState, to sheet: inout Sheet) {
        let indent = sheet.width < Chrome.normalWidth ? 2 : valueColumn
        sheet.labelled(
            Line(state.glyphs.warning, .warning), Line(text, .warning), indent: indent, at: indent + 2, .useful)
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
