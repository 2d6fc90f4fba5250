import OAuth
import Screen

/// Claims as rows of a list, and the meaning of one of them.
enum ClaimRows {
    static func rows(_ tree: [ClaimTree.Row], _ state: AppState, width: Int) -> [Line] {
        let names = tree.map { name($0, state) }
        let longest = names.map { TextWidth.width(of: $0, glyphs: state.glyphs) }.max() ?? 0
        let column = min(max(8, longest + 1), max(8, width * 2 / 5))
        return zip(tree, names).map { row, name in
            Line([Span(name.column(column, state.glyphs), row.isNested ? .strong : .normal), " "])
                + Line(value(row, state))
        }
    }

    private static func name(_ row: ClaimTree.Row, _ state: AppState) -> String {
        let isASCII = state.glyphs == .ascii
        let mark = row.isNested ? (row.isOpen ? (isASCII ? "- " : "▾ ") : (isASCII ? "+ " : "▸ ")) : "  "
        return String(repeating: " ", count: 2 * row.depth) + mark + row.name.safe(limit: 60)
    }

    static func value(_ row: ClaimTree.Row, _ state: AppState, limit: Int = 300) -> String {
        if let time = time(row) { return TokenTime.claim(time, at: state.now.wall) }
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
    private static func time(_ row: ClaimTree.Row) -> Timestamp? {
        guard row.depth == 0, ClaimGlossary.isTime(row.path) else { return nil }
        return row.value.double.map(Timestamp.init(seconds:))
    }

    /// Meaning and full value of the selected claim.
    static func detail(_ row: ClaimTree.Row, _ state: AppState, width: Int, rows: Int) -> [Line] {
        let name = Span(row.name.safe(limit: 60) + "  ", .strong)
        let text: Line
        if row.depth == 0, let meaning = ClaimGlossary.meaning(of: row.path) {
            text = [name, Span(meaning.text + " "), Span(meaning.source, .faint)]
        } else {
            text = [name, Span("A claim of this provider; its meaning is the provider's.", .faint)]
        }
        if rows == 1 { return [Line([" "]) + text] }
        let meaning = Paragraph.lines(text, label: Line(), indent: 1, width: width, glyphs: state.glyphs)
        let raw = row.value.plain(limit: 1000).safe(limit: 1000)
        let value = Paragraph.lines(Line(raw, .hidden), label: Line(), indent: 1, width: width, glyphs: state.glyphs)
        return Array((meaning + value).prefix(rows))
    }

    /// A list of claims over a rule and the meaning of the selected one.
    static func draw(_ claims: JSONObject, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        let tree = ClaimTree.rows(of: claims, opened: state.tokens.openedPaths)
        let detailRows = rect.rows >= 10 ? 3 : rect.rows >= 5 ? 1 : 0
        let hasRule = detailRows > 1
        let (list, rest) = rect.splitTop(rect.rows - detailRows - (hasRule ? 1 : 0))
        if tree.isEmpty {
            frame.put(Line(" It has no claims.", .faint), at: rect.origin)
            return
        }
        let selection = min(state.tokens.selection, tree.count - 1)
        frame.putList(rows(tree, state, width: list.columns - 2), selection: selection, in: list)
        guard detailRows > 0 else { return }
        if hasRule { frame.putRule(row: rest.row, in: rest) }
        let area = hasRule ? rest.splitTop(1).rest : rest
        frame.put(detail(tree[selection], state, width: area.columns - 1, rows: area.rows), in: area)
    }
}
