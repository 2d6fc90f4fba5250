import LoginFlow
import OAuth
import Screen

/// The requests, and what was sent with the selected one.
enum HTTPTab {
    static func draw(_ session: Session, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        let entries = session.journal.entries
        let start = entries.first?.sentAt.uptime ?? 0
        let isNarrow = rect.columns < Chrome.normalWidth
        var area = rect
        if !isNarrow, rect.rows >= 10 {
            frame.put(Line(" at      took     request", .faint), at: Position(column: rect.column, row: rect.row))
            area = rect.splitTop(1).rest
        }
        let (list, rest) = area.splitTop(min(entries.count, max(2, area.rows / 2)))
        let lines = entries.map { HTTPRows.row($0, since: start, width: rect.columns - 3, state.glyphs) }
        let selection = min(state.tokens.selection, max(0, entries.count - 1))
        frame.putList(lines, selection: selection, in: list)
        guard rest.rows >= 3, entries.indices.contains(selection) else { return }
        var below = rest
        if !isNarrow, rect.rows >= 12 {
            frame.put(
                Timeline.line(entries, selected: selection, width: rest.columns, state.glyphs), at: rest.origin,
                width: rest.columns)
            below = rest.splitTop(1).rest
        }
        frame.putRule(row: below.row, in: below)
        frame.put(detail(entries[selection], state, width: below.columns), in: below.splitTop(1).rest)
    }

    /// The request and its answer, as much as there is room for; `x` shows all of it.
    private static func detail(_ entry: Journal.Entry, _ state: AppState, width: Int) -> [Line] {
        ExchangeText.lines(entry, state)
    }
}
