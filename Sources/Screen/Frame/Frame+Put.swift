extension Frame {
    /// Writes text on one row and returns the column after it.
    ///
    /// Nothing is written outside of the frame or beyond `width` columns: longer text is cut and ends in an ellipsis.
    @discardableResult
    public mutating func put(_ text: String, _ role: Role = .normal, at position: Position, width: Int = .max) -> Int {
        var pen = Pen(at: position, width: width, in: size)
        write(text, role, with: &pen)
        return pen.column
    }

    /// Writes the spans of a line one after the other; the width holds for all of them together.
    @discardableResult
    public mutating func put(_ line: Line, at position: Position, width: Int = .max) -> Int {
        var pen = Pen(at: position, width: width, in: size)
        for span in line.spans where !pen.isFull {
            let start = pen.column
            write(span.text, span.role, with: &pen)
            guard let click = span.click, pen.column > start else { continue }
            add(click, in: Rect(column: start, row: position.row, columns: pen.column - start, rows: 1))
        }
        return pen.column
    }

    /// Writes lines into a rectangle from its top, as many as fit, and returns the number of rows used.
    @discardableResult
    public mutating func put(_ lines: [Line], in rect: Rect) -> Int {
        let shown = lines.prefix(rect.rows)
        for (offset, line) in shown.enumerated() {
            put(line, at: Position(column: rect.column, row: rect.row + offset), width: rect.columns)
        }
        return shown.count
    }

    /// Writes text that ends at the right edge of `width` columns.
    public mutating func putRight(_ line: Line, at position: Position, width: Int) {
        let taken = min(width, line.spans.reduce(0) { $0 + TextWidth.width(of: $1.text, glyphs: glyphs) })
        put(line, at: Position(column: position.column + width - taken, row: position.row), width: taken)
    }

    /// Where the next cluster goes.
    private struct Pen {
        var column: Int
        let row: Int
        let limit: Int
        /// Where the last cluster that was written starts: the ellipsis replaces it.
        var lastStart: Int?
        var isFull = false

        init(at position: Position, width: Int, in size: Size) {
            column = position.column
            row = position.row
            let (end, overflow) = position.column.addingReportingOverflow(max(0, width))
            limit = overflow ? size.columns : min(size.columns, end)
        }
    }

    private mutating func write(_ text: String, _ role: Role, with pen: inout Pen) {
        guard pen.row >= 0, pen.row < size.rows, pen.column < pen.limit || pen.lastStart != nil else { return }
        if TextWidth.isPlain(text) {
            for octet in text.utf8 where !pen.isFull {
                write(Cluster(base: UInt32(octet), width: 1), role, with: &pen)
            }
            return
        }
        var reader = ClusterReader(text, glyphs: glyphs)
        while !pen.isFull, let cluster = reader.next() {
            write(cluster, role, with: &pen)
        }
    }

    private mutating func write(_ cluster: Cluster, _ role: Role, with pen: inout Pen) {
        guard pen.column + Int(cluster.width) <= pen.limit else {
            cut(role, with: &pen)
            return
        }
        set(cluster, role, column: pen.column, row: pen.row)
        pen.lastStart = pen.column
        pen.column += Int(cluster.width)
    }

    private mutating func cut(_ role: Role, with pen: inout Pen) {
        pen.isFull = true
        guard let ellipsis = glyphs.ellipsis.unicodeScalars.first else { return }
        let mark = Cluster(base: ellipsis.value, width: 1)
        // A wide character that did not fit leaves one column free; otherwise the last character gives way.
        let start = pen.column < pen.limit ? pen.column : pen.lastStart
        guard let start, start < pen.limit else { return }
        let role = pen.column < pen.limit ? role : self[Position(column: start, row: pen.row)]?.role ?? role
        for column in start..<pen.limit {
            set(column == start ? mark : .space, role, column: column, row: pen.row)
        }
        pen.column = pen.limit
    }
}
