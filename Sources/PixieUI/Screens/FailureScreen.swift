import LoginFlow
import OAuth
import Screen

/// What went wrong, why, and what to do; below it everything that was judged.
enum FailureScreen {
    static func draw(_ failure: Failure, _ state: AppState, in body: Rect, on frame: inout Frame) {
        let isWide = frame.size.columns >= Chrome.wideWidth
        let (left, right) = isWide ? body.splitLeft(72, gap: 2) : (body, Rect(column: 0, row: 0, columns: 0, rows: 0))
        var sheet = Sheet(width: left.columns - 1, glyphs: state.glyphs)
        let explanation = Explain.failure(failure, now: state.now)
        sheet.labelled(Line(state.glyphs.failed, .failed), Line(explanation.title, .heading), indent: 1, at: 3)
        sheet.gap()
        ExplanationText.add(explanation, to: &sheet, isNarrow: left.columns < Chrome.normalWidth)
        let row = frame.put(sheet, in: left)
        if isWide {
            frame.putDivider(column: right.column - 1, rows: body.row..<body.endRow)
            let rows = min(max(3, failure.journal.entries.count + 2), right.rows / 3)
            let (upper, lower) = right.splitBottom(rows)
            checks(failure, state, in: upper, on: &frame)
            HTTPPane.draw(state, in: lower, on: &frame)
        } else {
            let rest = left.splitTop(row - left.row + 1).rest
            if failure.checks.isEmpty, rest.rows >= 3, left.columns >= Chrome.normalWidth {
                HTTPPane.draw(state, in: rest, on: &frame)
            } else {
                checks(failure, state, in: rest, on: &frame)
            }
        }
    }

    private static func checks(_ failure: Failure, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        guard rect.rows >= 3, !failure.checks.isEmpty else { return }
        frame.put(Line(" Checks " + CheckRows.count(failure.checks), .heading), at: rect.origin)
        let lines = failure.checksFailedFirst.map { check in
            Line([Span(" " + CheckRows.group(check.id).column(10, state.glyphs), .faint)])
                + CheckRows.row(check, nameWidth: 14, state.glyphs)
        }
        frame.put(lines, in: rect.splitTop(1).rest)
    }
}
