import LoginFlow
import OAuth

/// A request as a command line, with names in place of secrets.
enum CurlText {
    static func command(for entry: Journal.Entry) -> String {
        var words = ["curl"]
        if entry.method == .post { words.append("-X POST") }
        for field in entry.fields {
            let option = isHeader(field.name) ? "-H" : "--data-urlencode"
            let separator = isHeader(field.name) ? ": " : "="
            switch field.value {
            case .open(let text):
                words.append(option + " " + quoted(field.name + separator + ForeignText(text).safe(limit: 2000)))
            case .hidden:
                let variable = field.name.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
                words.append(option + " \"" + field.name + separator + "$" + String(variable) + "\"")
            }
        }
        words.append(quoted(entry.url.text))
        return words.joined(separator: " ")
    }

    /// Header names are capitalised, form fields are not.
    static func isHeader(_ name: String) -> Bool { name.first?.isUppercase == true }

    /// For a POSIX shell.
    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
