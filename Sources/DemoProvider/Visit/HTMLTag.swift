/// One start or end tag with its attributes.
struct HTMLTag: Sendable {
    /// Lower case; an end tag's begins with `/`.
    let name: String
    private let attributes: [FormPair]

    /// The value of an attribute with its references decoded; of two, the first counts, as in browsers.
    subscript(attribute: String) -> String? {
        attributes.first { $0.name == attribute }?.value
    }

    /// The next tag. `rest` is left behind it. Comments are passed over, and so is what stands in `style`.
    static func next(in rest: inout Substring) -> HTMLTag? {
        while let open = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: open)...]
            if rest.hasPrefix("!--") {
                guard let end = rest.firstRange(of: "-->") else { return nil }
                rest = rest[end.upperBound...]
                continue
            }
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "/" }.lowercased()
            rest = rest.drop { $0.isLetter || $0.isNumber || $0 == "/" }
            guard !name.isEmpty else { continue }
            let tag = HTMLTag(name: name, attributes: readAttributes(&rest))
            if name == "style" || name == "script" {
                skipText(of: name, in: &rest)
            }
            return tag
        }
        return nil
    }

    /// Passes over what is not markup: up to the end tag, in whatever case it is written.
    private static func skipText(of name: String, in rest: inout Substring) {
        while let end = rest.firstRange(of: "</") {
            rest = rest[end.lowerBound...]
            if rest.dropFirst(2).prefix(name.count).lowercased() == name { return }
            rest = rest.dropFirst(2)
        }
        rest = ""
    }

    private static func readAttributes(_ rest: inout Substring) -> [FormPair] {
        var attributes: [FormPair] = []
        while true {
            rest = rest.drop { $0.isWhitespace || $0 == "/" }
            guard let first = rest.first, first != ">" else {
                rest = rest.dropFirst()
                return attributes
            }
            let name = rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != ">" && $0 != "/" }
            rest = rest[name.endIndex...]
            let afterSpace = rest.drop { $0.isWhitespace }
            var value: Substring = ""
            if afterSpace.first == "=" {
                rest = afterSpace.dropFirst().drop { $0.isWhitespace }
                if let quote = rest.first, quote == "\"" || quote == "'" {
                    rest = rest.dropFirst()
                    value = rest.prefix { $0 != quote }
                    rest = rest[value.endIndex...].dropFirst()
                } else {
                    value = rest.prefix { !$0.isWhitespace && $0 != ">" }
                    rest = rest[value.endIndex...]
                }
            } else if name.isEmpty {
                rest = rest.dropFirst()
            }
            if attributes.count < 50 { attributes.append(FormPair(name.lowercased(), decoded(value))) }
        }
    }

    /// Text with the character references that forms use replaced.
    static func decoded(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var plain = ""
        var rest = text
        while let mark = rest.firstIndex(of: "&") {
            plain += rest[..<mark]
            rest = rest[mark...]
            guard let end = rest.prefix(12).firstIndex(of: ";"),
                let character = character(rest[rest.index(after: mark)..<end])
            else {
                plain += "&"
                rest = rest.dropFirst()
                continue
            }
            plain.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return plain + rest
    }

    private static func character(_ reference: Substring) -> Character? {
        switch reference {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        case "nbsp": "\u{a0}"
        default: numeric(reference)
        }
    }

    private static func numeric(_ reference: Substring) -> Character? {
        guard reference.first == "#" else { return nil }
        let digits = reference.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init).map { Character($0) }
    }
}
