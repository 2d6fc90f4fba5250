/// Writes numbers, most significant octet first, and texts and octets with their length before them.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func number<Number: FixedWidthInteger & UnsignedInteger>(_ value: Number) {
        var shift = Number.bitWidth
        while shift > 0 {
            shift -= 8
            bytes.append(UInt8(truncatingIfNeeded: value >> Number(shift)))
        }
    }

    /// Octets whose number is fixed by the format.
    mutating func raw(_ octets: some Sequence<UInt8>) {
        bytes += octets
    }

    mutating func octets(_ octets: [UInt8]) {
        number(UInt32(octets.count))
        bytes += octets
    }

    mutating func text(_ text: String) {
        octets(Array(text.utf8))
    }

    mutating func optional<Value>(_ value: Value?, _ write: (inout ByteWriter, Value) -> Void) {
        number(UInt8(value == nil ? 0 : 1))
        if let value { write(&self, value) }
    }
}
