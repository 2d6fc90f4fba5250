/// What is looked for in a file before a YAML parser sees it: such a parser follows nesting by recursion, so the depth
/// is bounded here, and anchors are refused because their copies multiply.
enum TextGuard {
    /// The largest file that is read, in octets.
    static let sizeLimit = 256 << 10
    /// How deep `[`, `{` and `- - -` may nest.
    static let depthLimit = 32

    /// The first thing that is refused, with its place.
    static func mistake(in text: String) -> ProfileMistake? {
        if text.utf8.count > sizeLimit {
            return ProfileMistake(
                Place(), "The file is larger than \(sizeLimit >> 10) KiB. Nothing in it needs so much.")
        }
        var place = Place()
        var open = 0
        var dashes = 0
        var before: Unicode.Scalar = "\n"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "[", "{": open += 1
            case "]", "}": open = max(0, open - 1)
            // Each "- " and "? " on one line opens a level of its own.
            case " " where before == "-" || before == "?": dashes += 1
            default: break
            }
            if open > depthLimit || dashes > depthLimit {
                return ProfileMistake(
                    place, "The file is nested deeper than \(depthLimit) levels. Three are enough.")
            }
            if scalar == "&" || scalar == "*", startsAnchor(before) {
                return ProfileMistake(
                    place,
                    "Anchors and aliases (& and *) are not used in this file. Write the value out, or put it "
                        + "into quotes if it is a text.")
            }
            if scalar == "\n" {
                place = Place(line: place.line + 1, column: 1)
                dashes = 0
            } else {
                place.column += 1
            }
            before = scalar
        }
        return nil
    }

    /// Whether a value of YAML can begin behind it.
    private static func startsAnchor(_ before: Unicode.Scalar) -> Bool {
        before.properties.isWhitespace || before == "[" || before == "{" || before == ","
    }
}
