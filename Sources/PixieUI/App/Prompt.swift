import Screen

/// One line that is typed below the tabs: what to look for, or the name of a file.
struct Prompt: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case find
        case save(SavedFile)
    }

    let kind: Kind
    private(set) var text: String
    /// Where the search began, to go back there.
    var origin = 0

    /// Longer than any name of a file and than what anybody looks for.
    private static let limit = 1000

    init(_ kind: Kind, text: String = "") {
        self.kind = kind
        self.text = text
    }

    mutating func type(_ key: Key) {
        switch key {
        case .character(let character): add(String(character))
        case .paste(let pasted): add(pasted)
        case .backspace, .delete: _ = text.popLast()
        case .control("u"): text = ""
        case .enter, .escape, .tab, .backTab, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
            .control, .alt, .function, .focusIn, .focusOut, .mouse, .unknown:
            break
        }
    }

    /// Only what can be seen.
    private mutating func add(_ more: String) {
        let seen = more.unicodeScalars.filter {
            $0.value >= 0x20 && $0.value != 0x7f && !(0x80..<0xa0).contains($0.value)
        }
        text = String((text + String(String.UnicodeScalarView(seen))).prefix(Self.limit))
    }

    func message(_ glyphs: Glyphs) -> StatusMessage {
        switch kind {
        case .find: StatusMessage(.note, "Find: \(text)\(glyphs.cursorMark)   Enter stays there, Esc goes back")
        case .save(let file):
            StatusMessage(.note, "\(file.title): \(text)\(glyphs.cursorMark)   Enter saves, Esc does not")
        }
    }
}

/// What can be saved into a file, without any secret in it.
enum SavedFile: Sendable, Equatable {
    case archive, report

    var title: String {
        switch self {
        case .archive: "Save the requests (HAR, no secrets) as"
        case .report: "Save a report (no secrets) as"
        }
    }

    /// `pixie-20261121T140203Z.har`.
    func name(at time: String) -> String {
        let stamp = time.filter { $0.isLetter || $0.isNumber }
        switch self {
        case .archive: return "pixie-\(stamp).har"
        case .report: return "pixie-\(stamp).txt"
        }
    }
}
