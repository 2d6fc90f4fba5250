/// The fixed numbers of a version: how many codewords it has, and how they are split into blocks.
struct QRVersion: Sendable {
    let number: Int
    /// All codewords, data and correction.
    let total: Int
    /// Correction codewords of each block, and how many blocks there are (ISO/IEC 18004 table 9).
    private let low: (correction: Int, blocks: Int)
    private let medium: (correction: Int, blocks: Int)
    /// Centres of the alignment patterns on each axis (annex E).
    let alignment: [Int]

    var size: Int { 17 + 4 * number }

    static let all = [
        QRVersion(number: 1, total: 26, low: (7, 1), medium: (10, 1), alignment: []),
        QRVersion(number: 2, total: 44, low: (10, 1), medium: (16, 1), alignment: [6, 18]),
        QRVersion(number: 3, total: 70, low: (15, 1), medium: (26, 1), alignment: [6, 22]),
        QRVersion(number: 4, total: 100, low: (20, 1), medium: (18, 2), alignment: [6, 26]),
        QRVersion(number: 5, total: 134, low: (26, 1), medium: (24, 2), alignment: [6, 30]),
        QRVersion(number: 6, total: 172, low: (18, 2), medium: (16, 4), alignment: [6, 34]),
        QRVersion(number: 7, total: 196, low: (20, 2), medium: (18, 4), alignment: [6, 22, 38]),
        QRVersion(number: 8, total: 242, low: (24, 2), medium: (22, 4), alignment: [6, 24, 42]),
        QRVersion(number: 9, total: 292, low: (30, 2), medium: (22, 5), alignment: [6, 26, 46]),
        QRVersion(number: 10, total: 346, low: (18, 4), medium: (26, 5), alignment: [6, 28, 50]),
    ]

    private func blocks(_ level: QRCode.Level) -> (correction: Int, blocks: Int) {
        switch level {
        case .low: low
        case .medium: medium
        }
    }

    private func dataCodewords(_ level: QRCode.Level) -> Int {
        total - blocks(level).correction * blocks(level).blocks
    }

    /// Bits of the length in byte mode.
    private var lengthBits: Int { number < 10 ? 8 : 16 }

    /// Octets of text that fit.
    func capacity(_ level: QRCode.Level) -> Int { (dataCodewords(level) * 8 - 4 - lengthBits) / 8 }

    /// The codewords in the order in which they are placed: data of all blocks in turn, then their corrections.
    ///
    /// - Parameter octets: At most ``capacity(_:)`` of them.
    func codewords(for octets: [UInt8], _ level: QRCode.Level) -> [UInt8] {
        let count = dataCodewords(level)
        var bits = BitRow()
        bits.append(0b0100, count: 4)
        bits.append(octets.count, count: lengthBits)
        for octet in octets { bits.append(Int(octet), count: 8) }
        // Up to four zeros end the text; what remains is filled in turns (7.4.10).
        bits.append(0, count: min(4, count * 8 - bits.count))
        var data = bits.octets
        while data.count < count { data.append((data.count - bits.octets.count).isMultiple(of: 2) ? 0xec : 0x11) }

        let (correction, blocks) = blocks(level)
        let short = count / blocks
        var start = 0
        let parts = (0..<blocks).map { index in
            // The last blocks take one codeword more when they do not come out even.
            let end = start + short + (index >= blocks - count % blocks ? 1 : 0)
            defer { start = end }
            return Array(data[start..<end])
        }
        let corrections = parts.map { ReedSolomon.correction(of: $0, count: correction) }
        return Self.inTurns(parts) + Self.inTurns(corrections)
    }

    private static func inTurns(_ parts: [[UInt8]]) -> [UInt8] {
        (0..<(parts.map(\.count).max() ?? 0)).flatMap { index in
            parts.compactMap { $0.indices.contains(index) ? $0[index] : nil }
        }
    }
}

/// Bits in a row, the most significant first.
private struct BitRow {
    private(set) var octets: [UInt8] = []
    private(set) var count = 0

    mutating func append(_ value: Int, count bits: Int) {
        for shift in (0..<max(0, bits)).reversed() {
            if count.isMultiple(of: 8) { octets.append(0) }
            if value >> shift & 1 == 1 { octets[count / 8] |= 0x80 >> UInt8(count % 8) }
            count += 1
        }
    }
}
