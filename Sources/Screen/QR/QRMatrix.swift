/// The modules of a code: the patterns by which a reader finds it, and the codewords between them.
struct QRMatrix: Sendable, Equatable {
    let size: Int
    private var dark: [Bool]
    /// Modules that belong to a pattern and carry no codeword.
    private var isFixed: [Bool]

    init(_ version: QRVersion, codewords: [UInt8], mask: QRMask, level: QRCode.Level) {
        size = version.size
        dark = Array(repeating: false, count: size * size)
        isFixed = dark
        drawPatterns(version)
        drawFormat(mask, level)
        place(codewords, mask)
    }

    subscript(column: Int, row: Int) -> Bool { dark[row * size + column] }

    private mutating func fix(_ column: Int, _ row: Int, _ isDark: Bool) {
        guard column >= 0, row >= 0, column < size, row < size else { return }
        dark[row * size + column] = isDark
        isFixed[row * size + column] = true
    }

    // MARK: Patterns

    private mutating func drawPatterns(_ version: QRVersion) {
        for index in 0..<size {
            fix(6, index, index.isMultiple(of: 2))
            fix(index, 6, index.isMultiple(of: 2))
        }
        for (column, row) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(column, row) }
        let centres = version.alignment
        for row in centres {
            for column in centres {
                // The finders have three of the corners.
                let isFirst = column == 6 && row == 6
                let isFinder = isFirst || (column == 6 && row == size - 7) || (column == size - 7 && row == 6)
                if !isFinder { drawRings(column, row, dark: [0, 2]) }
            }
        }
        if version.number >= 7 { drawVersion(version.number) }
    }

    /// A square of seven with its light border.
    private mutating func drawFinder(_ column: Int, _ row: Int) {
        for down in -4...4 {
            for across in -4...4 {
                fix(column + across, row + down, [0, 1, 3].contains(max(abs(across), abs(down))))
            }
        }
    }

    private mutating func drawRings(_ column: Int, _ row: Int, dark rings: [Int]) {
        for down in -2...2 {
            for across in -2...2 {
                fix(column + across, row + down, rings.contains(max(abs(across), abs(down))))
            }
        }
    }

    /// 6 bits of the version and 12 of correction, twice (7.10).
    private mutating func drawVersion(_ number: Int) {
        let bits = Self.withCorrection(number, bits: 12, generator: 0x1f25)
        for index in 0..<18 {
            let isDark = bits >> index & 1 == 1
            fix(size - 11 + index % 3, index / 3, isDark)
            fix(index / 3, size - 11 + index % 3, isDark)
        }
    }

    /// 5 bits of level and mask and 10 of correction, twice (7.9).
    private mutating func drawFormat(_ mask: QRMask, _ level: QRCode.Level) {
        let levelBits: Int
        switch level {
        case .low: levelBits = 1
        case .medium: levelBits = 0
        }
        let bits = Self.withCorrection(levelBits << 3 | mask.rawValue, bits: 10, generator: 0x537) ^ 0x5412
        for index in 0..<15 {
            let isDark = bits >> index & 1 == 1
            switch index {
            case 0..<6: fix(8, index, isDark)
            case 6, 7: fix(8, index + 1, isDark)
            case 8: fix(7, 8, isDark)
            case _: fix(14 - index, 8, isDark)
            }
            if index < 8 { fix(size - 1 - index, 8, isDark) } else { fix(8, size - 15 + index, isDark) }
        }
        fix(8, size - 8, true)
    }

    private static func withCorrection(_ value: Int, bits: Int, generator: Int) -> Int {
        var remainder = value
        for _ in 0..<bits { remainder = remainder << 1 ^ (remainder >> (bits - 1) & 1) * generator }
        return value << bits | remainder
    }

    // MARK: Codewords

    /// Two columns at a time from the right, up and down in turns (7.7.3).
    private mutating func place(_ codewords: [UInt8], _ mask: QRMask) {
        var index = 0
        var isUpward = true
        var right = size - 1
        while right > 0 {
            // The vertical timing pattern has a column of its own.
            if right == 6 { right = 5 }
            for step in 0..<size {
                let row = isUpward ? size - 1 - step : step
                for column in [right, right - 1] where !isFixed[row * size + column] {
                    let isSet = index < codewords.count * 8 && codewords[index / 8] >> UInt8(7 - index % 8) & 1 == 1
                    dark[row * size + column] = isSet != mask.flips(column: column, row: row)
                    index += 1
                }
            }
            isUpward.toggle()
            right -= 2
        }
    }
}
