extension JSONScanner {
    /// string = quotation-mark *char quotation-mark (RFC 8259 section 7), its escapes resolved.
    ///
    /// Runs between escapes are checked as UTF-8 one by one: an escape cannot complete a sequence begun before it.
    mutating func string() throws(JSONFault) -> String {
        position += 1
        var text = try plainRun()
        while true {
            switch try next() {
            case UInt8(ascii: "\""):
                position += 1
                return text
            case UInt8(ascii: "\\"):
                text.unicodeScalars.append(try escape())
                text += try plainRun()
            default:
                // Only a control character ends a run otherwise; it must be escaped.
                throw .unexpected(position)
            }
        }
    }

    /// The characters up to the next quotation mark, backslash or control character.
    private mutating func plainRun() throws(JSONFault) -> String {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            guard byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { break }
            position += 1
        }
        let run = bytes[start..<position]
        guard let text = String(validating: run, as: UTF8.self) else {
            throw .notUTF8(start + Self.lengthOfValidPrefix(run))
        }
        return text
    }

    /// A two-character escape, or `\u` with four hexadecimal digits, or a surrogate pair of two of these.
    private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
        let start = position
        position += 1
        let letter = try next()
        position += 1
        switch letter {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape(from: start)
        default: throw .badEscape(start)
        }
    }

    private mutating func unicodeEscape(from start: Int) throws(JSONFault) -> Unicode.Scalar {
        let first = try hexadecimal(from: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        // A surrogate. It means something only as a leading one followed by the escape of a trailing one.
        guard UTF16.isLeadSurrogate(UInt16(first)), try take("\\"), try take("u") else { throw .badEscape(start) }
        let second = try hexadecimal(from: start)
        guard UTF16.isTrailSurrogate(UInt16(second)) else { throw .badEscape(start) }
        let combined = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        guard let scalar = Unicode.Scalar(combined) else { throw .badEscape(start) }
        return scalar
    }

    private mutating func hexadecimal(from start: Int) throws(JSONFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(try next())).hexDigitValue else { throw .badEscape(start) }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    /// How many octets of `run` come before the first that is not UTF-8.
    private static func lengthOfValidPrefix(_ run: ArraySlice<UInt8>) -> Int {
        var decoder = UTF8()
        var octets = run.makeIterator()
        var length = 0
        while case .scalarValue(let scalar) = decoder.decode(&octets) {
            length += UTF8.width(scalar)
        }
        return length
    }
}
