import OAuth

/// Writes values as YAML on one line.
enum Scribe {
    /// Plain where every reader of YAML takes it for a text, else in double quotes.
    static func scalar(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    static func list(_ words: [String]) -> String {
        "[\(words.map(scalar).joined(separator: ", "))]"
    }

    /// Names that come more than once have a list of values.
    static func mapping(_ pairs: [FormPair]) -> String {
        var names: [String] = []
        for pair in pairs where !names.contains(pair.name) { names.append(pair.name) }
        let members = names.map { name in
            let values = pairs.filter { $0.name == name }.map(\.value)
            return "\(scalar(name)): \(values.count == 1 ? scalar(values[0]) : list(values))"
        }
        return "{\(members.joined(separator: ", "))}"
    }

    /// Without a fraction where there is none.
    static func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? String(value)
    }

    private static func isPlain(_ text: String) -> Bool {
        let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        guard let first = text.utf8.first, isLetter(first), !words.contains(text.lowercased()) else { return false }
        // A colon at the end or before a blank would make a key of it.
        return text.utf8.last != UInt8(ascii: ":")
            && text.utf8.allSatisfy { isLetter($0) || "0123456789_./:@+~-".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where ForeignText(String(scalar)).isPlain: quoted.unicodeScalars.append(scalar)
            default:
                let hex = String(scalar.value, radix: 16)
                quoted += "\\U" + String(repeating: "0", count: 8 - hex.count) + hex
            }
        }
        return quoted + "\""
    }
}
