/// How one scalar is shown. This is the second wall behind the functions that make foreign text safe: whatever comes
/// here, no cell takes a character that the terminal would obey, hide or reorder.
enum ScalarKind: Equatable {
    case visible(width: UInt8)
    /// A space of some other kind, shown as a plain one.
    case space
    /// Joins the base before it.
    case mark
    /// Chooses between the text and the picture form. Terminals disagree about the width of the picture, so it is
    /// left out, and the text form stays.
    case variation
    /// Shown as `\u{…}`.
    case escaped

    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        switch value {
        case 0x20...0x7e:
            self = .visible(width: 1)
        case 0...0x9f:
            self = .escaped
        case 0xa1...0x2ff where value != 0xad:
            self = .visible(width: 1)
        case 0x2500...0x25fc, 0x2190...0x21ff:
            // Our own borders, bars and arrows; not worth a look into the tables.
            self = .visible(width: 1)
        case 0xfe0e, 0xfe0f:
            self = .variation
        case 0x2800:
            // A braille pattern without dots: a blank that is none.
            self = .escaped
        case 0x1f3fb...0x1f3ff, 0x1f1e6...0x1f1ff:
            // Skin tones and the letters of flags: terminals disagree whether they join the one before.
            self = .escaped
        case 0x1160...0x11ff, 0xd7b0...0xd7ff:
            // Vowels and final consonants of Hangul join the leading consonant.
            self = scalar.properties.isDefaultIgnorableCodePoint ? .escaped : .mark
        default:
            self = ScalarKind(uncommon: scalar)
        }
    }

    private init(uncommon scalar: Unicode.Scalar) {
        guard !scalar.properties.isDefaultIgnorableCodePoint else {
            self = .escaped
            return
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            self = .escaped
        case .nonspacingMark, .enclosingMark:
            self = .mark
        case .spaceSeparator:
            self = scalar.value == 0x3000 ? .visible(width: 2) : .space
        default:
            self = .visible(width: WideScalars.contains(scalar.value) ? 2 : 1)
        }
    }
}
