import LoginFlow
import OAuth
import Screen

/// An earlier step, to look at. Nothing here changes the login.
enum EarlierScreen {
    static func draw(_ step: Step, _ state: AppState, in body: Rect, on frame: inout Frame) {
        switch step {
        case .profile: profile(state, in: body, on: &frame)
        case .discover:
            if let provider = state.flow.provider { DiscoverScreen.draw(provider, state, in: body, on: &frame) }
        case .request:
            if let attempt = state.attempt {
                RequestScreen.draw(attempt, state, in: body, on: &frame)
            } else {
                spent(state, in: body, on: &frame)
            }
        case .signIn: answer(state, in: body, on: &frame)
        case .exchange: exchange(state, in: body, on: &frame)
        case .tokens: break
        }
    }

    private static func profile(_ state: AppState, in body: Rect, on frame: inout Frame) {
        guard let plan = state.flow.plan else { return }
        var sheet = Sheet(width: body.columns, glyphs: state.glyphs)
        func row(_ label: String, _ text: String) {
            sheet.add(Line([Span(" " + label.column(12, state.glyphs), .faint), Span(text)]))
        }
        sheet.add(Line(" What this login was asked to do", .heading))
        sheet.gap()
        row("Issuer", plan.client.issuer.text)
        row("Client ID", ForeignText(plan.client.clientID).safe(limit: 200))
        row("Secret", plan.client.clientSecret == nil ? "none: a public client" : "set, hidden")
        row("Scopes", plan.client.scopes.isEmpty ? "none" : ForeignText(plan.client.scopeText).safe(limit: 300))
        switch plan.redirect {
        case .loopback(let port, let path):
            row("Answer", "127.0.0.1, \(port.map { "port \($0)" } ?? "any free port"), \(path)")
        case .registered(let address): row("Answer", ForeignText(address.text).safe(limit: 300))
        }
        for pair in plan.client.extraParameters {
            row("Parameter", ForeignText("\(pair.name)=\(pair.value)").safe(limit: 200))
        }
        row("Wait", Durations.short(plan.waitSeconds))
        frame.put(sheet, in: body)
    }

    /// After the exchange began the material is gone.
    private static func spent(_ state: AppState, in body: Rect, on frame: inout Frame) {
        var sheet = Sheet(width: body.columns, glyphs: state.glyphs)
        sheet.add(Line(" The request is spent", .heading))
        sheet.gap()
        sheet.text(
            "Verifier, state and nonce were wiped when the code was sent: they count for one login only, and nothing "
                + "is left that somebody could steal.", indent: 1)
        sheet.gap()
        rows(of: ["request."], state, to: &sheet)
        frame.put(sheet, in: body)
    }

    private static func answer(_ state: AppState, in body: Rect, on frame: inout Frame) {
        var sheet = Sheet(width: body.columns, glyphs: state.glyphs)
        sheet.add(Line(" The answer that came back from the browser", .heading))
        sheet.gap()
        rows(of: ["callback."], state, to: &sheet)
        frame.put(sheet, in: body)
    }

    private static func exchange(_ state: AppState, in body: Rect, on frame: inout Frame) {
        var sheet = Sheet(width: body.columns, glyphs: state.glyphs)
        sheet.add(Line(" The code became tokens", .heading))
        sheet.gap()
        if let entry = state.flow.journal.entries.last(where: { $0.purpose == .token }) {
            sheet.add([Span(" POST "), Span(entry.url.text, .address)])
            for field in entry.fields { sheet.add(FieldRows.row(field, state.glyphs), .useful) }
            sheet.gap()
        }
        rows(of: ["request.", "token."], state, to: &sheet)
        frame.put(sheet, in: body)
    }

    private static func rows(of prefixes: [String], _ state: AppState, to sheet: inout Sheet) {
        for check in CheckFacts.checks(of: state) where prefixes.contains(where: check.id.hasPrefix) {
            sheet.add(Line([" "]) + CheckRows.row(check, nameWidth: 14, state.glyphs))
        }
    }
}
