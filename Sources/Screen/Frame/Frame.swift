/// One picture of the whole screen: a grid of cells, the cursor, the address block and the title.
///
/// A view is a function that returns a frame. Frames are values: tests read them as text, the loop compares them, and
/// the terminal draws what changed.
public struct Frame: Sendable, Equatable {
    public let size: Size
    /// Decides the ellipsis of cut text, and whether characters other than ASCII may be shown at all.
    public let glyphs: Glyphs
    /// Row by row, `size.columns` cells each.
    public private(set) var cells: [Cell]
    /// Where the cursor stands. It is visible only when this is set and lies inside the frame.
    public var cursor: Position?
    /// An address that the terminal should know as one line.
    public var block: AddressBlock?
    /// Where a click means something, in the order in which it was drawn.
    public internal(set) var hotspots: [Hotspot] = []
    /// The window title. Constant text of ours only, never something that somebody sent.
    public var title = ""

    public init(size: Size, glyphs: Glyphs = .unicode) {
        let columns = max(0, size.columns)
        let rows = max(0, size.rows)
        self.size = Size(columns: columns, rows: rows)
        self.glyphs = glyphs
        cells = Array(repeating: .blank(.normal), count: columns * rows)
    }

    /// The cell at a position inside the frame, nil outside.
    public subscript(position: Position) -> Cell? {
        guard contains(position) else { return nil }
        return cells[position.row * size.columns + position.column]
    }

    /// The cells of one row; empty outside.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        guard row >= 0, row < size.rows else { return [] }
        return cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Whether there is a cell at this place.
    public func contains(_ position: Position) -> Bool {
        position.row >= 0 && position.row < size.rows && position.column >= 0 && position.column < size.columns
    }

    /// Writes a cluster; the part that lies outside is left out. Halves of wide characters that lose their other half
    /// become blanks.
    mutating func set(_ cluster: Cluster, _ role: Role, column: Int, row: Int) {
        guard row >= 0, row < size.rows else { return }
        let isInside = column >= 0 && column + Int(cluster.width) <= size.columns
        guard isInside else {
            for part in column..<column + Int(cluster.width) where part >= 0 && part < size.columns {
                release(column: part, row: row)
                cells[row * size.columns + part] = .blank(role)
            }
            return
        }
        let index = row * size.columns + column
        release(column: column, row: row)
        if cluster.width == 2 { release(column: column + 1, row: row) }
        cells[index] = Cell(cluster, role)
        if cluster.width == 2 { cells[index + 1] = .continuation(role) }
    }

    /// Blanks the other half of the wide character that a cell belongs to.
    private mutating func release(column: Int, row: Int) {
        let index = row * size.columns + column
        let old = cells[index]
        guard old.width != 1 else { return }
        if old.width == 2, column + 1 < size.columns { cells[index + 1] = .blank(old.role) }
        if old.width == 0, column > 0 { cells[index - 1] = .blank(old.role) }
    }
}

extension Frame {
    /// True when the cells of a block's rows hold exactly its text, with nothing over it.
    public func shows(_ block: AddressBlock) -> Bool {
        let octets = Array(block.text.utf8)
        let end = block.row + block.rows(columns: size.columns)
        guard block.row >= 0, end <= size.rows, !octets.isEmpty else { return false }
        let start = block.row * size.columns
        for index in start..<end * size.columns {
            let wanted = index - start < octets.count ? UInt32(octets[index - start]) : 0x20
            guard cells[index].base == wanted, wanted == 0x20 || cells[index].role == .address else { return false }
        }
        return true
    }
}

/// An address that fills whole rows from column 0, so that it can be drawn as one wrapped line and selected at once.
public struct AddressBlock: Sendable, Hashable {
    public let row: Int
    public let text: String

    public init(row: Int, text: String) {
        self.row = row
        self.text = text
    }

    /// How many rows it takes at this width.
    public func rows(columns: Int) -> Int {
        columns > 0 ? (text.utf8.count + columns - 1) / columns : 0
    }
}
