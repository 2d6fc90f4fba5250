import LoginFlow
import OAuth
import Screen

/// What is being waited for, and since when.
enum ExchangeScreen {
    struct Facts {
        let provider: KnownProvider
        let checks: [Check]
        let since: Moment
        /// The tokens are here; the keys are not.
        let isVerifying: Bool

        init(_ state: Exchanging) {
            provider = state.provider
            checks = state.callbackChecks
            since = state.since
            isVerifying = false
        }

        init(_ state: Verifying) {
            provider = state.provider
            checks = state.callbackChecks
            since = state.since
            isVerifying = true
        }
    }

    static func draw(_ facts: Facts, _ state: AppState, in body: Rect, on frame: inout Frame) {
        let isWide = frame.size.columns >= Chrome.wideWidth
        let (left, right) = isWide ? body.splitLeft(66, gap: 2) : (body, Rect(column: 0, row: 0, columns: 0, rows: 0))
        frame.put(sheet(facts, state, width: left.columns), in: left)
        guard isWide else { return }
        frame.putDivider(column: right.column - 1, rows: body.row..<body.endRow)
        HTTPPane.draw(state, in: right, on: &frame)
    }

    private static func sheet(_ facts: Facts, _ state: AppState, width: Int) -> Sheet {
        var sheet = Sheet(width: width, glyphs: state.glyphs)
        let title = facts.isVerifying ? " Verifying the ID token" : " Exchanging the code for tokens"
        sheet.add(Line(title, .heading))
        sheet.gap()
        let waited = Durations.short(state.now.uptime - facts.since.uptime)
        let limit = Int(Limits.exchangeSeconds)
        if facts.isVerifying {
            let text = "The tokens are here. Waiting for the provider's keys, which prove them."
            sheet.labelled(Line(state.glyphs.now, .focus), Line(text), indent: 1, at: 3)
            sheet.text("since \(waited)", .faint, indent: 3)
        } else {
            let address = facts.provider.metadata.tokenEndpoint.text
            sheet.add([Span(" \(state.glyphs.now) ", .focus), "POST ", Span(address, .address)])
            sheet.text("waiting for its answer since \(waited); at most \(limit) s", .faint, indent: 3)
        }
        sheet.gap()
        sheet.text(
            "The code and the verifier go to the provider over this one request. It is sent once and never repeated: "
                + "a code can be used only once.", indent: 3, .explanation)
        sheet.gap()
        add(sentBy: state, to: &sheet)
        sheet.add(Line(" The answer from the browser", .heading), .useful)
        for check in facts.checks {
            sheet.add(Line([" "]) + CheckRows.row(check, nameWidth: 11, state.glyphs), .useful)
        }
        return sheet
    }

    /// The form fields of the token request.
    private static func add(sentBy state: AppState, to sheet: inout Sheet) {
        guard let entry = state.flow.journal.entries.last(where: { $0.purpose == .token }) else { return }
        sheet.add(Line(" What is sent", .heading), .useful)
        for field in entry.fields where field.name.first?.isLowercase == true {
            sheet.add(FieldRows.row(field, state.glyphs), .useful)
        }
        sheet.gap()
    }
}

/// Header and form fields, secrets masked.
enum FieldRows {
    static func row(_ field: Journal.Field, _ glyphs: Glyphs) -> Line {
        let name = Line([Span("   " + ForeignText(field.name).safe(limit: 40).column(16, glyphs) + " ", .faint)])
        switch field.value {
        case .open(let text): return name + [Span(ForeignText(text).safe(limit: 300))]
        case .hidden(let count): return name + Mask.bullets(count, glyphs: glyphs)
        }
    }
}
