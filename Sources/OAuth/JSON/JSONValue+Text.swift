extension JSONValue {
    /// The value as compact JSON text, cut after about `limit` characters with `…`.
    ///
    /// Strings have their quotation marks, so `"true"` and `true` can be told apart. The work is bounded by `limit`,
    /// not by the size of the value.
    public func display(limit: Int = 300) -> ForeignText {
        var writer = JSONWriter(limit: limit)
        writer.write(self)
        return ForeignText(writer.finished)
    }

    /// Like ``display(limit:)``, but a string is shown as its bare text: for places where only text is expected.
    public func plain(limit: Int = 300) -> ForeignText {
        guard case .string(let text) = self else { return display(limit: limit) }
        // Cut by scalars: one "character" may be a letter with a million combining marks.
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: max(limit, 0), limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return ForeignText(text) }
        return ForeignText(String(scalars[..<end]) + "…")
    }

    /// The whole value as compact JSON text.
    public var text: String {
        var writer = JSONWriter(limit: .max)
        writer.write(self)
        return writer.finished
    }
}

/// Writes compact JSON and stops at a number of scalars.
private struct JSONWriter {
    private var text = ""
    private var room: Int
    private var isCut = false

    init(limit: Int) {
        room = max(limit, 0)
    }

    var finished: String { isCut ? text + "…" : text }

    mutating func write(_ value: JSONValue) {
        guard !isCut else { return }
        switch value {
        case .null: put("null")
        case .bool(let truth): put(truth ? "true" : "false")
        case .number(let number): put(number.text)
        case .string(let string): quote(string)
        case .array(let elements):
            put("[")
            for (index, element) in elements.enumerated() where !isCut {
                if index > 0 { put(",") }
                write(element)
            }
            put("]")
        case .object(let object):
            put("{")
            for (index, member) in object.members.enumerated() {
                guard !isCut else { break }
                if index > 0 { put(",") }
                quote(member.name)
                put(":")
                write(member.value)
            }
            put("}")
        }
    }

    /// Section 7 of RFC 8259: what must be escaped is, and nothing else.
    private mutating func quote(_ string: String) {
        put("\"")
        for scalar in string.unicodeScalars {
            guard !isCut else { return }
            switch scalar {
            case "\"": put("\\\"")
            case "\\": put("\\\\")
            case "\n": put("\\n")
            case "\r": put("\\r")
            case "\t": put("\\t")
            case "\u{00}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                put("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: put(scalar)
            }
        }
        put("\"")
    }

    private mutating func put(_ piece: String) {
        for scalar in piece.unicodeScalars { put(scalar) }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        guard room > 0 else {
            isCut = true
            return
        }
        room -= 1
        text.unicodeScalars.append(scalar)
    }
}
