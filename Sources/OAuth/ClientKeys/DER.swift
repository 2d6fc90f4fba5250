/// Reads the distinguished encoding of ASN.1 as far as key files need it (X.690): one element after the other, each
/// with a definite length that lies inside of what is there.
struct DER {
    enum Tag: UInt8 {
        case integer = 0x02
        case bits = 0x03
        case octets = 0x04
        case null = 0x05
        case identifier = 0x06
        case sequence = 0x30
    }

    struct Malformed: Error {}

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }
    /// The tag of the next element.
    var nextTag: UInt8? { rest.first }

    /// The content of the next element, which has this tag.
    mutating func content(_ tag: Tag) throws(Malformed) -> ArraySlice<UInt8> {
        guard rest.first == tag.rawValue else { throw Malformed() }
        return try element()
    }

    /// The elements of the next element, a sequence.
    mutating func sequence() throws(Malformed) -> DER { DER(try content(.sequence)) }

    /// A number without its sign octet. A negative one has no place in a key.
    mutating func number() throws(Malformed) -> [UInt8] {
        let content = try content(.integer)
        guard let first = content.first, first & 0x80 == 0 else { throw Malformed() }
        return Array(content.drop { $0 == 0 })
    }

    /// The content of the next element if it has this context-specific tag (`[0]`, `[1]`).
    mutating func optional(context number: UInt8) throws(Malformed) -> ArraySlice<UInt8>? {
        guard rest.first == 0xA0 | number else { return nil }
        return try element()
    }

    /// The content of the next element, whatever it is.
    mutating func element() throws(Malformed) -> ArraySlice<UInt8> {
        guard rest.count >= 2 else { throw Malformed() }
        rest.removeFirst()
        let first = rest.removeFirst()
        var length = Int(first)
        if first & 0x80 != 0 {
            // Three octets of length are 16 MiB: no key is longer.
            let count = Int(first & 0x7F)
            guard (1...3).contains(count), rest.count >= count else { throw Malformed() }
            length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            rest.removeFirst(count)
            guard length >= 0x80 else { throw Malformed() }
        }
        guard rest.count >= length else { throw Malformed() }
        defer { rest.removeFirst(length) }
        return rest.prefix(length)
    }
}

/// The object identifiers that key files name, by their encoding.
enum KeyIdentifier {
    static let rsa: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
    static let rsaPSS: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A]
    static let ec: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
    static let ed25519: [UInt8] = [0x2B, 0x65, 0x70]

    static let curves: [(identifier: [UInt8], curve: JSONWebKey.Curve)] = [
        ([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07], .p256),
        ([0x2B, 0x81, 0x04, 0x00, 0x22], .p384),
        ([0x2B, 0x81, 0x04, 0x00, 0x23], .p521),
    ]

    /// What people are likely to have instead, for the message.
    private static let others: [([UInt8], String)] = [
        ([0x2B, 0x81, 0x04, 0x00, 0x0A], "secp256k1"), ([0x2B, 0x65, 0x6E], "X25519"), ([0x2B, 0x65, 0x71], "Ed448"),
        ([0x2B, 0x65, 0x6F], "X448"), ([0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01], "DSA"),
        ([0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x07], "brainpoolP256r1"),
        ([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x01], "P-192"), ([0x2B, 0x81, 0x04, 0x00, 0x21], "P-224"),
    ]

    /// A name for an identifier that is not supported.
    static func name(_ identifier: [UInt8]) -> String {
        if let known = others.first(where: { $0.0 == identifier }) { return known.1 }
        var arcs: [UInt64] = []
        var value: UInt64 = 0
        for octet in identifier.prefix(40) {
            guard value < 1 << 50 else { return "of an unknown kind" }
            value = value << 7 | UInt64(octet & 0x7F)
            guard octet & 0x80 == 0 else { continue }
            if arcs.isEmpty {
                arcs += [min(value / 40, 2), value - min(value / 40, 2) * 40]
            } else {
                arcs.append(value)
            }
            value = 0
        }
        return arcs.map(String.init).joined(separator: ".")
    }
}
