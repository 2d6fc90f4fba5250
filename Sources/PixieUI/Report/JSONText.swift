public import OAuth

/// Writes JSON for standard output: one line, and nothing in it that a terminal would obey.
public enum JSONText {
    /// `value` as compact JSON. Every control, bidirectional or invisible character is written as `\uXXXX`, which a
    /// reader turns back into the very same character (RFC 8259 section 7).
    public static func write(_ value: JSONValue) -> String {
        let text = value.text
        var safe = ""
        safe.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if (0x20...0x7e).contains(scalar.value) || isShown(scalar) {
                safe.unicodeScalars.append(scalar)
            } else {
                // Outside of strings JSON is ASCII, so such a character can only be inside of one.
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    safe += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
        return safe
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        let text = String(scalar)
        return scalar.value > 0x7f && ForeignText(text).safe(limit: 16).utf8.elementsEqual(text.utf8)
    }
}
