import OAuth
import PixieUI
import Profiles
import Screen

/// How `pixie profiles` shows the file.
enum ProfileList {
    /// A line each: name, issuer, client, what is kept; a star marks the one that is meant where none is named.
    static func lines(_ book: ProfileBook, kept: [PickerRow], at now: Timestamp) -> [String] {
        let rows = book.profiles.map { profile in
            [
                (book.meant?.name == profile.name ? "* " : "  ") + profile.name.text,
                ForeignText(profile.issuer.text).safe(limit: 200), ForeignText(profile.clientID).safe(limit: 200),
                kept.first { $0.isProfile && $0.name == profile.name.text }?.words(at: now).text ?? "",
            ]
        }
        let widths = (0..<4).map { column in rows.map { TextWidth.width(of: $0[column]) }.max() ?? 0 }
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
        let profiles = shelf.book.profiles.map { profile -> JSONValue in
            [
                "name": .string(profile.name.text), "issuer": .string(profile.issuer.text),
                "client_id": .string(profile.clientID), "scopes": .strings(profile.scopes),
                "default": .bool(shelf.book.meant?.name == profile.name),
            ]
        }
        let mistakes = shelf.book.mistakes.map { mistake -> JSONValue in
            [
                "line": .integer(mistake.line), "column": .integer(mistake.column),
                "message": .string(mistake.sentence),
            ]
        }
        return [
            "file": .string(shelf.file.shown), "profiles": .array(profiles), "mistakes": .array(mistakes),
        ]
    }
}
