import LoginFlow
import OAuth
import Screen

/// The requests drawn to scale, and between them the time that the person needed.
enum Timeline {
    static func line(_ entries: [Journal.Entry], selected: Int, width: Int, _ glyphs: Glyphs) -> Line {
        guard let first = entries.first, let last = entries.last else { return Line() }
        let start = first.sentAt.uptime
        let total = last.sentAt.uptime + took(last) - start
        let network = entries.reduce(0) { $0 + took($1) }
        guard total > 0, total.isFinite else { return Line() }
        let words = "  " + HTTPText.seconds(total) + " s, of it the network " + HTTPText.seconds(network) + " s"
        let room = width - words.count - 4
        guard room >= 10 else { return Line(words, .faint) }
        var cells = Array(repeating: Role.hidden, count: room)
        for (index, entry) in entries.enumerated() {
            let begin = column((entry.sentAt.uptime - start) / total, of: room)
            let end = column((entry.sentAt.uptime + took(entry) - start) / total, of: room)
            for cell in begin...max(begin, end) where index == selected || cells[cell] == .hidden {
                cells[cell] = index == selected ? .focus : .passed
            }
        }
        var line: Line = [" "]
        for role in cells { line.append(role == .hidden ? glyphs.pending : glyphs.barFull, role) }
        line.append(words, .faint)
        return line
    }

    private static func column(_ share: Double, of room: Int) -> Int {
        min(room - 1, max(0, Int((share * Double(room)).rounded(.down))))
    }

    private static func took(_ entry: Journal.Entry) -> Double {
        switch entry.ending {
        case .answered(_, _, let took, _): max(0, took)
        case .failed, nil: 0
        }
    }
}
