/// What a paste is when there is no address in it.
extension CleanedPaste {
    var isEmpty: Bool { lines.allSatisfy(\.isEmpty) }

    /// The text of a page.
    var isHTML: Bool {
        let marks = ["<!doctype html", "<html", "<head", "<body", "</div>", "</a>", "</script>"]
        return lines.contains { line in
            let small = line.lowercased()
            return marks.contains { small.contains($0) }
        }
    }

    /// A JWT or JWE alone or behind `Bearer`, or a token answer in JSON.
    var isToken: Bool {
        if lines.contains(where: { $0.contains("\"access_token\"") || $0.contains("\"id_token\"") }) { return true }
        var text = lines.joined()
        for prefix in ["authorization:", "bearer"] where text.lowercased().hasPrefix(prefix) {
            text = String(text.dropFirst(prefix.count).drop { $0 == " " })
        }
        let pieces = text.split(separator: ".", maxSplits: 5, omittingEmptySubsequences: false)
        guard pieces.count == 3 || pieces.count == 5, let header = pieces.first.flatMap({ Base64URL.decode($0) }) else {
            return false
        }
        return header.first == UInt8(ascii: "{")
    }

    /// One word of at least 8 characters that codes are made of, with a digit or a mark that prose does not have.
    var isBareCode: Bool {
        let text = lines.joined().lowercased()
        // What a browser shows in place of an address that did not load.
        guard !["about:", "chrome:", "chrome-error:", "edge:", "file:"].contains(where: text.hasPrefix) else {
            return false
        }
        let word = Array(lines.joined().utf8)
        let marks = Array("-._~+/=%|!:*".utf8)
        guard word.count >= 8,
            word.allSatisfy({ PercentCoding.isLetter($0) || PercentCoding.isDigit($0) || marks.contains($0) })
        else { return false }
        return lines.count > 1 ? word.contains(where: PercentCoding.isDigit) : true
    }
}
