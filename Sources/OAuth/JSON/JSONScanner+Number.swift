extension JSONScanner {
    /// number = [ minus ] int [ frac ] [ exp ] (RFC 8259 section 6): no plus sign, no leading zero, no bare point.
    mutating func number() throws(JSONFault) -> JSONNumber {
        let start = position
        skip { $0 == UInt8(ascii: "-") }
        let leadingZero = position < bytes.count && bytes[position] == UInt8(ascii: "0")
        let wholeDigits = skipDigits()
        guard wholeDigits > 0, !(leadingZero && wholeDigits > 1) else { throw .badNumber(start) }
        if skip({ $0 == UInt8(ascii: ".") }) {
            guard skipDigits() > 0 else { throw .badNumber(start) }
        }
        if skip({ $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) {
            skip { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
            guard skipDigits() > 0 else { throw .badNumber(start) }
        }
        return JSONNumber(text: String(decoding: bytes[start..<position], as: UTF8.self))
    }

    @discardableResult
    private mutating func skip(_ isWanted: (UInt8) -> Bool) -> Bool {
        guard position < bytes.count, isWanted(bytes[position]) else { return false }
        position += 1
        return true
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        return position - start
    }
}
