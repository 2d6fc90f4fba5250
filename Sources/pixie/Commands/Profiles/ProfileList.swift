import OAuth
import PixieUI
import Profiles
import Screen

/// How `pixie profiles` shows the file.
enum ProfileList {
    /// A line each: name, issuer, client; a star marks the one that is meant where none is named.
    static func lines(_ book: ProfileBook) -> [String] {
        let rows = book.profiles.map { profile in
            [
                (book.meant?.name == profile.name ? "* " : "  ") + profile.name.text,
                ForeignText(profile.issuer.text).safe(limit: 200), ForeignText(profile.clientID).safe(limit: 200),
            ]
        }
        let widths = (0..<3).map { column in rows.map { TextWidth.width(of: $0[column]) }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { text, width in
                text + String(repeating: " ", count: width - TextWidth.width(of: text))
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    static func json(_ shelf: ProfileShelf) -> JSONValue {
        let profiles = shelf.book.profiles.map { profile in
            object([
                ("name", .string(profile.name.text)), ("issuer", .string(profile.issuer.text)),
                ("client_id", .string(profile.clientID)), ("scopes", .array(profile.scopes.map(JSONValue.string))),
                ("default", .bool(shelf.book.meant?.name == profile.name)),
            ])
        }
        let mistakes = shelf.book.mistakes.map { mistake in
            object([
                ("line", .number(JSONNumber(mistake.line))), ("column", .number(JSONNumber(mistake.column))),
                ("message", .string(mistake.sentence)),
            ])
        }
        return object([
            ("file", .string(shelf.file.shown)), ("profiles", .array(profiles)), ("mistakes", .array(mistakes)),
        ])
    }

    private static func object(_ members: [(name: String, value: JSONValue)]) -> JSONValue {
        .object(JSONObject(members: members.map { JSONObject.Member(name: $0.name, value: $0.value) }))
    }
}
