import OAuth

/// JSON over many lines, as a person would write it. Each line is made safe only when it is shown.
enum RawText {
    static func lines(_ parts: [(title: String, object: JSONObject)]) -> [String] {
        var lines: [String] = []
        for part in parts {
            if parts.count > 1 { lines.append(part.title) }
            add(.object(part.object), name: nil, indent: 0, comma: false, to: &lines)
        }
        return lines
    }

    private static func add(_ value: JSONValue, name: String?, indent: Int, comma: Bool, to lines: inout [String]) {
        let margin = String(repeating: "  ", count: indent)
        let label = name.map { JSONValue.string($0).text + ": " } ?? ""
        let end = comma ? "," : ""
        switch value {
        case .object(let object) where !object.isEmpty:
            lines.append(margin + label + "{")
            for (index, member) in object.members.enumerated() {
                let isLast = index == object.members.count - 1
                add(member.value, name: member.name, indent: indent + 1, comma: !isLast, to: &lines)
            }
            lines.append(margin + "}" + end)
        case .array(let items) where !items.isEmpty:
            lines.append(margin + label + "[")
            for (index, item) in items.enumerated() {
                add(item, name: nil, indent: indent + 1, comma: index < items.count - 1, to: &lines)
            }
            lines.append(margin + "]" + end)
        case .object, .array, .null, .bool, .number, .string:
            lines.append(margin + label + value.text + end)
        }
    }
}
