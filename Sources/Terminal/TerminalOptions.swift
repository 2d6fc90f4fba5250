/// How the terminal is to be used, from the command line and the environment.
public struct TerminalOptions: Sendable, Equatable {
    /// When colours are used.
    public enum Color: Sendable, Hashable, CaseIterable {
        /// Unless `NO_COLOR` is set or the terminal has none.
        case auto
        /// Also with `NO_COLOR`. A terminal without colours still has none.
        case always
        /// Words and signs carry the meaning.
        case never
    }

    /// When colours are used.
    public var color: Color
    /// Which colours.
    public var theme: Theme
    /// No sign beyond ASCII, whatever the locale.
    public var isASCII: Bool
    /// Sets the window title where the terminal can give the former one back.
    public var setsTitle: Bool
    /// Marks the address block as a link (OSC 8) where the terminal knows links.
    public var marksLinks: Bool
    /// Value of `TERM`.
    public var term: String
    /// Value of `NO_COLOR`; not empty means no colours (no-color.org).
    public var noColor: String
    /// The locale for characters: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is not empty.
    public var locale: String
    /// True inside of GNU screen, which passes sequences on only in a wrapping.
    public var isInScreen: Bool

    /// Reads what it needs from the environment through `variable`.
    public init(
        color: Color = .auto, theme: Theme = .terminal, isASCII: Bool = false, setsTitle: Bool = true,
        marksLinks: Bool = true, variable: (String) -> String?
    ) {
        self.color = color
        self.theme = theme
        self.isASCII = isASCII
        self.setsTitle = setsTitle
        self.marksLinks = marksLinks
        term = variable("TERM") ?? ""
        noColor = variable("NO_COLOR") ?? ""
        locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
        // An empty variable is how some unset one.
        isInScreen = !(variable("STY") ?? "").isEmpty && (variable("TMUX") ?? "").isEmpty
    }

    /// True when the locale's name says UTF-8.
    var namesUTF8: Bool {
        let name = locale.lowercased()
        return name.hasSuffix("utf-8") || name.hasSuffix("utf8") || name.contains("utf-8@") || name.contains("utf8@")
    }

    var wantsColor: Bool {
        guard theme != .mono else { return false }
        switch color {
        case .auto: return noColor.isEmpty
        case .always: return true
        case .never: return false
        }
    }
}
