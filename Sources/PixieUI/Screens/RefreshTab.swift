import LoginFlow
import OAuth
import Screen

/// The token that gets new access tokens, what the last refresh did, and what it changed.
enum RefreshTab {
    static func draw(_ session: Session, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        var sheet = Sheet(width: rect.columns, glyphs: state.glyphs)
        if session.tokens.refreshToken == nil {
            sheet.add(Line(" No refresh token", .heading))
            sheet.text(
                "The provider did not grant one. Most providers want the scope offline_access for it, and the client "
                    + "must be allowed to use it. Without one, log in again when the access token has expired.",
                indent: 1)
        }
        add(progressOf: session, state, to: &sheet)
        guard let change = session.change else {
            if session.stored.tokens?.refreshToken != nil { explain(to: &sheet) }
            frame.put(sheet, in: rect)
            return
        }
        add(change, state, to: &sheet)
        let isList = !change.claims.isEmpty
        let row = frame.put(sheet, in: isList ? rect.splitTop(max(3, rect.rows / 2)).top : rect)
        if isList { draw(change.claims, state, in: rect.splitTop(row - rect.row).rest, on: &frame) }
    }

    // MARK: What is under way, and what came of the last wish

    private static func add(progressOf session: Session, _ state: AppState, to sheet: inout Sheet) {
        if let doing = RefreshText.doing(session.refresh) {
            sheet.labelled(Line(state.glyphs.now, .focus), Line(doing), indent: 1, at: 3)
            if case .refreshing(let refreshing) = session.refresh {
                let waited = Durations.short(max(0, state.now.uptime - refreshing.since.uptime))
                sheet.text("since \(waited)", .faint, indent: 3, .useful)
            }
            sheet.gap()
        }
        guard case .resting(let resting) = session.refresh, let outcome = resting.outcome else { return }
        let mark = Line(outcome.kind.mark(state.glyphs), outcome.kind.role)
        var sentences = [RefreshText.headline(outcome, session)]
        if let consequence = RefreshText.consequence(outcome, session, at: state.now.wall) {
            // A small window shows the top: that nothing is lost comes first.
            sentences.insert(consequence, at: sheet.width < Chrome.normalWidth ? 0 : 1)
        }
        for (index, sentence) in sentences.enumerated() {
            sheet.labelled(index == 0 ? mark : Line(), Line(sentence), indent: 1, at: 3)
        }
        sheet.gap()
    }

    private static func explain(to sheet: inout Sheet) {
        sheet.text(
            "Gets a new access token without a browser: press R. It lives longer than the access token and is worth "
                + "more, so treat it like a password.", indent: 1)
        sheet.gap()
        sheet.text(
            "Many providers give a new one at each use and refuse the old one from then on (RFC 9700 4.14). So pixie "
                + "locks the stored session, reads it again, refreshes, and stores the answer before it is used.",
            .faint, indent: 1, .explanation)
    }

    // MARK: Before and after

    private static func add(_ change: SessionChange, _ state: AppState, to sheet: inout Sheet) {
        let ago = Durations.relative(min(0, change.at.wall - state.now.wall))
        sheet.add([Span(" Before and after", .heading), Span("   \(ago)", .faint)])
        func row(_ label: String, _ text: String, _ need: Sheet.Need = .useful) {
            sheet.labelled(Line(label, .faint), Line(text), indent: 1, at: 16, need)
        }
        let arrow = " \(state.glyphs.arrow) "
        func end(_ session: StoredSession) -> String {
            session.tokens?.expiresAt?.utcClock ?? "no stated end"
        }
        row("access token", "replaced: ends " + end(change.before) + arrow + end(change.after))
        row("refresh token", rotation(change))
        if let refreshed = change.refreshed {
            row("ID token", RefreshText.identity(refreshed.identity))
        } else {
            row("ID token", "as the other pixie stored it")
        }
        let scopes = RefreshText.scopes(added: change.addedScopes, gone: change.goneScopes)
        row("scope", scopes.joined(separator: " "), .explanation)
        if !change.claims.isEmpty {
            sheet.add([Span(" Claims", .heading), Span("   + new  ~ changed  - gone", .faint)], .useful)
        }
    }

    private static func rotation(_ change: SessionChange) -> String {
        switch change.rotation {
        case .rotated: "rotated: a new one, the old one is of no more use"
        case .same: "the same as before"
        case .notSent: "none came; the one from before is kept"
        }
    }

    private static func draw(_ claims: [ClaimChange], _ state: AppState, in rect: Rect, on frame: inout Frame) {
        let detailRows = rect.rows >= 8 ? 3 : 0
        let (list, rest) = rect.splitTop(rect.rows - detailRows)
        let width = list.columns - 2
        let name = min(20, width / 3)
        let selection = min(state.tokens.selection, claims.count - 1)
        frame.putList(count: claims.count, selection: selection, in: list) { index in
            let claim = claims[index]
            let (mark, role) = mark(claim)
            let label = Line([Span(mark + " ", role), Span(claim.name.safe(limit: 60).column(name, state.glyphs))])
            return label + Line(" " + values(claim, state, limit: width))
        }
        guard detailRows > 0, claims.indices.contains(selection) else { return }
        frame.putRule(row: rest.row, in: rest)
        let area = rest.splitTop(1).rest
        frame.put(detail(claims[selection], state, width: area.columns - 1), in: area)
    }

    private static func mark(_ claim: ClaimChange) -> (String, Role) {
        switch (claim.before, claim.after) {
        case (nil, _?): ("+", .passed)
        case (_?, nil): ("-", .warning)
        case (_?, _?), (nil, nil): ("~", .focus)
        }
    }

    private static func values(_ claim: ClaimChange, _ state: AppState, limit: Int) -> String {
        func text(_ value: JSONValue?) -> String? {
            value.map { ClaimRows.brief($0, name: claim.name, state, limit: limit) }
        }
        return [text(claim.before), text(claim.after)].compactMap { $0 }
            .joined(separator: " \(state.glyphs.arrow) ")
    }

    private static func detail(_ claim: ClaimChange, _ state: AppState, width: Int) -> [Line] {
        func row(_ label: String, _ value: JSONValue?) -> Line {
            Line([
                Span(" " + label.column(8, state.glyphs), .faint),
                Span(value.map { $0.plain(limit: 400).safe(limit: max(8, width - 10)) } ?? "not there"),
            ])
        }
        return [row("before", claim.before), row("after", claim.after)]
    }
}
