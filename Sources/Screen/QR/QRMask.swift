/// The eight patterns that a code may be laid over, so that it has no large areas and nothing that looks like a finder
/// (ISO/IEC 18004 7.8.2).
enum QRMask: Int, CaseIterable {
    case checks, rows, columns, diagonals, blocks, crosses, waves, lattice

    /// Whether the module at that place is turned over.
    func flips(column: Int, row: Int) -> Bool {
        let product = column * row
        switch self {
        case .checks: return (row + column).isMultiple(of: 2)
        case .rows: return row.isMultiple(of: 2)
        case .columns: return column.isMultiple(of: 3)
        case .diagonals: return (row + column).isMultiple(of: 3)
        case .blocks: return (row / 2 + column / 3).isMultiple(of: 2)
        case .crosses: return product % 2 + product % 3 == 0
        case .waves: return (product % 2 + product % 3).isMultiple(of: 2)
        case .lattice: return ((row + column) % 2 + product % 3).isMultiple(of: 2)
        }
    }
}
