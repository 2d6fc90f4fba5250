/// A paste without what terminals, chats and shells put into it.
struct CleanedPaste {
    /// Without margins and empty lines at both ends; a blank line inside stays, it separates.
    var lines: [String]
    var changes: [String]
    /// Whether something was left out at the end because the paste is too long.
    var wasCut: Bool
}

/// The first steps of reading a paste: limit, invisible characters, margins, escapes.
enum PasteCleaner {
    static func clean(_ raw: String) -> CleanedPaste {
        var changes: [String] = []
        let wasCut = raw.utf8.count > Limits.paste
        var text = raw
        if wasCut {
            text = String(decoding: Array(raw.utf8.prefix(Limits.paste)), as: UTF8.self)
            changes.append("Only the first \(Limits.paste / 1024) KiB were read.")
        }

        var visible = VisibleText(text)
        visible.read()
        if visible.droppedSequences { changes.append("Terminal control sequences were removed.") }
        if visible.droppedInvisible { changes.append("Invisible characters were removed.") }

        var hadMargins = false
        var hadEscapes = false
        var lines = visible.lines.map { line in
            let (inner, wasFramed) = withoutMargins(line[...])
            let (plain, wasEscaped) = withoutEscapes(inner)
            hadMargins = hadMargins || wasFramed
            hadEscapes = hadEscapes || wasEscaped
            return plain
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        lines = Array(lines.drop(while: \.isEmpty))
        if hadMargins { changes.append("Margins (│ | >) of the lines were removed.") }
        if hadEscapes { changes.append("&amp;, \\u0026, \\& and the like became the plain character.") }
        return CleanedPaste(lines: lines, changes: changes, wasCut: wasCut)
    }

    /// Without blanks, frames and quotation marks of mail at both ends.
    private static func withoutMargins(_ line: ArraySlice<Unicode.Scalar>) -> (ArraySlice<Unicode.Scalar>, Bool) {
        let frames: Set<Unicode.Scalar> = ["|", "│", "┃", "║", "┆", "┊", ">"]
        var rest = line
        var wasFramed = false
        while let first = rest.first, first == " " || frames.contains(first) {
            wasFramed = wasFramed || first != " "
            rest.removeFirst()
        }
        while let last = rest.last, last == " " || frames.contains(last) {
            // The end of `<https://…>` is no margin.
            wasFramed = wasFramed || (last != " " && last != ">")
            rest.removeLast()
        }
        return (rest, wasFramed)
    }

    /// What HTML, JSON and shells write for the marks of a query.
    private static let escapes: [(written: [Unicode.Scalar], plain: Unicode.Scalar)] = [
        ("&amp;", "&"), ("&#38;", "&"), ("&#x26;", "&"), ("\\u0026", "&"), ("\\u003d", "="), ("\\u003D", "="),
        ("\\u003f", "?"), ("\\u003F", "?"), ("\\/", "/"), ("\\&", "&"), ("\\?", "?"), ("\\=", "="), ("^&", "&"),
    ].map { (Array($0.0.unicodeScalars), $0.1) }

    private static func withoutEscapes(_ line: ArraySlice<Unicode.Scalar>) -> (String, Bool) {
        var plain = String.UnicodeScalarView()
        var rest = line
        var wasEscaped = false
        while let first = rest.first {
            let isMark = first == "&" || first == "\\" || first == "^"
            if isMark, let escape = escapes.first(where: { rest.starts(with: $0.written) }) {
                plain.append(escape.plain)
                rest = rest.dropFirst(escape.written.count)
                wasEscaped = true
            } else {
                plain.append(first)
                rest.removeFirst()
            }
        }
        return (String(plain), wasEscaped)
    }
}

/// Takes a text apart into lines of characters that can be seen.
private struct VisibleText {
    private(set) var lines: [[Unicode.Scalar]] = [[]]
    private(set) var droppedSequences = false
    private(set) var droppedInvisible = false
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func read() {
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            switch scalar.value {
            case 0x0a, 0x2028, 0x2029:
                lines.append([])
            case 0x0d:
                if position == scalars.count || scalars[position] != "\n" { lines.append([]) }
            case 0x1b:
                skipEscape()
            case 0x9b:
                skipControlSequence()
            case 0x90, 0x98, 0x9d, 0x9e, 0x9f:
                skipString()
            case 0x09, 0xa0, 0x202f, 0x2007, 0x3000:
                lines[lines.count - 1].append(" ")
            default:
                if DisplaySafety.isPlain(scalar) {
                    lines[lines.count - 1].append(scalar)
                } else {
                    droppedInvisible = true
                }
            }
        }
    }

    /// ECMA-48: what follows ESC decides how long the sequence is.
    private mutating func skipEscape() {
        droppedSequences = true
        guard position < scalars.count else { return }
        switch scalars[position] {
        case "[":
            position += 1
            skipControlSequence()
        case "]", "P", "X", "^", "_":
            position += 1
            skipString()
        default:
            while position < scalars.count, (0x20...0x2f).contains(scalars[position].value) { position += 1 }
            if position < scalars.count, (0x30...0x7e).contains(scalars[position].value) { position += 1 }
        }
    }

    /// Parameters and intermediates, then one final character.
    private mutating func skipControlSequence() {
        droppedSequences = true
        while position < scalars.count, (0x20...0x3f).contains(scalars[position].value) { position += 1 }
        if position < scalars.count, (0x40...0x7e).contains(scalars[position].value) { position += 1 }
    }

    /// Up to BEL or ST. A string without an end is not skipped: it would swallow the rest of the paste.
    private mutating func skipString() {
        droppedSequences = true
        var end = position
        while end < scalars.count {
            switch scalars[end].value {
            case 0x07, 0x9c:
                position = end + 1
                return
            case 0x1b where end + 1 < scalars.count && scalars[end + 1] == "\\":
                position = end + 2
                return
            case 0x1b, 0x0a, 0x0d:
                return
            default:
                end += 1
            }
        }
    }
}
