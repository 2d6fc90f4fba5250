/// A position in JSON text, moving forward only. One function per production of RFC 8259.
struct JSONScanner {
    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// JSON-text = ws value ws (section 2).
    mutating func document() throws(JSONFault) -> JSONValue {
        skipSpace()
        guard position < bytes.count else { throw .empty }
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw .trailing(position) }
        return value
    }

    /// Section 3. `depth` is the number of arrays and objects around the value; it bounds the recursion.
    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        switch try next() {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: throw .unexpected(position)
        }
    }

    /// Section 4. ``MemberNames`` keeps the search for repeated ones linear for any number of members; names are
    /// compared by octets (section 8.3), after their escapes were resolved.
    private mutating func object(depth: Int) throws(JSONFault) -> JSONObject {
        guard depth <= Limits.jsonDepth else { throw .tooDeep }
        position += 1
        var members: [JSONObject.Member] = []
        var names = MemberNames()
        skipSpace()
        if try take("}") { return JSONObject() }
        repeat {
            skipSpace()
            guard try next() == UInt8(ascii: "\"") else { throw .unexpected(position) }
            let name = try string()
            guard names.take(name, after: members) else { throw .repeatedName(ForeignText(name)) }
            skipSpace()
            guard try take(":") else { throw .unexpected(position) }
            skipSpace()
            members.append(JSONObject.Member(name: name, value: try value(depth: depth)))
            skipSpace()
        } while try take(",")
        guard try take("}") else { throw .unexpected(position) }
        return JSONObject(members: members)
    }

    /// Section 5.
    private mutating func array(depth: Int) throws(JSONFault) -> [JSONValue] {
        guard depth <= Limits.jsonDepth else { throw .tooDeep }
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if try take("]") { return [] }
        repeat {
            skipSpace()
            elements.append(try value(depth: depth))
            skipSpace()
        } while try take(",")
        guard try take("]") else { throw .unexpected(position) }
        return elements
    }

    private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        for offset in 0..<word.utf8CodeUnitCount {
            guard try next() == word.withUTF8Buffer({ $0[offset] }) else { throw .unexpected(position) }
            position += 1
        }
        return value
    }
}

extension JSONScanner {
    /// The octet at the position, which stays.
    func next() throws(JSONFault) -> UInt8 {
        guard position < bytes.count else { throw .endsEarly }
        return bytes[position]
    }

    /// Moves past `character` when it stands at the position.
    mutating func take(_ character: Unicode.Scalar) throws(JSONFault) -> Bool {
        guard try next() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// ws of section 2: these four and no other white space.
    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }
}
