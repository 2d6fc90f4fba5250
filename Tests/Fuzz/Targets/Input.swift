/// An input taken apart: its first octet chooses among the variants of a target, the rest is what somebody sent.
///
/// A rest that begins with `~N~`, N being a digit, is what follows, doubled as often as fits into 4 KiB times 2^N: the
/// engine makes small inputs, and work that grows faster than its input shows only in large ones.
struct Input {
    /// 0 to 255; written as a letter or digit in the corpus.
    let variant: UInt8
    let octets: [UInt8]

    init(_ input: [UInt8]) {
        variant = input.first ?? 0
        var rest = Array(input.dropFirst())
        if rest.count > 3, rest[0] == UInt8(ascii: "~"), rest[2] == UInt8(ascii: "~"),
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(rest[1])
        {
            let limit = 4096 << min(6, Int(rest[1] - UInt8(ascii: "0")))
            rest.removeFirst(3)
            while !rest.isEmpty, rest.count * 2 <= limit { rest += rest }
        }
        octets = rest
    }

    var text: String { String(decoding: octets, as: UTF8.self) }

    /// One of several, by some bits of the variant.
    func choice<Value>(_ values: [Value], shift: Int = 0) -> Value {
        values[Int(variant >> UInt8(shift)) % values.count]
    }

    func flag(_ bit: Int) -> Bool { variant >> UInt8(bit) & 1 == 1 }

    /// The octets up to the first line feed, and those behind it.
    var lines: (first: String, rest: [UInt8]) {
        guard let end = octets.firstIndex(of: 0x0a) else { return ("", octets) }
        return (String(decoding: octets[..<end], as: UTF8.self), Array(octets[(end + 1)...]))
    }
}
