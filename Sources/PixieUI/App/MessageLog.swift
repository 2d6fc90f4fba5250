import OAuth
import Screen

/// The last messages of the message row, with their times, for `:messages`.
struct MessageLog: Sendable, Equatable {
    static let limit = 50

    struct Entry: Sendable, Equatable {
        let time: Timestamp
        let message: StatusMessage
    }

    /// The newest at the end.
    private(set) var entries: [Entry] = []

    mutating func note(_ message: StatusMessage, at time: Timestamp) {
        entries.append(Entry(time: time, message: message))
        if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
    }
}

/// The messages as rows, the newest first.
enum MessagesText {
    static func add(_ state: AppState, to sheet: inout Sheet) {
        guard !state.log.entries.isEmpty else {
            sheet.text("Nothing was said so far.", .faint, indent: 0)
            return
        }
        for entry in state.log.entries.reversed() {
            let kind = entry.message.kind
            let label: Line = [Span(entry.time.utcClock + " ", .faint), Span(kind.mark(sheet.glyphs), kind.role)]
            if sheet.width < Chrome.normalWidth - 8 {
                sheet.add(label)
                sheet.text(entry.message.text, indent: 2)
            } else {
                sheet.labelled(label, Line(entry.message.text), indent: 0, at: label.width + 1)
            }
        }
    }
}
