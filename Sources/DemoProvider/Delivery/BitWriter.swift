/// Bits in the order of DEFLATE: the first is the lowest of its octet (RFC 1951 section 3.1.1).
struct BitWriter: Sendable {
    private var written: [UInt8] = []
    private var pending: UInt8 = 0
    private var count = 0

    /// A number, its lowest bit first.
    mutating func number(_ value: Int, _ bits: Int) {
        for bit in 0..<bits { put(value >> bit & 1) }
    }

    /// A Huffman code, its highest bit first.
    mutating func code(_ value: Int, _ bits: Int) {
        for bit in (0..<bits).reversed() { put(value >> bit & 1) }
    }

    mutating func zeros(_ bits: Int) {
        var left = bits
        while left > 0, count > 0 {
            put(0)
            left -= 1
        }
        written += [UInt8](repeating: 0, count: left / 8)
        number(0, left % 8)
    }

    /// All octets, the last one filled with zeros.
    func octets() -> [UInt8] { count == 0 ? written : written + [pending] }

    private mutating func put(_ bit: Int) {
        pending |= UInt8(bit) << count
        count += 1
        guard count == 8 else { return }
        written.append(pending)
        pending = 0
        count = 0
    }
}
