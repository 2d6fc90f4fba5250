/// Columns and rows of a terminal or of a part of it.
public struct Size: Sendable, Hashable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// A cell, counted from 0 at the top left.
public struct Position: Sendable, Hashable {
    public var column: Int
    public var row: Int

    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// A rectangle of cells. Its size is never negative.
public struct Rect: Sendable, Hashable {
    public var column: Int
    public var row: Int
    public var columns: Int
    public var rows: Int

    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = column
        self.row = row
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    /// The whole of a frame.
    public init(_ size: Size) {
        self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
    }

    public var size: Size { Size(columns: columns, rows: rows) }
    public var origin: Position { Position(column: column, row: row) }
    /// The first column to the right of it.
    public var endColumn: Int { column + columns }
    /// The first row below it.
    public var endRow: Int { row + rows }
    public var isEmpty: Bool { columns == 0 || rows == 0 }

    /// Whether the cell lies inside.
    public func contains(_ position: Position) -> Bool {
        position.column >= column && position.column < endColumn && position.row >= row && position.row < endRow
    }

    /// Whether the two have a cell in common.
    public func meets(_ other: Rect) -> Bool {
        column < other.endColumn && other.column < endColumn && row < other.endRow && other.row < endRow
    }

    /// The rectangle that remains inside when a margin is taken on every side.
    public func inset(columns across: Int = 1, rows down: Int = 1) -> Rect {
        Rect(column: column + across, row: row + down, columns: columns - 2 * across, rows: rows - 2 * down)
    }

    /// The first `count` rows and the rest.
    public func splitTop(_ count: Int) -> (top: Rect, rest: Rect) {
        let part = min(max(0, count), rows)
        return (
            Rect(column: column, row: row, columns: columns, rows: part),
            Rect(column: column, row: row + part, columns: columns, rows: rows - part)
        )
    }

    /// The last `count` rows and the rest above them.
    public func splitBottom(_ count: Int) -> (rest: Rect, bottom: Rect) {
        let part = min(max(0, count), rows)
        let (rest, bottom) = splitTop(rows - part)
        return (rest, bottom)
    }

    /// The first `count` columns and the rest, with `gap` columns between them left out.
    public func splitLeft(_ count: Int, gap: Int = 0) -> (left: Rect, rest: Rect) {
        let part = min(max(0, count), columns)
        return (
            Rect(column: column, row: row, columns: part, rows: rows),
            Rect(column: column + part + gap, row: row, columns: columns - part - gap, rows: rows)
        )
    }

    /// A rectangle of the given size in the middle, cut to what fits.
    public func centered(_ size: Size) -> Rect {
        let across = min(max(0, size.columns), columns)
        let down = min(max(0, size.rows), rows)
        return Rect(
            column: column + (columns - across) / 2, row: row + (rows - down) / 2, columns: across, rows: down)
    }
}
