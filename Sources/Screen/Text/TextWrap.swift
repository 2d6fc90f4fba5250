/// Breaks text into rows.
public enum TextWrap {
    /// Breaks at spaces; a word longer than the width is broken inside. `\n` starts a new row. There is always at
    /// least one row.
    public static func words(_ text: String, width: Int, glyphs: Glyphs = .unicode) -> [String] {
        // Most texts fit as they are.
        if text.utf8.count <= width, text.utf8.last != 0x20, TextWidth.isPlain(text) { return [text] }
        return words(Line(text), width: width, glyphs: glyphs).map(\.text)
    }

    /// The same for text with roles.
    public static func words(_ line: Line, width: Int, glyphs: Glyphs = .unicode) -> [Line] {
        var rows = Rows(width: max(1, width))
        for span in line.spans {
            for (index, part) in span.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { rows.breakRow() }
                for piece in pieces(part) {
                    rows.add(piece, span.role, width: TextWidth.width(of: piece, glyphs: glyphs), glyphs: glyphs)
                }
            }
        }
        return rows.finished()
    }

    /// Breaks an address into rows of exactly `width` columns, the last one shorter; nothing is added or left out.
    public static func address(_ text: String, width: Int, glyphs: Glyphs = .unicode) -> [String] {
        chunks(text, first: max(1, width), rest: max(1, width), glyphs: glyphs)
    }

    /// Words and runs of spaces, in turn.
    private static func pieces(_ text: Substring) -> [Substring] {
        TextWidth.isPlain(text) ? plainPieces(text) : piecesOfCharacters(text)
    }

    /// By octets, since each is a character.
    private static func plainPieces(_ text: Substring) -> [Substring] {
        var found: [Substring] = []
        let octets = text.utf8
        var start = octets.startIndex
        while start < octets.endIndex {
            let isSpace = octets[start] == 0x20
            let end = octets[start...].firstIndex { ($0 == 0x20) != isSpace } ?? octets.endIndex
            found.append(text[start..<end])
            start = end
        }
        return found
    }

    private static func piecesOfCharacters(_ text: Substring) -> [Substring] {
        var found: [Substring] = []
        var start = text.startIndex
        var index = start
        while index < text.endIndex {
            let next = text.index(after: index)
            if next == text.endIndex || (text[index] == " ") != (text[next] == " ") {
                found.append(text[start..<next])
                start = next
            }
            index = next
        }
        return found
    }

    static func chunks(_ text: some StringProtocol, first: Int, rest: Int, glyphs: Glyphs) -> [String] {
        var found: [String] = []
        var chunk = ""
        var room = first
        for character in text {
            let width = TextWidth.width(of: String(character), glyphs: glyphs)
            if width > room, !chunk.isEmpty || room < rest {
                found.append(chunk)
                chunk = ""
                room = rest
            }
            chunk.append(character)
            room -= width
        }
        found.append(chunk)
        return found
    }

    /// The rows so far. Spaces wait until a word follows, so that none stands at the end of a row.
    private struct Rows {
        let width: Int
        private var done: [Line] = []
        private var row = Line()
        private var used = 0
        private var gap: (text: Substring, role: Role)?
        /// Nothing came yet since the start of the text or since a line feed.
        private var isAtStart = true

        init(width: Int) {
            self.width = width
        }

        mutating func add(_ piece: Substring, _ role: Role, width pieceWidth: Int, glyphs: Glyphs) {
            if piece.first == " " {
                // Spaces at the start of a text indent it; those after a break are left out.
                gap = used > 0 || isAtStart ? (piece, role) : nil
                return
            }
            let gapWidth = gap?.text.count ?? 0
            if used + gapWidth + pieceWidth <= width {
                placeGap()
                place(String(piece), role, pieceWidth)
                return
            }
            if used > 0 { startRow() }
            gap = nil
            let parts = TextWrap.chunks(piece, first: width, rest: width, glyphs: glyphs)
            for (index, part) in parts.enumerated() {
                if index > 0 { startRow() }
                place(part, role, TextWidth.width(of: part, glyphs: glyphs))
            }
        }

        mutating func breakRow() {
            startRow()
            gap = nil
            isAtStart = true
        }

        private mutating func startRow() {
            done.append(row)
            row = Line()
            used = 0
            isAtStart = false
        }

        private mutating func placeGap() {
            guard let gap else { return }
            place(String(gap.text), gap.role, gap.text.count)
            self.gap = nil
        }

        private mutating func place(_ text: String, _ role: Role, _ textWidth: Int) {
            if row.spans.last?.role == role {
                row.spans[row.spans.count - 1].text += text
            } else {
                row.append(text, role)
            }
            used += textWidth
            isAtStart = false
        }

        mutating func finished() -> [Line] {
            done.append(row)
            return done
        }
    }
}
