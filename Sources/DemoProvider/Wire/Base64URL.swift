/// base64url without padding (RFC 4648 section 5, RFC 7515 appendix C).
package enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(buffer >> UInt32(bits) & 0x3f)])
            }
        }
        if bits > 0 {
            text.append(alphabet[Int(buffer << UInt32(6 - bits) & 0x3f)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The octets, or `nil` when there is a foreign character, a bad length, or set bits behind the last octet.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        decode(text, extra: (UInt8(ascii: "-"), UInt8(ascii: "_")))
    }

    /// The octets of standard base64, with or without padding, as HTTP's Basic scheme uses it (RFC 7617 section 2).
    package static func decodeStandard(_ text: some StringProtocol) -> [UInt8]? {
        var core = Substring(text)
        while core.last == "=" { core.removeLast() }
        return decode(core, extra: (UInt8(ascii: "+"), UInt8(ascii: "/")))
    }

    private static func decode(_ text: some StringProtocol, extra: (UInt8, UInt8)) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for character in text.utf8 {
            let value: UInt8
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = character - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = character - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = character - UInt8(ascii: "0") + 52
            case extra.0: value = 62
            case extra.1: value = 63
            default: return nil
            }
            buffer = buffer << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(buffer >> UInt32(bits) & 0xff))
                buffer &= (1 << UInt32(bits)) - 1
            }
        }
        guard bits < 6, buffer == 0 else { return nil }
        return bytes
    }
}
