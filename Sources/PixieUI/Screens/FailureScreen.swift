import LoginFlow
import OAuth
import Screen

/// What went wrong, why, and what to do; below it everything that was judged.
enum FailureScreen {
    static func draw(_ failure: Failure, _ state: AppState, in body: Rect, on frame: inout Frame) {
        guard frame.size.columns >= Chrome.wideWidth else {
            drawInOne(failure, state, in: body, on: &frame)
            return
        }
        let (left, right) = body.splitLeft(72, gap: 2)
        let sheet = sheet(failure, state, width: left.columns)
        let hidden = sheet.hidden(in: left.rows)
        frame.put(sheet, in: left.splitTop(left.rows - (hidden > 0 ? 1 : 0)).top)
        if hidden > 0 {
            note(facts: sheet.hidden(in: left.rows - 1), checks: 0, row: left.endRow - 1, in: left, on: &frame)
        }
        frame.putDivider(column: right.column - 1, rows: right.row..<right.endRow)
        let rows = min(max(3, failure.journal.entries.count + 2), right.rows / 3)
        let (upper, lower) = right.splitBottom(rows)
        let room = upper.rows - 1
        let count = failure.checks.count
        let listed = count <= room ? count : room - 1
        checks(failure, first: listed, state, in: upper, on: &frame)
        if listed < count {
            note(facts: 0, checks: count - listed, row: upper.endRow - 1, in: upper, on: &frame)
        }
        HTTPPane.draw(state, in: lower, on: &frame)
    }

    /// The checks below the words, as many as there is room for, and a row that tells what is missing.
    private static func drawInOne(_ failure: Failure, _ state: AppState, in body: Rect, on frame: inout Frame) {
        let sheet = sheet(failure, state, width: body.columns)
        let count = failure.checks.count
        let room = body.rows - sheet.height - 2
        if sheet.height <= body.rows, count <= max(0, room) {
            let row = frame.put(sheet, in: body)
            let rest = body.splitTop(row - body.row + 1).rest
            if count > 0 {
                checks(failure, first: count, state, in: rest, on: &frame)
            } else if rest.rows >= 3, body.columns >= Chrome.normalWidth {
                HTTPPane.draw(state, in: rest, on: &frame)
            }
            return
        }
        let upper = body.splitTop(body.rows - 1).top
        let row = frame.put(sheet, in: upper)
        let hidden = sheet.hidden(in: upper.rows)
        let rest = upper.splitTop(row - upper.row + 1).rest
        let listed = rest.rows >= 3 ? min(count, rest.rows - 1) : 0
        if listed > 0 { checks(failure, first: listed, state, in: rest, on: &frame) }
        let last = listed > 0 ? rest.row + 1 + listed : min(row + 1, body.endRow - 1)
        note(facts: hidden, checks: count - listed, row: last, in: body, on: &frame)
    }

    private static func sheet(_ failure: Failure, _ state: AppState, width: Int) -> Sheet {
        var sheet = Sheet(width: width - 1, glyphs: state.glyphs)
        let explanation = Explain.failure(failure, now: state.now)
        sheet.labelled(Line(state.glyphs.failed, .failed), Line(explanation.title, .heading), indent: 1, at: 3)
        sheet.gap()
        ExplanationText.add(explanation, to: &sheet, isNarrow: width < Chrome.normalWidth)
        return sheet
    }

    private static func checks(
        _ failure: Failure, first count: Int, _ state: AppState, in rect: Rect, on frame: inout Frame
    ) {
        guard rect.rows >= 2, count > 0 else { return }
        frame.put(Line(" Checks " + CheckRows.count(failure.checks), .heading), at: rect.origin)
        let lines = failure.checksFailedFirst.prefix(count).map { check in
            Line([Span(" " + CheckRows.group(check.id).column(10, state.glyphs), .faint)])
                + CheckRows.row(check, nameWidth: 14, state.glyphs)
        }
        let list = rect.splitTop(1).rest
        frame.put(lines, in: Rect(column: list.column, row: list.row, columns: list.columns - 1, rows: list.rows))
    }

    /// ` x  shows 2 more facts, 22 checks`.
    private static func note(facts: Int, checks: Int, row: Int, in rect: Rect, on frame: inout Frame) {
        guard facts + checks > 0 else { return }
        var parts: [String] = []
        if facts > 0 { parts.append(Explain.count(facts, "more fact")) }
        if checks > 0 { parts.append(Explain.count(checks, facts > 0 ? "check" : "more check")) }
        let line = Line([Span(" x", .focus), Span("  shows " + parts.joined(separator: ", "), .faint)])
        frame.put(line, at: Position(column: rect.column, row: row), width: rect.columns)
    }
}
