/// What stands in one cell, or in two when the character is wide: a base and the marks over and under it.
struct Cluster: Equatable {
    var base: UInt32
    /// Up to three combining marks, 21 bits each, the first one lowest.
    var marks: UInt64 = 0
    /// 1 or 2.
    var width: UInt8

    static let space = Cluster(base: 0x20, width: 1)

    /// Marks beyond this number are cut: four hundred of them on one letter would paint over the rows above.
    static let markLimit = 3
    private static let bitsPerMark: UInt64 = 21
    private static let markMask: UInt64 = (1 << bitsPerMark) - 1

    static func marks(of bits: UInt64) -> [UInt32] {
        var rest = bits
        var found: [UInt32] = []
        while rest != 0 {
            found.append(UInt32(rest & markMask))
            rest >>= bitsPerMark
        }
        return found
    }

    /// False when there is no room for it.
    mutating func add(mark: UInt32) -> Bool {
        let count = Cluster.marks(of: marks).count
        guard count < Cluster.markLimit else { return false }
        marks |= UInt64(mark) << (UInt64(count) * Cluster.bitsPerMark)
        return true
    }
}
