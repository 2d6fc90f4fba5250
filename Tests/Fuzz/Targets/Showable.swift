import OAuth

/// What may go to a terminal, written down once more and independently of the code that makes it so.
enum Showable {
    /// First and last scalar of what a terminal obeys, hides or reorders.
    private static let refused: [ClosedRange<UInt32>] = [
        0x00...0x1f, 0x7f...0x9f, 0xad...0xad, 0x34f...0x34f, 0x61c...0x61c, 0x115f...0x1160, 0x17b4...0x17b5,
        0x180b...0x180f, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0x3164...0x3164, 0xfe00...0xfe0f,
        0xfeff...0xfeff, 0xffa0...0xffa0, 0xfff0...0xfffb, 0x1d173...0x1d17a, 0xe000...0xf8ff, 0xe0000...0x10ffff,
    ]

    static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        refused.contains { $0.contains(scalar.value) }
    }

    static func expect(_ text: String, _ what: @autoclosure () -> String) throws(Violation) {
        if let bad = text.unicodeScalars.first(where: isRefused) {
            throw Violation("\(what()) shows U+\(String(bad.value, radix: 16))")
        }
    }

    /// Everything that a check says must be fit to be shown.
    static func expect(_ checks: [Check]) throws(Violation) {
        for check in checks {
            try expect(check.expected, "expected of \(check.id)")
            try expect(check.found.safe(), "found of \(check.id)")
            if case .skipped(let why) = check.verdict { try expect(why, "reason of \(check.id)") }
        }
    }
}
