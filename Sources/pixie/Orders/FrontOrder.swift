import PixieUI
import Profiles
import Screen
import Terminal

/// How pixie is to talk to the person or the script; as it stands, as nothing was said.
struct FrontOrder {
    /// nil where the surroundings and the settings decide.
    var plain: Bool?
    var isJSON = false
    var showsTokens = false
    var opensNoBrowser = false
    var isStepwise = false
    var ascii: Bool?
    var theme: Settings.Theme?
    var color: Settings.ColorUse?
    var title: Bool?
    var mouse: Bool?
    var revealsNothing = false

    /// Whether lines are wanted, by option or because the surroundings cannot show screens.
    ///
    /// The file of settings is the last that is asked.
    var isPlain: Bool {
        if let plain { return plain }
        if Variables["TERM"] == "dumb" { return true }
        if let accessible = Variables["ACCESSIBLE"], !accessible.isEmpty { return accessible != "0" }
        return SettingsShelf.settings.plain ?? false
    }

    var terminalOptions: TerminalOptions {
        TerminalOptions(SettingsShelf.settings, theme: theme, color: color, ascii: ascii, title: title)
    }

    var isMouseOn: Bool { mouse ?? SettingsShelf.settings.mouse ?? false }

    var forbidsReveal: Bool { revealsNothing || SettingsShelf.settings.reveal == .never }

    var preferences: Preferences { Preferences(SettingsShelf.settings) }
}
