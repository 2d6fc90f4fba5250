internal import CNcurses
internal import Screen

/// Draws frames through curses. It hands over only the rows that changed, and curses sends only the cells of them that
/// did.
@MainActor
struct FramePainter {
    /// What the terminal shows; nil when every cell has to be drawn.
    private var shown: Frame?
    private var size = Size(columns: 0, rows: 0)
    /// False when the terminal has more columns than are used: then rows do not end at its margin.
    private var isWholeWidth = true
    private var wrapsAddresses = false
    private var waitsAtMargin = false
    private let marksLinks: Bool

    nonisolated init() {
        marksLinks = false
    }

    /// For the terminal that curses has just started on.
    init(marksLinks: Bool) {
        self.marksLinks = marksLinks
        wrapsAddresses = pixie_curses_wraps(&waitsAtMargin)
    }

    /// Makes the next ``paint(_:)`` draw every cell.
    mutating func forget() {
        shown = nil
    }

    mutating func resize(to size: Size, isWholeWidth: Bool) {
        self.isWholeWidth = isWholeWidth
        guard size != self.size else { return }
        pixie_curses_resize(CInt(size.columns), CInt(size.rows))
        self.size = size
        forget()
    }

    /// Shows a frame and returns what has to be written after it: the address block, or nothing.
    mutating func paint(_ frame: Frame) -> String {
        guard frame != shown else { return "" }
        let previous = shown?.size == frame.size ? shown : nil
        if previous == nil { pixie_curses_clear() }
        var changed: [Int] = []
        for row in 0..<min(frame.size.rows, size.rows) where frame.row(row) != previous?.row(row) {
            put(frame.row(row).prefix(size.columns), row: row)
            changed.append(row)
        }
        if let cursor = frame.cursor, frame.contains(cursor), cursor.row < size.rows {
            pixie_curses_update(CInt(cursor.row), CInt(cursor.column))
        } else {
            pixie_curses_update(-1, 0)
        }
        shown = frame
        return addressBlock(of: frame, changed: changed, previous: previous)
    }

    private func put(_ cells: ArraySlice<Cell>, row: Int) {
        let drawn = Self.drawn(cells)
        pixie_curses_put_row(CInt(row), drawn, CInt(drawn.count))
    }

    /// Isolated to no actor: a closure of one would ask for every cell whether it runs there.
    private nonisolated static func drawn(_ cells: ArraySlice<Cell>) -> [pixie_cell] {
        cells.map { cell in
            let look = Palette.look(of: cell.role)
            var drawn = pixie_cell(
                scalars: (cell.base, 0, 0, 0), width: cell.width, attributes: look.attributes, color: look.color)
            let marks = cell.marks
            if !marks.isEmpty { drawn.scalars.1 = marks[0] }
            if marks.count > 1 { drawn.scalars.2 = marks[1] }
            if marks.count > 2 { drawn.scalars.3 = marks[2] }
            return drawn
        }
    }

    /// Writing the block again takes the person's selection away, so it happens only when its rows were drawn.
    private func addressBlock(of frame: Frame, changed: [Int], previous: Frame?) -> String {
        guard wrapsAddresses, isWholeWidth, frame.size.columns == size.columns, let block = frame.block,
            frame.shows(block)
        else { return "" }
        let rows = block.row..<block.row + block.rows(columns: frame.size.columns)
        // A terminal that moves on at once at the margin would scroll after the last cell.
        guard rows.upperBound <= size.rows, waitsAtMargin || rows.upperBound < size.rows else { return "" }
        guard block != previous?.block || changed.contains(where: rows.contains) else { return "" }
        return TerminalBytes.addressBlock(block.text, row: block.row, isLink: marksLinks)
    }
}
