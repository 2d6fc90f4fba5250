/// Base 64 with the URL and filename safe alphabet, without padding (RFC 4648 section 5, RFC 7515 section 2).
public enum Base64URL {
    /// The text of `bytes`: 4 characters for every 3 octets, never `=`.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Base64Alphabet.urlSafe.encode(bytes, padded: false)
    }

    /// The octets of `text`, or nil when it is not exactly what ``encode(_:)`` would write.
    ///
    /// Refused are characters outside `A-Za-z0-9-_`, padding, line breaks, a length that no encoder produces, and
    /// unused bits that are not zero: otherwise two different texts would be the same signature (RFC 4648 3.5).
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        if let bytes = text.utf8.withContiguousStorageIfAvailable(decode) { return bytes }
        return Array(text.utf8).withUnsafeBufferPointer(decode)
    }

    /// The value of each digit, 64 for what is none: a token of 1 MiB is decoded while a frame is waited for.
    private static let values = (UInt8.min...UInt8.max).map { Base64Alphabet.urlSafe.value(of: $0) ?? 64 }

    private static func decode(_ digits: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        // One digit alone carries 6 bits: no octet.
        guard digits.count % 4 != 1 else { return nil }
        var seen: UInt8 = 0
        var rest: UInt32 = 0
        let bytes = values.withUnsafeBufferPointer { values in
            [UInt8](unsafeUninitializedCapacity: digits.count / 4 * 3 + 2) { bytes, count in
                var pending: UInt32 = 0
                var pendingBits: UInt32 = 0
                for digit in digits {
                    let value = values[Int(digit)]
                    seen |= value
                    pending = pending << 6 | UInt32(value & 63)
                    pendingBits += 6
                    if pendingBits >= 8 {
                        pendingBits -= 8
                        bytes[count] = UInt8(truncatingIfNeeded: pending >> pendingBits)
                        count += 1
                        pending &= (1 << pendingBits) - 1
                    }
                }
                rest = pending
            }
        }
        // Left over bits must be zero.
        return seen < 64 && rest == 0 ? bytes : nil
    }
}

/// Base 64 with the standard alphabet and padding (RFC 4648 section 4), as HTTP Basic wants it (RFC 7617 section 2).
public enum Base64 {
    /// `bytes` with padding, on one line.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Base64Alphabet.standard.encode(bytes, padded: true)
    }
}

/// The two alphabets differ in the digits 62 and 63 only.
private enum Base64Alphabet {
    case standard
    case urlSafe

    func encode(_ bytes: some Sequence<UInt8>, padded: Bool) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.underestimatedCount / 3 * 4 + 4)
        var pending: UInt32 = 0
        var pendingBits: UInt32 = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            pendingBits += 8
            while pendingBits >= 6 {
                pendingBits -= 6
                text.append(digit(of: UInt8(truncatingIfNeeded: pending >> pendingBits & 63)))
            }
            pending &= (1 << pendingBits) - 1
        }
        if pendingBits > 0 {
            text.append(digit(of: UInt8(truncatingIfNeeded: pending << (6 - pendingBits) & 63)))
        }
        while padded && !text.count.isMultiple(of: 4) {
            text.append(UInt8(ascii: "="))
        }
        return String(decoding: text, as: UTF8.self)
    }

    func digit(of value: UInt8) -> UInt8 {
        switch value {
        case 0..<26: UInt8(ascii: "A") + value
        case 26..<52: UInt8(ascii: "a") + (value - 26)
        case 52..<62: UInt8(ascii: "0") + (value - 52)
        case 62: self == .standard ? UInt8(ascii: "+") : UInt8(ascii: "-")
        default: self == .standard ? UInt8(ascii: "/") : UInt8(ascii: "_")
        }
    }

    func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0") + 52
        case self.digit(of: 62): 62
        case self.digit(of: 63): 63
        default: nil
        }
    }
}
