import LoginFlow
import OAuth
import Screen

/// Everything that was verified, with the evidence of the selected check.
enum ChecksTab {
    static func draw(_ session: Session, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        let checks = session.checks
        let detailRows = rect.rows >= 12 ? 4 : rect.rows >= 6 ? 3 : 0
        let (list, rest) = rect.splitTop(rect.rows - detailRows - (detailRows > 0 && rect.rows >= 12 ? 1 : 0))
        var lines: [Line] = []
        var group = ""
        let isNarrow = rect.columns < Chrome.normalWidth
        for check in checks {
            let own = CheckRows.group(check.id)
            let label = isNarrow ? "" : (own == group ? "" : own).column(10, state.glyphs)
            group = own
            lines.append(
                Line([Span(label, .faint)])
                    + CheckRows.row(check, nameWidth: isNarrow ? 10 : 14, state.glyphs))
        }
        let selection = min(state.tokens.selection, max(0, checks.count - 1))
        frame.putList(lines, selection: selection, in: list)
        guard detailRows > 0, checks.indices.contains(selection) else { return }
        let area = rect.rows >= 12 ? rest.splitTop(1).rest : rest
        if rect.rows >= 12 { frame.putRule(row: rest.row, in: rest) }
        frame.put(CheckRows.detail(checks[selection], width: area.columns - 1, state.glyphs), in: area)
    }
}
