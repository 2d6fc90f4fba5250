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
            frame.put(Timeline.line(entries, width: rest.columns, state.glyphs), at: rest.origin, width: rest.columns)
            below = rest.splitTop(1).rest
        }
        frame.putRule(row: below.row, in: below)
        frame.put(detail(entries[selection], state, width: below.columns), in: below.splitTop(1).rest)
    }

    private static func detail(_ entry: Journal.Entry, _ state: AppState, width: Int) -> [Line] {
        var lines: [Line] = [[Span(" " + entry.method.rawValue + " "), Span(entry.url.text, .address)]]
        lines += entry.fields.map { FieldRows.row($0, state.glyphs) }
        switch entry.ending {
        case .answered(let status, let bytes, let took, let type):
            let kind = type.map { "  " + $0.safe(limit: 60) } ?? ""
            lines.append(
                [
                    Span(" \(status)", status < 400 ? .passed : .failed),
                    Span("\(kind)  \(HTTPText.size(bytes))  \(HTTPText.milliseconds(took))"),
                ])
        case .failed(let failure): lines.append(Line(" " + HTTPText.failure(failure), .failed))
        case nil: lines.append(Line(" waiting for the answer", .focus))
        }
        return lines
    }
}
