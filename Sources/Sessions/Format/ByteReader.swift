/// Reads what ``ByteWriter`` wrote. Content that was not written so is an error, never a trap.
struct ByteReader {
    struct Malformed: Error, Equatable {}

    private let bytes: ArraySlice<UInt8>
    private var place: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    var isAtEnd: Bool { place == bytes.endIndex }

    mutating func number<Number: FixedWidthInteger & UnsignedInteger>(
        _: Number.Type = Number.self
    ) throws(Malformed) -> Number {
        try raw(Number.bitWidth / 8).reduce(0) { $0 << 8 | Number($1) }
    }

    mutating func raw(_ count: Int) throws(Malformed) -> ArraySlice<UInt8> {
        guard count <= bytes.endIndex - place else { throw Malformed() }
        defer { place += count }
        return bytes[place..<place + count]
    }

    mutating func octets() throws(Malformed) -> ArraySlice<UInt8> {
        try raw(Int(try number(UInt32.self)))
    }

    mutating func text() throws(Malformed) -> String {
        guard let text = String(validating: try octets(), as: UTF8.self) else { throw Malformed() }
        return text
    }

    mutating func optional<Value>(
        _ read: (inout ByteReader) throws(Malformed) -> Value
    ) throws(Malformed) -> Value? {
        switch try number(UInt8.self) {
        case 0: return nil
        case 1: return try read(&self)
        default: throw Malformed()
        }
    }
}
