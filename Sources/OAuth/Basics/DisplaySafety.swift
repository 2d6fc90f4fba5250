/// Makes foreign text safe to show.
///
/// It is the one function between ``ForeignText`` and any screen, stream or log.
///
/// The result stays on one line and in its cells, has no control or invisible character, and reads in the order in
/// which it is stored. What a terminal would obey or hide appears as a visible escape, so nothing is lost silently
/// (CVE-2021-25743, CVE-2021-42574).
public enum DisplaySafety {
    /// Marks above and below one letter that stay as they are. Written languages need at most this many.
    static let marksPerLetter = 4

    /// `raw` with every unsafe scalar as `\u{1b}`, at most `limit` characters long; what is cut ends in `…`.
    ///
    /// An escape is never cut in its middle. The work is bounded by `limit`, not by the length of `raw`.
    public static func makeSafe(_ raw: String, limit: Int) -> String {
        guard limit > 0 else { return "" }
        if isPrintableASCII(raw, limit: limit) { return raw }
        // `kept` leaves room for the cut mark; `tail` is what only fits if nothing follows. Octets, because a string
        // copies all of itself when scalars are put to it.
        var kept: [UInt8] = []
        var keptWidth = 0
        var tail: [UInt8] = []
        var tailWidth = 0
        var marks = 0
        var hasLetter = false

        for scalar in raw.unicodeScalars {
            let piece: String
            let width: Int
            if isCombining(scalar), hasLetter, marks < marksPerLetter {
                marks += 1
                piece = String(scalar)
                width = 0
            } else if isCombining(scalar) || !isPlain(scalar) {
                piece = escape(scalar)
                width = piece.utf8.count
                hasLetter = false
            } else {
                piece = String(scalar)
                width = 1
                marks = 0
                hasLetter = scalar != " "
            }
            if tail.isEmpty, keptWidth + width <= limit - 1 {
                kept += piece.utf8
                keptWidth += width
            } else if keptWidth + tailWidth + width <= limit {
                tail += piece.utf8
                tailWidth += width
            } else {
                return String(decoding: kept + "…".utf8, as: UTF8.self)
            }
        }
        return String(decoding: kept + tail, as: UTF8.self)
    }

    /// Whether all of `raw` may stay as it is, which most texts may.
    private static func isPrintableASCII(_ raw: String, limit: Int) -> Bool {
        var room = limit
        for octet in raw.utf8 {
            guard room > 0, octet >= 0x20, octet < 0x7f else { return false }
            room -= 1
        }
        return true
    }

    /// Whether a terminal shows the scalar as it is, in place, and the reader sees that it is there.
    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7f }
        let properties = scalar.properties
        // Soft hyphen, zero-width and bidirectional characters, variation selectors, tags, blank fillers.
        if properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}" { return false }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            return false
        case .spaceSeparator:
            // Blanks that are not U+0020 look like one: evidence must show the difference.
            return false
        default:
            return true
        }
    }

    private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII, isPlain(scalar) else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return true
        default: return false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        "\\u{" + String(scalar.value, radix: 16) + "}"
    }
}
