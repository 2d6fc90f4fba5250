import OAuth
import Screen

/// Claims as rows of a list, and the meaning of one of them.
enum ClaimRows {
    /// Only the rows that are in sight are made, however many there are.
    static func list(_ tree: ClaimTree, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        let selection = min(state.tokens.selection, max(0, tree.count - 1))
        let range = ListWindow.range(count: tree.count, selection: selection, rows: rect.rows)
        let rows = range.map { tree.row(at: $0) }
        let width = rect.columns - 2
        let names = rows.map { name($0, state) }
        let longest = names.map { TextWidth.width(of: $0, glyphs: state.glyphs) }.max() ?? 0
        let column = min(max(8, longest + 1), max(8, width * 2 / 5))
        frame.putList(count: tree.count, selection: selection, in: rect) { index in
            let row = rows[index - range.lowerBound]
            let name = names[index - range.lowerBound]
            return Line([Span(name.column(column, state.glyphs), row.isNested ? .strong : .normal), " "])
                + Line(value(row, state, limit: max(40, width)))
        }
    }

    private static func name(_ row: ClaimTree.Row, _ state: AppState) -> String {
        let isASCII = state.glyphs == .ascii
        let mark = row.isNested ? (row.isOpen ? (isASCII ? "- " : "▾ ") : (isASCII ? "+ " : "▸ ")) : "  "
        return String(repeating: " ", count: 2 * row.depth) + mark + row.name.safe(limit: 60)
    }

    static func value(_ row: ClaimTree.Row, _ state: AppState, limit: Int = 300) -> String {
        if let time = time(row) { return state.tokens.times.text(time, state) }
        return brief(row.value, limit: limit)
    }

    /// A claim of the token itself, by its name.
    static func brief(_ value: JSONValue, name: ForeignText, _ state: AppState, limit: Int) -> String {
        if ClaimGlossary.isTime(name.safe(limit: 60)), let time = value.double {
            return Timestamp(seconds: time).utcClock
        }
        return brief(value, limit: limit)
    }

    private static func brief(_ value: JSONValue, limit: Int) -> String {
        switch value {
        case .object(let object):
            let names = object.members.prefix(8).map { ForeignText($0.name).safe(limit: 30) }
            return "{\(object.members.count)} " + names.joined(separator: ", ")
        case .array(let items):
            let texts = items.prefix(8).map { $0.plain(limit: 40).safe(limit: 40) }
            return "[\(items.count)] " + texts.joined(separator: ", ")
        case .null, .bool, .number, .string:
            return value.plain(limit: limit).safe(limit: limit)
        }
    }

    /// Only claims of the token itself: what is inside another claim has the meaning that its author gave it.
    static func time(_ row: ClaimTree.Row) -> Timestamp? {
        guard row.depth == 0, ClaimGlossary.isTime(row.name.safe(limit: 60)) else { return nil }
        return row.value.double.map(Timestamp.init(seconds:))
    }

    /// What the claim means and where that stands; nil for a claim of the provider's own.
    static func meaning(_ row: ClaimTree.Row) -> (text: String, source: String)? {
        row.depth == 0 ? ClaimGlossary.meaning(of: row.name.safe(limit: 60)) : nil
    }

    /// Meaning and full value of the selected claim.
    static func detail(_ row: ClaimTree.Row, _ state: AppState, width: Int, rows: Int) -> [Line] {
        let name = Span(row.name.safe(limit: 60) + "  ", .strong)
        let text: Line
        if let meaning = meaning(row) {
            text = [name, Span(meaning.text + " "), Span(meaning.source, .faint)]
        } else {
            text = [name, Span("A claim of this provider; its meaning is the provider's.", .faint)]
        }
        if rows == 1 { return [Line([" "]) + text] }
        let meaning = Paragraph.lines(text, label: Line(), indent: 1, width: width, glyphs: state.glyphs)
        let value = Paragraph.lines(
            Line(whole(row, state, limit: width * max(1, rows)), .hidden), label: Line(), indent: 1, width: width,
            glyphs: state.glyphs)
        return Array((meaning + value).prefix(rows))
    }

    /// A time in every form, with the number that stands in the token.
    static func whole(_ row: ClaimTree.Row, _ state: AppState, limit: Int) -> String {
        let raw = row.value.plain(limit: limit).safe(limit: limit)
        guard let time = time(row) else { return raw }
        // The row may be too narrow for the style that is chosen, so that is among them.
        let styles = TimeStyle.allCases.map { $0.text(time, state) }
        return (styles + [raw]).joined(separator: "  \(state.glyphs.separator)  ")
    }

    /// A list of claims over a rule and the meaning of the selected one; or the JSON as it stands in the token.
    static func draw(_ tree: ClaimTree, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        if let lines = state.tokens.rawLines { return drawRaw(lines, state, in: rect, on: &frame) }
        let detailRows = rect.rows >= 10 ? 3 : rect.rows >= 5 ? 1 : 0
        let hasRule = detailRows > 1
        let (list, rest) = rect.splitTop(rect.rows - detailRows - (hasRule ? 1 : 0))
        if tree.count == 0 {
            frame.put(Line(" It has no claims.", .faint), at: rect.origin)
            return
        }
        self.list(tree, state, in: list, on: &frame)
        guard detailRows > 0 else { return }
        if hasRule { frame.putRule(row: rest.row, in: rest) }
        let area = hasRule ? rest.splitTop(1).rest : rest
        let row = tree.row(at: min(state.tokens.selection, tree.count - 1))
        frame.put(detail(row, state, width: area.columns - 1, rows: area.rows), in: area)
    }

    /// Names and values told apart by their colour, as in the tree.
    private static func drawRaw(_ lines: [String], _ state: AppState, in rect: Rect, on frame: inout Frame) {
        let selection = min(state.tokens.selection, max(0, lines.count - 1))
        frame.putList(count: lines.count, selection: selection, in: rect) { index in
            let line = ForeignText(String(lines[index].unicodeScalars.prefix(400))).safe(limit: 400)
            guard let colon = line.firstRange(of: "\": ") else { return Line(line, .tokenPayload) }
            return [Span(String(line[..<colon.upperBound]), .tokenHeader), Span(String(line[colon.upperBound...]))]
        }
    }
}
