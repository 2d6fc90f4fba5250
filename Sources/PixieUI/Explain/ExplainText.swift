import LoginFlow
import OAuth
import Screen

/// What `x` shows: the selected thing first, then what the step is about.
enum ExplainText {
    static func title(_ state: AppState) -> String {
        switch state.shownStep {
        case .signIn where state.view.lookingBack == nil: "What pixie sent, and why"
        case .profile, .discover, .request, .signIn, .exchange, .tokens: "Explained: \(state.shownStep.name)"
        }
    }

    static func add(_ state: AppState, to sheet: inout Sheet) {
        if case .failed(let failure) = state.flow, state.view.lookingBack == nil {
            return FailureText.add(failure, state, to: &sheet)
        }
        if state.shownStep == .signIn, state.view.lookingBack == nil { addChanges(state, to: &sheet) }
        if state.place(under: .explain(scroll: 0)) == .signIn { return addSignIn(state, to: &sheet) }
        switch state.shownStep {
        case .profile, .signIn, .exchange:
            // Nothing is selected there, and the list of checks is long.
            addStep(state, to: &sheet)
            sheet.gap()
            addSelected(state, to: &sheet)
        case .discover, .request, .tokens:
            addSelected(state, to: &sheet)
            addStep(state, to: &sheet)
        }
    }

    private static func addStep(_ state: AppState, to sheet: inout Sheet) {
        sheet.add(Line("This step: \(state.shownStep.name)", .heading))
        LessonText.add(.step(state.shownStep), to: &sheet)
    }

    private static func addSelected(_ state: AppState, to sheet: inout Sheet) {
        switch state.shownStep {
        case .profile, .signIn, .exchange: addChecks(state, to: &sheet)
        case .discover:
            let checks = state.flow.provider?.metadata.checks ?? []
            if checks.indices.contains(state.view.listSelection) { add(checks[state.view.listSelection], to: &sheet) }
        case .request:
            guard let attempt = state.attempt else { return addChecks(state, to: &sheet) }
            let rows = RequestFacts.rows(of: attempt, in: state)
            if rows.indices.contains(state.view.listSelection) { add(rows[state.view.listSelection], to: &sheet) }
            addVerifier(attempt, to: &sheet)
        case .tokens: addTokens(state, to: &sheet)
        }
    }

    private static func addTokens(_ state: AppState, to sheet: inout Sheet) {
        guard let session = state.session else { return }
        switch state.tokens.tab {
        case .idToken, .access, .user:
            if let row = TokenFacts.selectedClaim(in: state) { add(row, session, state, to: &sheet) }
        case .refresh: if let lesson = Lesson.parameter("refresh_token") { named("refresh_token", lesson, to: &sheet) }
        case .checks:
            if session.checks.indices.contains(state.tokens.selection) {
                add(session.checks[state.tokens.selection], to: &sheet)
            }
        case .http:
            let entries = session.journal.entries
            if entries.indices.contains(state.tokens.selection) {
                ExchangeText.add(entries[state.tokens.selection], state, to: &sheet)
                sheet.gap()
            }
        }
    }

    private static func add(_ row: ClaimTree.Row, _ session: Session, _ state: AppState, to sheet: inout Sheet) {
        sheet.add(Line(row.name.safe(limit: 60), .heading))
        let value = ClaimRows.whole(row, state, limit: 2000)
        sheet.labelled(Line("Value", .strong), Line(value, .hidden), indent: 0, at: 9)
        if let meaning = ClaimRows.meaning(row) {
            sheet.labelled(Line("What", .strong), Line(meaning.text), indent: 0, at: 9)
            sheet.labelled(Line("Clause", .strong), Line(meaning.source, .faint), indent: 0, at: 9)
        } else {
            sheet.labelled(
                Line("What", .strong), Line("A claim of this provider; its meaning is the provider's."), indent: 0,
                at: 9)
        }
        sheet.gap()
        let id = "id_token." + row.name.safe(limit: 60)
        if state.tokens.tab == .idToken, row.depth == 0, let check = session.checks.first(where: { $0.id == id }) {
            add(check, to: &sheet)
        }
    }

    private static func add(_ check: Check, to sheet: inout Sheet) {
        let verdict = CheckRows.verdict(check, sheet.glyphs)
        sheet.add(Line([Span("Check \(check.id)  ", .heading)]) + verdict)
        sheet.add(CheckRows.detail(check, width: sheet.width, sheet.glyphs))
        if let lesson = Lesson.check(check) { LessonText.add(lesson, to: &sheet) }
        sheet.gap()
    }

    private static func addChecks(_ state: AppState, to sheet: inout Sheet) {
        let groups: [String]
        switch state.shownStep {
        case .request: groups = ["request."]
        case .signIn: groups = ["callback."]
        case .exchange: groups = ["request.", "token.", "callback."]
        case .profile, .discover, .tokens: groups = []
        }
        for check in CheckFacts.checks(of: state) where groups.contains(where: check.id.hasPrefix) {
            add(check, to: &sheet)
        }
    }

    private static func named(_ name: String, _ lesson: Lesson, to sheet: inout Sheet) {
        sheet.add(Line(name, .heading))
        LessonText.add(lesson, to: &sheet)
        sheet.gap()
    }

    private static func add(_ row: RequestFacts.Row, to sheet: inout Sheet) {
        sheet.add(Line(row.name, .heading))
        sheet.add(Paragraph.chunks(Line(row.shown, .hidden), width: max(8, sheet.width)).prefix(6) + [])
        LessonText.add(Lesson.parameter(row.name) ?? .added, to: &sheet)
        sheet.gap()
    }

    private static func addVerifier(_ attempt: Attempt, to sheet: inout Sheet) {
        guard let lesson = Lesson.parameter("code_verifier") else { return }
        let verifier = attempt.material.pkce.verifier.secret
        sheet.add(Line([Span("code_verifier  ", .heading)]) + Mask.bullets(verifier.count, glyphs: sheet.glyphs))
        sheet.text("Not sent yet. It goes to the provider with the code, and never through the browser.", indent: 0)
        LessonText.add(lesson, to: &sheet)
        sheet.gap()
    }

    /// Every parameter of the request, and what was changed in the paste.
    private static func addChanges(_ state: AppState, to sheet: inout Sheet) {
        guard let changes = state.paste.preview?.reading.changes, !changes.isEmpty else { return }
        sheet.add(Line("Changed in what you pasted", .heading))
        for change in changes { sheet.text(change, indent: 2) }
        sheet.gap()
    }

    private static func addSignIn(_ state: AppState, to sheet: inout Sheet) {
        guard let attempt = state.attempt else { return }
        for row in RequestFacts.rows(of: attempt, in: state) {
            let lesson = Lesson.parameter(row.name) ?? .added
            let value = TextWidth.cut(row.shown, to: max(8, sheet.width - row.name.count - 2), glyphs: sheet.glyphs)
            sheet.add([Span(row.name, .strong), Span("  " + value, .hidden)])
            sheet.labelled(
                Line(),
                [Span(lesson.what + (lesson.guards.map { " " + $0 } ?? "") + " "), Span(lesson.clause, .faint)],
                indent: 2, at: 2)
        }
        let verifier = attempt.material.pkce.verifier.secret
        sheet.add(Line([Span("code_verifier", .strong), "  "]) + Mask.bullets(verifier.count, glyphs: sheet.glyphs))
        sheet.text("Not sent yet. It goes to the provider with the code, and never through the browser.", indent: 2)
        sheet.gap()
        sheet.add(Line("This step: \(state.shownStep.name)", .heading))
        LessonText.add(.step(.signIn), to: &sheet)
    }
}

extension Lesson {
    /// A parameter that the person or the profile added.
    static let added = Lesson(
        "A parameter that was added to the request. Its meaning is the provider's.",
        from: "You or the profile added it.",
        "RFC 6749 8.2")
}

extension AppState {
    /// The place that a box lies over.
    func place(under overlay: Overlay) -> Place {
        var below = self
        below.overlay = overlayBelow
        return below.place
    }
}
