/// Letters beyond ASCII in the letters of host names (RFC 3492), without the prefix `xn--`.
///
/// Both ways are bounded by ``longest``: no label of a host name is longer (RFC 1035 2.3.4), and the work grows with the
/// square of the length.
enum Punycode {
    /// Scalars of a label.
    static let longest = 256

    private static let base = 36
    private static let smallest = 1
    private static let largest = 26
    private static let skew = 38
    private static let damping = 700
    private static let firstBias = 72
    private static let firstNumber = 128

    /// The ASCII form of a label, or nil when it is too long.
    static func encode(_ label: [Unicode.Scalar]) -> String? {
        guard label.count <= longest else { return nil }
        var text = label.filter(\.isASCII).map { UInt8(ascii: $0) }
        let basic = text.count
        var written = basic
        if basic > 0 { text.append(UInt8(ascii: "-")) }
        var number = firstNumber
        var bias = firstBias
        var delta = 0
        while written < label.count {
            guard let next = label.lazy.map({ Int($0.value) }).filter({ $0 >= number }).min() else { return nil }
            delta += (next - number) * (written + 1)
            number = next
            for scalar in label {
                if scalar.value < number { delta += 1 }
                guard scalar.value == number else { continue }
                var rest = delta
                var position = base
                while true {
                    let threshold = threshold(position, bias)
                    guard rest >= threshold else { break }
                    text.append(digit(threshold + (rest - threshold) % (base - threshold)))
                    rest = (rest - threshold) / (base - threshold)
                    position += base
                }
                text.append(digit(rest))
                bias = adapted(delta, written + 1, isFirst: written == basic)
                delta = 0
                written += 1
            }
            delta += 1
            number += 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The scalars that `text` stands for, or nil when it stands for none.
    static func decode(_ text: some StringProtocol) -> [Unicode.Scalar]? {
        let octets = Array(text.utf8)
        guard octets.count <= longest, octets.allSatisfy({ $0 < 0x80 }) else { return nil }
        let hyphen = octets.lastIndex(of: UInt8(ascii: "-"))
        var scalars = octets[..<(hyphen ?? 0)].map { Unicode.Scalar($0) }
        var rest = octets[(hyphen.map { $0 + 1 } ?? 0)...]
        var number = firstNumber
        var bias = firstBias
        var index = 0
        while !rest.isEmpty {
            let former = index
            var weight = 1
            var position = base
            while true {
                guard let octet = rest.popFirst(), let value = value(octet) else { return nil }
                let (product, overflow) = value.multipliedReportingOverflow(by: weight)
                guard !overflow, index <= Int(UInt32.max) - min(product, Int(UInt32.max)) else { return nil }
                index += product
                let threshold = threshold(position, bias)
                if value < threshold { break }
                let (heavier, tooHeavy) = weight.multipliedReportingOverflow(by: base - threshold)
                guard !tooHeavy else { return nil }
                weight = heavier
                position += base
            }
            let count = scalars.count + 1
            bias = adapted(index - former, count, isFirst: former == 0)
            number += index / count
            index %= count
            guard let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init) else { return nil }
            scalars.insert(scalar, at: index)
            index += 1
        }
        return scalars
    }

    /// Section 6.1.
    private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / damping : delta / 2
        delta += delta / count
        var position = 0
        while delta > (base - smallest) * largest / 2 {
            delta /= base - smallest
            position += base
        }
        return position + (base - smallest + 1) * delta / (delta + skew)
    }

    private static func threshold(_ position: Int, _ bias: Int) -> Int {
        min(max(position - bias, smallest), largest)
    }

    private static func digit(_ value: Int) -> UInt8 {
        UInt8(value < 26 ? value + 0x61 : value - 26 + 0x30)
    }

    private static func value(_ digit: UInt8) -> Int? {
        switch digit {
        case 0x61...0x7a: Int(digit) - 0x61
        case 0x41...0x5a: Int(digit) - 0x41
        case 0x30...0x39: Int(digit) - 0x30 + 26
        case _: nil
        }
    }
}
