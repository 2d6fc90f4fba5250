/// A gzip file (RFC 1952) that is a document and a great many spaces behind it.
///
/// The spaces are one block of DEFLATE (RFC 1951 section 3.2.7) with Huffman codes made for them: "258 octets as the
/// one before" costs two zero bits, so one zero octet becomes 1032 spaces.
struct GzipBomb: Sendable {
    private let spaces: Int

    /// - Parameter spaces: how many; at least one.
    init(spaces: Int) {
        self.spaces = max(spaces, 1)
    }

    func following(_ document: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
        for start in stride(from: 0, to: document.count, by: 0xffff) {
            let piece = document[start..<min(start + 0xffff, document.count)]
            file += [0] + Self.littleEndian(UInt32(piece.count) | ~UInt32(piece.count) << 16) + piece
        }
        file += block()
        let check = CRC32(document).appending(UInt8(ascii: " "), times: spaces)
        return file + Self.littleEndian(check.value)
            + Self.littleEndian(UInt32(truncatingIfNeeded: document.count + spaces))
    }

    /// The last block: a space as a literal, copies of 258, and the rest as literals again.
    private func block() -> [UInt8] {
        var bits = BitWriter()
        // The last block; Huffman codes of its own; 286 literals and lengths, 1 distance, 18 code lengths.
        for (value, count) in [(1, 1), (2, 2), (29, 5), (0, 5), (14, 4)] { bits.number(value, count) }
        // The lengths of the codes for code lengths, in the order of section 3.2.7: 18 has 1 bit, 1 and 2 have 2.
        for index in 0..<18 {
            bits.number(index == 2 ? 1 : index == 15 || index == 17 ? 2 : 0, 3)
        }
        // 18 is the code 0, 1 is 10 and 2 is 11. Zeros: 11 and up to 127 more.
        func zeros(_ count: Int) {
            bits.code(0, 1)
            bits.number(count - 11, 7)
        }
        zeros(32)
        bits.code(0b11, 2)  // the literal space: 2 bits
        zeros(138)
        zeros(85)
        bits.code(0b11, 2)  // the end: 2 bits
        zeros(28)
        bits.code(0b10, 2)  // the length 258: 1 bit
        bits.code(0b10, 2)  // the distance 1: 1 bit
        // Space is 10, the end is 11, a copy is 0 and its distance 0.
        let copies = (spaces - 1) / 258
        bits.code(0b10, 2)
        bits.zeros(2 * copies)
        for _ in 0..<((spaces - 1) % 258) { bits.code(0b10, 2) }
        bits.code(0b11, 2)
        return bits.octets()
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
