/// A JSON number as it was written, so that nothing is rounded before it is shown or judged (RFC 8259 section 6).
public struct JSONNumber: Sendable, Hashable {
    /// The exact text, such as `1571253248`, `1.50` or `1e999999`.
    public let text: String

    /// Only for text that has the form of a JSON number. ``JSONReader`` checks it.
    init(text: String) {
        self.text = text
    }

    /// A whole number of our own.
    public init(_ value: Int) {
        text = String(value)
    }

    /// The nearest `Double`, or `nil` when the number is too large for one. Never infinite, never NaN.
    public var double: Double? {
        // A Double needs at most 767 significant digits to be decided; a longer text is a number nobody sends.
        guard text.utf8.count <= Self.longestText, let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// The number as an `Int`, when it is a whole number that fits, however it was written: `3600`, `3600.0`, `36e2`.
    public var int: Int? {
        guard text.utf8.count <= Self.longestText else { return nil }
        if let value = Int(text) { return value }
        return wholeNumber
    }

    /// Longest text, in octets, that is turned into a value. What is longer is only shown.
    private static let longestText = 1024

    /// Decimal arithmetic on the digits, because a `Double` would round `9007199254740993.0`.
    private var wholeNumber: Int? {
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let parts = text.drop { $0 == "-" }.split(maxSplits: 1, whereSeparator: { $0 == "e" || $0 == "E" })
        let mantissa = parts[0].split(separator: ".", maxSplits: 1)
        var digits = mantissa.joined().drop { $0 == "0" }
        guard !digits.isEmpty else { return 0 }
        guard var exponent = parts.count == 2 ? Int(parts[1]) : 0, exponent.magnitude < 10_000 else { return nil }
        exponent -= mantissa.count == 2 ? mantissa[1].count : 0
        while exponent < 0, digits.last == "0" {
            digits.removeLast()
            exponent += 1
        }
        guard exponent >= 0, digits.count + exponent <= 19 else { return nil }
        return Int((isNegative ? "-" : "") + digits + String(repeating: "0", count: exponent))
    }
}
