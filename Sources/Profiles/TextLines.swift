/// A text as lines that keep their ends, so that what is not changed stays octet for octet.
struct TextLines {
    private(set) var lines: [String] = []
    /// The end that new lines get.
    let ending: String

    init(_ text: String) {
        // By octets: to a character, a return and a line feed are one.
        let octets = text.utf8
        var start = octets.startIndex
        while start < octets.endIndex {
            let feed = octets[start...].firstIndex(of: UInt8(ascii: "\n"))
            let end = feed.map { octets.index(after: $0) } ?? octets.endIndex
            lines.append(String(text[start..<end]))
            start = end
        }
        ending = lines.first?.unicodeScalars.suffix(2).elementsEqual("\r\n".unicodeScalars) == true ? "\r\n" : "\n"
    }

    var text: String { lines.joined() }

    /// The lines of the block whose key stands at `place`: its own and all that are indented deeper, but not the blank
    /// lines and comments between it and what follows. Numbered from 0.
    func block(at place: Place) -> Range<Int> {
        let start = min(place.line - 1, lines.count)
        var end = min(start + 1, lines.count)
        var index = end
        while index < lines.count {
            let line = content(lines[index])
            if !line.isBlank, !line.isComment || line.indent >= place.column {
                guard line.indent >= place.column else { break }
                end = index + 1
            }
            index += 1
        }
        return start..<end
    }

    mutating func remove(_ range: Range<Int>) { lines.removeSubrange(range) }

    /// Puts lines, without ends, in front of the line with that number.
    mutating func insert(_ new: [String], at index: Int) {
        if index > 0, index == lines.count, lines[index - 1].unicodeScalars.last != "\n" {
            lines[index - 1] += ending
        }
        lines.insert(contentsOf: new.map { $0 + ending }, at: index)
    }

    /// What is behind the value on a line: blanks and a comment.
    func comment(ofLine index: Int, after column: Int) -> String {
        guard lines.indices.contains(index) else { return "" }
        var quote: Unicode.Scalar?
        var before: Unicode.Scalar = " "
        var tail = String.UnicodeScalarView()
        var isComment = false
        for scalar in lines[index].unicodeScalars.dropFirst(column - 1) where scalar != "\n" && scalar != "\r" {
            if isComment {
                tail.append(scalar)
            } else if let open = quote {
                if scalar == open, before != "\\" { quote = nil }
            } else if scalar == "#", before == " " || before == "\t" {
                isComment = true
                tail.append(contentsOf: "  #".unicodeScalars)
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
            }
            before = scalar
        }
        return String(tail)
    }

    private func content(_ line: String) -> (indent: Int, isBlank: Bool, isComment: Bool) {
        let body = line.unicodeScalars.drop { $0 == " " }
        let isBlank = body.allSatisfy { $0 == "\t" || $0 == "\r" || $0 == "\n" }
        return (line.unicodeScalars.count - body.count, isBlank, body.first == "#")
    }
}
