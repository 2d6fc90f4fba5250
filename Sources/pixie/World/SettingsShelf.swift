import PixieUI
import Profiles
import Terminal

/// The file of settings, read when somebody first needs one of them.
enum SettingsShelf {
    /// Where it lies; `nil` when there is no home to look for it in.
    static var file: SettingsFile? {
        SettingsFile(configHome: Variables["XDG_CONFIG_HOME"], home: Variables["HOME"])
    }

    static let reading: SettingsReading = file?.read() ?? .nothing

    static var settings: Settings { reading.settings }

    /// Says what is wrong in the file, a line each.
    static func tellMistakes() {
        for complaint in reading.complaints { Streams.err("pixie: \(complaint)") }
    }
}

extension Preferences {
    init(_ settings: Settings) {
        self.init()
        if case .seconds(let seconds) = settings.reveal { revealSeconds = seconds }
        if let seconds = settings.idleMask { idleSeconds = seconds }
        switch settings.times {
        case .relative?, nil: times = .relative
        case .utc?: times = .utc
        case .local?: times = .local
        }
        if let bell = settings.bell { ringsBell = bell }
    }
}

extension TerminalOptions {
    /// How the terminal is used where the command line says nothing: as the environment says, then the settings.
    init(
        _ settings: Settings, theme: Settings.Theme? = nil, color: Settings.ColorUse? = nil, ascii: Bool? = nil,
        title: Bool? = nil
    ) {
        let refusesColor = Variables["NO_COLOR"].map { !$0.isEmpty } ?? false
        self.init(
            color: Color(color ?? (refusesColor ? .auto : settings.color ?? .auto)),
            theme: Terminal.Theme(theme ?? settings.theme ?? .terminal), isASCII: ascii ?? settings.ascii ?? false,
            setsTitle: title ?? settings.title ?? true, variable: { Variables[$0] })
    }
}

extension TerminalOptions.Color {
    fileprivate init(_ use: Settings.ColorUse) {
        self =
            switch use {
            case .auto: .auto
            case .always: .always
            case .never: .never
            }
    }
}

extension Terminal.Theme {
    fileprivate init(_ theme: Settings.Theme) {
        self =
            switch theme {
            case .terminal: .terminal
            case .dark: .dark
            case .light: .light
            case .mono: .mono
            }
    }
}
