/// The checksum of gzip (RFC 1952 section 8), with a short way over a billion equal octets.
struct CRC32: Sendable {
    private var register: UInt32 = ~0

    init(_ octets: some Sequence<UInt8>) {
        for octet in octets { register = Self.step(register, octet) }
    }

    var value: UInt32 { ~register }

    /// An octet more, so many times. One octet is an affine map of the register, and maps can be squared.
    func appending(_ octet: UInt8, times: Int) -> CRC32 {
        var map = Affine(
            columns: (0..<32).map { Self.step(1 << $0, octet) ^ Self.step(0, octet) }, constant: Self.step(0, octet))
        var copy = self
        var left = times
        while left > 0 {
            if left & 1 == 1 { copy.register = map.of(copy.register) }
            map = map.squared
            left >>= 1
        }
        return copy
    }

    private static func step(_ register: UInt32, _ octet: UInt8) -> UInt32 {
        (0..<8).reduce(register ^ UInt32(octet)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xedb8_8320 : 0) }
    }

    /// A map over GF(2): a matrix by its columns, and a constant.
    private struct Affine {
        let columns: [UInt32]
        let constant: UInt32

        func linear(_ value: UInt32) -> UInt32 {
            columns.enumerated().reduce(0) { $0 ^ (value >> $1.offset & 1 == 1 ? $1.element : 0) }
        }

        func of(_ value: UInt32) -> UInt32 { linear(value) ^ constant }

        var squared: Affine {
            Affine(columns: columns.map(linear), constant: of(constant))
        }
    }
}
