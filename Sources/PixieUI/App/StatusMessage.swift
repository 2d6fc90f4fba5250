import Screen

/// The one message of the message row. It stays until the next key.
struct StatusMessage: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case done, note, warning, trouble

        var role: Role {
            switch self {
            case .done: .passed
            case .note: .normal
            case .warning: .warning
            case .trouble: .failed
            }
        }

        func mark(_ glyphs: Glyphs) -> String {
            switch self {
            case .done: glyphs.passed
            case .note: glyphs.separator
            case .warning: glyphs.warning
            case .trouble: glyphs.failed
            }
        }
    }

    let kind: Kind
    let text: String

    init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = SinkText.safe(text)
    }
}

/// What lies over the screen of the step.
enum Overlay: Sendable, Equatable {
    case help(page: HelpPage, scroll: Int)
    /// Every parameter of the request and why, and what was changed in the paste.
    case explain(scroll: Int)
    /// The last answer that was not used.
    case rejection(scroll: Int)
    /// What the message row said so far.
    case messages(scroll: Int)
    case palette(Palette)
    case confirm(Confirmation)

    enum HelpPage: Sendable, Equatable { case step, allKeys }
}

/// A question that is asked because something would be lost.
enum Confirmation: Sendable, Equatable {
    case leave
    case editProfile
    case stopExchange
    case deleteProfile(String)
}
