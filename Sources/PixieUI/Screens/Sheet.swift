import Screen

/// Blocks of a body from the top down, of which the least needed go first when room is short.
struct Sheet {
    /// How much a block is needed; the highest goes first.
    enum Need: Int, Comparable, CaseIterable {
        case essential, useful, explanation, spacing

        static func < (left: Need, right: Need) -> Bool { left.rawValue < right.rawValue }
    }

    /// Rows that stay or go together.
    struct Block {
        enum Content {
            case lines([Line])
            /// An address over whole rows of the frame.
            case address(String, rows: Int)
        }

        var content: Content
        var need: Need
        /// Where the cursor stands, counted from the block's origin.
        var cursor: Position?
        /// Something to type into.
        var isField = false

        var height: Int {
            switch content {
            case .lines(let lines): lines.count
            case .address(_, let rows): rows
            }
        }
    }

    let width: Int
    let glyphs: Glyphs
    private(set) var blocks: [Block] = []

    init(width: Int, glyphs: Glyphs) {
        self.width = width
        self.glyphs = glyphs
    }

    var height: Int { blocks.reduce(0) { $0 + $1.height } }

    mutating func add(_ line: Line, _ need: Need = .essential) {
        blocks.append(Block(content: .lines([line]), need: need))
    }

    mutating func add(_ lines: [Line], _ need: Need = .essential) {
        guard !lines.isEmpty else { return }
        blocks.append(Block(content: .lines(lines), need: need))
    }

    /// A blank row, the first to go.
    mutating func gap() {
        blocks.append(Block(content: .lines([Line()]), need: .spacing))
    }

    /// A paragraph behind a margin.
    mutating func text(_ text: String, _ role: Role = .normal, indent: Int = 1, _ need: Need = .essential) {
        add(Paragraph.lines(Line(text, role), label: Line(), indent: indent, width: width, glyphs: glyphs), need)
    }

    /// A paragraph whose first row starts with a label: `What   …`.
    mutating func labelled(
        _ label: Line, _ text: Line, indent: Int, at column: Int, _ need: Need = .essential
    ) {
        add(
            Paragraph.lines(text, label: label, indent: indent, width: width, glyphs: glyphs, textColumn: column), need)
    }

    /// A list behind a label, broken between its items only.
    mutating func labelled(_ label: Line, items: [Line], indent: Int, at column: Int, _ need: Need = .essential) {
        let room = width - column
        var rows: [Line] = []
        for item in items {
            if let last = rows.last, last.width + 3 + item.width <= room {
                rows[rows.count - 1] = last + ["   "] + item
            } else {
                rows.append(item)
            }
        }
        let lines = rows.enumerated().map { index, row in
            let start = Line(String(repeating: " ", count: indent)) + (index == 0 ? label : Line())
            return start + Line(String(repeating: " ", count: max(0, column - start.width))) + row
        }
        add(lines, need)
    }

    mutating func address(_ text: String, columns: Int) {
        let rows = max(1, (text.utf8.count + columns - 1) / max(1, columns))
        blocks.append(Block(content: .address(text, rows: rows), need: .essential))
    }

    /// A line with the cursor in it.
    mutating func field(_ line: Line, cursorColumn: Int?) {
        let cursor = cursorColumn.map { Position(column: $0, row: 0) }
        blocks.append(Block(content: .lines([line]), need: .essential, cursor: cursor, isField: true))
    }

    /// Without what there is no room for.
    func fitted(to rows: Int) -> Sheet {
        var sheet = self
        for need in Need.allCases.reversed() where need != .essential {
            var index = sheet.blocks.count - 1
            while index >= 0, sheet.height > rows {
                if sheet.blocks[index].need == need { sheet.blocks.remove(at: index) }
                index -= 1
            }
        }
        return sheet
    }

    /// Only what is needed or useful.
    var withoutExplanations: Sheet {
        var sheet = self
        sheet.blocks.removeAll { $0.need > .useful }
        return sheet
    }

    /// How many blocks can be typed into.
    var fieldCount: Int { blocks.count { $0.isField } }

    /// How many blocks have words.
    var withoutSpacing: Int { blocks.count { $0.need != .spacing } }

    /// What fits, without blocks of the top as far as the cursor's block and the words under it need their room.
    func showingCursor(in rows: Int) -> Sheet {
        var sheet = fitted(to: rows)
        guard let index = sheet.blocks.firstIndex(where: { $0.cursor != nil }) else { return sheet }
        let below = sheet.blocks.dropFirst(index + 1).first
        let words = below.map { $0.cursor == nil && $0.need == .essential && !$0.isField ? $0.height : 0 } ?? 0
        var last = index
        while last > 0, sheet.blocks.prefix(last + 1).reduce(0, { $0 + $1.height }) + words > rows {
            sheet.blocks.removeFirst()
            last -= 1
        }
        return sheet
    }

    /// What fits, without blocks of the top as far as the first field and everything under it need their room.
    func showingFields(in rows: Int) -> Sheet {
        var sheet = fitted(to: rows)
        while sheet.height > rows, let first = sheet.blocks.first, !first.isField { sheet.blocks.removeFirst() }
        return sheet
    }

    /// How many blocks with words in them are missing when only `rows` are there.
    func hidden(in rows: Int) -> Int {
        let fitted = fitted(to: rows)
        var shown = 0
        var row = 0
        for block in fitted.blocks {
            row += block.height
            if block.need != .spacing, row <= rows { shown += 1 }
        }
        return blocks.filter { $0.need != .spacing }.count - shown
    }

    /// All rows as lines, for texts that scroll.
    var lines: [Line] {
        blocks.flatMap { block in
            switch block.content {
            case .lines(let lines): lines
            case .address(let text, _): [Line(text, .address)]
            }
        }
    }
}

/// Wrapped text with a margin and perhaps a label on its first row.
enum Paragraph {
    static func lines(
        _ text: Line, label: Line, indent: Int, width: Int, glyphs: Glyphs, textColumn: Int? = nil
    ) -> [Line] {
        let column = textColumn ?? indent
        let rows = TextWrap.words(text, width: max(8, width - column), glyphs: glyphs)
        return rows.enumerated().map { index, row in
            var start = Line(String(repeating: " ", count: indent))
            if index == 0 { start = start + label }
            let missing = max(0, column - start.width)
            return start + Line(String(repeating: " ", count: missing)) + row
        }
    }
}

extension Frame {
    /// Draws a sheet from the top of a rectangle, as much as fits, and returns the row below it.
    @discardableResult
    mutating func put(_ sheet: Sheet, in rect: Rect) -> Int {
        let fitted = sheet.fitted(to: rect.rows)
        var row = rect.row
        for block in fitted.blocks {
            let room = rect.endRow - row
            guard room > 0 else { break }
            if let cursor = block.cursor {
                self.cursor = Position(column: rect.column + cursor.column, row: row + cursor.row)
            }
            switch block.content {
            case .lines(let lines):
                row += put(lines, in: Rect(column: rect.column, row: row, columns: rect.columns, rows: room))
            case .address(let text, _):
                let used = putAddress(text, row: row, maxRows: room)
                add(.key(.control("o")), in: Rect(column: 0, row: row, columns: size.columns, rows: used))
                row += used
            }
        }
        return row
    }
}
