// How hard a masked code is to read (ISO/IEC 18004 7.8.3). The mask with the lowest number is taken; a reader can read
// any of them.
extension QRMatrix {
    var penalty: Int {
        let lines = (0..<size).flatMap { index in
            [(0..<size).map { self[$0, index] }, (0..<size).map { self[index, $0] }]
        }
        return lines.reduce(0) { $0 + Self.runs($1) + Self.finderLikes($1) } + blocks + imbalance
    }

    /// Five or more of a kind in a row.
    private static func runs(_ line: [Bool]) -> Int {
        var sum = 0
        var length = 0
        for index in line.indices {
            length = index > 0 && line[index] == line[index - 1] ? length + 1 : 1
            if length == 5 { sum += 3 } else if length > 5 { sum += 1 }
        }
        return sum
    }

    /// What looks like a finder pattern with light beside it.
    private static func finderLikes(_ line: [Bool]) -> Int {
        var sum = 0
        var window = 0
        for (index, isDark) in line.enumerated() {
            window = (window << 1 | (isDark ? 1 : 0)) & 0x7ff
            if index >= 10, window == 0b1011101_0000 || window == 0b0000_1011101 { sum += 40 }
        }
        return sum
    }

    /// Squares of four of a kind.
    private var blocks: Int {
        var sum = 0
        for row in 1..<size {
            for column in 1..<size {
                let kind = self[column, row]
                if self[column - 1, row] == kind, self[column, row - 1] == kind, self[column - 1, row - 1] == kind {
                    sum += 3
                }
            }
        }
        return sum
    }

    /// Far from half of the modules being dark, in steps of 5 percent.
    private var imbalance: Int {
        var dark = 0
        for row in 0..<size { for column in 0..<size where self[column, row] { dark += 1 } }
        return abs(dark * 20 - size * size * 10) / (size * size) * 10
    }
}
