import LoginFlow
import OAuth
import Screen

/// Who logged in: the verified claims, and beside them the checks that make them believable.
enum IDTokenTab {
    static func draw(_ session: Session, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        guard let tree = state.tokens.tree else {
            var sheet = Sheet(width: rect.columns, glyphs: state.glyphs)
            sheet.add(Line(" No ID token", .heading))
            let issuesNone = session.provider.plan.client.rules.idToken == .absent
            sheet.text(
                issuesNone
                    ? session.noIDToken + (session.tokens.user == nil ? "" : " Who signed in is on the tab User.")
                    : "openid was not among the scopes, so the provider did not say who signed in. The access token works all "
                        + "the same. To get one, log in again with the scope openid.", indent: 1)
            frame.put(sheet, in: rect)
            return
        }
        guard rect.columns >= Chrome.normalWidth, state.tokens.rawLines == nil else {
            ClaimRows.draw(tree, state, in: rect, on: &frame)
            return
        }
        let detailRows = 3
        let (upper, lower) = rect.splitTop(max(3, rect.rows - detailRows - 1))
        let split = rect.columns >= Chrome.wideWidth ? rect.columns / 2 : rect.columns * 21 / 40
        let (left, right) = upper.splitLeft(split, gap: 1)
        frame.put(Line(" Claims", .heading), at: left.origin)
        let selection = min(state.tokens.selection, max(0, tree.count - 1))
        ClaimRows.list(tree, state, in: left.splitTop(1).rest, on: &frame)

        frame.putDivider(column: right.column - 1, rows: upper.row..<upper.endRow)
        let checks = session.checks.filter { $0.id.hasPrefix("id_token.") || $0.id == "callback.state" }
        frame.put(Line(" Checks   5 shows all, with evidence", .heading), at: right.origin, width: right.columns)
        let rows = checks.map { Line([" "]) + CheckRows.row($0, nameWidth: 10, state.glyphs) }
        frame.put(rows, in: right.splitTop(1).rest)

        frame.putRule(row: lower.row, in: lower)
        guard tree.count > 0 else { return }
        let area = lower.splitTop(1).rest
        frame.put(ClaimRows.detail(tree.row(at: selection), state, width: area.columns - 1, rows: area.rows), in: area)
    }
}
