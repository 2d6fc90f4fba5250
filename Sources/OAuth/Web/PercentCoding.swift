/// Percent encoding (RFC 3986 section 2.1).
public enum PercentCoding {
    /// `text` with everything but the unreserved `A-Za-z0-9-._~` as `%XX`; a space becomes `%20`.
    public static func encode(_ text: String) -> String {
        encode(text, spaceAsPlus: false)
    }

    /// `text` decoded once; `+` stays `+`.
    public static func decode(_ text: String) throws(FormFault) -> String {
        try decode(Array(text.utf8)[...], plusAsSpace: false)
    }

    static func encode(_ text: String, spaceAsPlus: Bool) -> String {
        var octets: [UInt8] = []
        for octet in text.utf8 {
            if isUnreserved(octet) {
                octets.append(octet)
            } else if spaceAsPlus && octet == UInt8(ascii: " ") {
                octets.append(UInt8(ascii: "+"))
            } else {
                octets += [UInt8(ascii: "%"), hexDigit(octet >> 4), hexDigit(octet & 15)]
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    static func decode(_ octets: ArraySlice<UInt8>, plusAsSpace: Bool) throws(FormFault) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(octets.count)
        var position = octets.startIndex
        while position < octets.endIndex {
            let octet = octets[position]
            if octet == UInt8(ascii: "%") {
                guard position + 2 < octets.endIndex, let high = hexValue(octets[position + 1]),
                    let low = hexValue(octets[position + 2])
                else { throw .badPercent(offset: position) }
                decoded.append(high << 4 | low)
                position += 3
            } else {
                decoded.append(plusAsSpace && octet == UInt8(ascii: "+") ? UInt8(ascii: " ") : octet)
                position += 1
            }
        }
        guard let text = String(validating: decoded, as: UTF8.self) else {
            throw .notUTF8(offset: octets.startIndex)
        }
        return text
    }

    /// RFC 3986 section 2.3.
    static func isUnreserved(_ octet: UInt8) -> Bool {
        isLetter(octet) || isDigit(octet) || Array("-._~".utf8).contains(octet)
    }

    static func isLetter(_ octet: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet | 0x20)
    }

    static func isDigit(_ octet: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
    }

    static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + (value - 10)
    }
}
