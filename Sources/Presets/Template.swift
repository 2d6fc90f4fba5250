import OAuth

/// Texts with marks such as `{tenant}`, which values take the place of.
enum Template {
    /// The names in the marks. `{sub}` is none: it stays for the rules.
    static func marks(of text: String) -> [String] {
        pieces(of: text).compactMap { piece in
            if case .mark(let name) = piece, name != "sub" { name } else { nil }
        }
    }

    /// A mark without a value is nothing.
    static func filled(_ text: String, _ values: [String: String]) -> String {
        pieces(of: text).map { piece in
            switch piece {
            case .text(let text): text
            case .mark("sub"): "{sub}"
            case .mark(let name): values[name] ?? ""
            }
        }.joined()
    }

    private enum Piece {
        case text(String)
        case mark(String)
    }

    /// A mark is lower case letters, digits and `_` between braces; other braces are text.
    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
            let name = rest[rest.index(after: open)...].prefix {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
            }
            let isMark = !name.isEmpty && name.endIndex < rest.endIndex && rest[name.endIndex] == UInt8(ascii: "}")
            let end = isMark ? rest.index(after: name.endIndex) : rest.index(after: open)
            pieces.append(.text(String(Substring(rest[..<(isMark ? open : end)]))))
            if isMark { pieces.append(.mark(String(Substring(name)))) }
            rest = rest[end...]
        }
        return pieces + [.text(String(Substring(rest)))]
    }
}

extension JSONObject {
    /// All texts in it, at any depth.
    var texts: [String] { members.flatMap { $0.value.texts } }

    func filled(_ values: [String: String]) -> JSONObject {
        JSONObject(members: members.map { Member(name: $0.name, value: $0.value.filled(values)) })
    }
}

extension JSONValue {
    fileprivate var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.texts)
        case .object(let object): object.texts
        case .null, .bool, .number: []
        }
    }

    fileprivate func filled(_ values: [String: String]) -> JSONValue {
        switch self {
        case .string(let text): .string(Template.filled(text, values))
        case .array(let elements): .array(elements.map { $0.filled(values) })
        case .object(let object): .object(object.filled(values))
        case .null, .bool, .number: self
        }
    }
}
