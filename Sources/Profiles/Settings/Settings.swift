/// What a person set once and for all, for every login and screen. What is `nil` was not said.
///
/// An option of the command line, a variable of the environment and the profile win over it, in this order.
public struct Settings: Sendable, Equatable {
    public var theme: Theme?
    public var color: ColorUse?
    public var ascii: Bool?
    public var mouse: Bool?
    public var title: Bool?
    public var bell: Bool?
    public var plain: Bool?
    public var times: TimeForm?
    public var reveal: Reveal?
    /// Seconds without a key after which secrets are masked again.
    public var idleMask: Double?
    /// The port that the listener takes where nothing else says one.
    public var port: Int?
    /// The command that opens addresses, written like `BROWSER`.
    public var browser: String?
    /// How long a login waits for its answer, in seconds.
    public var wait: Double?

    public init() {}

    /// Which colours words and signs get.
    public enum Theme: String, Sendable, Hashable, CaseIterable {
        /// The terminal's own palette, readable on any background.
        case terminal
        /// Brighter, for a dark background.
        case dark
        /// Without yellow and cyan, for a light background.
        case light
        /// No colours.
        case mono
    }

    /// When colours are used.
    public enum ColorUse: String, Sendable, Hashable, CaseIterable { case auto, always, never }

    /// How times are shown first; a key changes it on the screen.
    public enum TimeForm: String, Sendable, Hashable, CaseIterable { case relative, local, utc }

    /// How long a secret stays in sight.
    public enum Reveal: Sendable, Hashable {
        case never
        case seconds(Double)
    }
}

/// The keys of the file.
public enum SettingKey: String, Sendable, Hashable, CaseIterable {
    case theme, color, ascii, mouse, title, bell, plain, times, reveal
    case idleMask = "idle_mask"
    case port, browser, wait

    /// What a value must be, for a message.
    public var expected: String {
        switch self {
        case .theme: Self.list(Settings.Theme.allCases.map(\.rawValue))
        case .color: Self.list(Settings.ColorUse.allCases.map(\.rawValue))
        case .times: Self.list(Settings.TimeForm.allCases.map(\.rawValue))
        case .ascii, .mouse, .title, .bell, .plain: "true or false"
        case .reveal: "never, or seconds from 1 to \(Int(Self.longestReveal))"
        case .idleMask: "seconds from 5 to \(Int(Self.longestReveal))"
        case .port: "a number from 1 to 65535"
        case .browser: "a command on one line"
        case .wait: "seconds from 1 to \(Int(Profile.longestWait))"
        }
    }

    /// What it does, for the example and the manual.
    public var meaning: String {
        switch self {
        case .theme: "colours: of the terminal, for a dark or a light background, or none"
        case .color: "when colours are used; auto follows NO_COLOR"
        case .ascii: "only ASCII signs on the screen"
        case .mouse: "clicks and the wheel; off leaves the mouse to the terminal"
        case .title: "set the title of the window"
        case .bell: "ring when the answer came while the window had no focus"
        case .plain: "lines of text instead of screens, as for a screen reader"
        case .times: "how times are shown first; the key u changes it"
        case .reveal: "how long r shows a secret"
        case .idleMask: "without a key for so long, secrets are masked again"
        case .port: "port to listen on where neither option nor profile says one"
        case .browser: "what o starts, unless PIXIE_BROWSER or BROWSER says otherwise"
        case .wait: "how long a login waits for its answer"
        }
    }

    /// What is in force where nobody said anything, as it would be written.
    public var usual: String {
        switch self {
        case .theme: Settings.Theme.terminal.rawValue
        case .color: Settings.ColorUse.auto.rawValue
        case .ascii, .mouse, .plain: "false"
        case .title, .bell: "true"
        case .times: Settings.TimeForm.relative.rawValue
        case .reveal: "20"
        case .idleMask: "60"
        case .port: "~"
        case .browser: "~"
        case .wait: "600"
        }
    }

    static let longestReveal = 3600.0

    private static func list(_ words: [String]) -> String {
        words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
    }
}
