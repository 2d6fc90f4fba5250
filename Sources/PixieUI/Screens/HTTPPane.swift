import LoginFlow
import OAuth
import Screen

/// The live list of requests in the right pane.
enum HTTPPane {
    static func draw(_ state: AppState, in rect: Rect, on frame: inout Frame) {
        guard rect.rows >= 2 else { return }
        let title = rect.columns < 62 ? " HTTP" : " HTTP, seconds since the first request"
        frame.put(Line(title, .heading), at: rect.origin, width: rect.columns)
        let area = rect.splitTop(1).rest
        let entries = state.flow.journal.entries
        let start = entries.first?.sentAt.uptime ?? 0
        var lines = entries.suffix(area.rows).map { entry in
            Line([" "]) + HTTPRows.row(entry, since: start, width: rect.columns - 2, state.glyphs)
        }
        if case .awaitingCallback = state.flow { lines.append(Line(" waiting for the browser", .focus)) }
        frame.put(lines, in: area)
    }
}
