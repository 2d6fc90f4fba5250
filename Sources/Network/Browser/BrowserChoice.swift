import OAuth

/// Which programs can open an address here, in the order to be tried; or why none shall be started.
public enum BrowserChoice: Sendable, Equatable {
    /// `warning` is to be shown before anything is started.
    case open([BrowserCommand], warning: String?)
    case unavailable(reason: String)

    /// Browsers that draw in the terminal, which is ours while the login waits.
    static let terminalBrowsers: Set<String> = [
        "lynx", "w3m", "links", "links2", "elinks", "www-browser", "browsh", "carbonyl", "retawq", "netrik", "chawan",
        "cha", "edbrowse",
    ]

    /// The order: profile, PIXIE_BROWSER, BROWSER, the file of settings, then what this kind of machine has. What a
    /// person has set is final: nothing else is tried after it.
    public static func decide(_ environment: BrowserEnvironment) -> BrowserChoice {
        let settings = [
            ("the profile", environment.profileCommand.flatMap { $0.isEmpty ? nil : $0 }),
            ("PIXIE_BROWSER", environment.value("PIXIE_BROWSER")),
            ("BROWSER", environment.value("BROWSER")),
            ("config.yaml", environment.usualCommand.flatMap { $0.isEmpty ? nil : $0 }),
        ]
        for (source, setting) in settings {
            if let setting { return decide(setting, from: source, environment) }
        }
        let commands = found(in: environment)
        if !commands.isEmpty { return .open(commands, warning: warning(environment)) }
        return .unavailable(reason: whyNone(environment))
    }

    private static func decide(
        _ setting: String, from source: String, _ environment: BrowserEnvironment
    ) -> BrowserChoice {
        guard let commands = CommandLineReader.commands(setting) else {
            return .unavailable(reason: "The command in \(source) has a quote that is not closed.")
        }
        var refusals: [String] = []
        var usable: [BrowserCommand] = []
        for words in commands {
            let program = words[0]
            let shown = ForeignText(program).safe(limit: 60)
            let name = program.split(separator: "/").last.map(String.init) ?? program
            if ["false", "none", "true", ":", "echo"].contains(name) && words.count == 1 {
                refusals.append("\(source) says that no browser shall be started.")
            } else if terminalBrowsers.contains(name) {
                refusals.append("\(shown) in \(source) would draw over this terminal.")
            } else if let path = environment.path(of: program) {
                usable.append(BrowserCommand(program: path, arguments: Array(words.dropFirst())))
            } else {
                refusals.append("\(source) names \(shown), which is not there.")
            }
        }
        if !usable.isEmpty { return .open(usable, warning: warning(environment)) }
        return .unavailable(reason: refusals.first ?? "\(source) names no program.")
    }

    private static func found(in environment: BrowserEnvironment) -> [BrowserCommand] {
        var commands: [BrowserCommand] = []
        if environment.value("WSL_DISTRO_NAME") != nil {
            if let path = environment.path(of: "wslview") { commands.append(BrowserCommand(program: path)) }
            let windows = "/mnt/c/Windows/System32/WindowsPowerShell/v1.0/powershell.exe"
            if let path = environment.path(of: "powershell.exe") ?? environment.path(of: windows) {
                // Never through cmd.exe, which ends the address at its first &.
                let arguments = ["-NoProfile", "-NonInteractive", "-Command", "Start-Process", "%s"]
                commands.append(BrowserCommand(program: path, arguments: arguments, form: .powerShell))
            }
        }
        let hasScreen = environment.value("DISPLAY") != nil || environment.value("WAYLAND_DISPLAY") != nil
        if hasScreen && !environment.isContainer, let path = environment.path(of: "xdg-open") {
            commands.append(BrowserCommand(program: path))
        }
        return commands
    }

    private static func warning(_ environment: BrowserEnvironment) -> String? {
        guard environment.isRemote else { return nil }
        return "This is an SSH session: the browser may open on the other machine, and use the sign-in up there."
    }

    private static func whyNone(_ environment: BrowserEnvironment) -> String {
        if environment.isRemote {
            return "This is an SSH session without a screen: open the address in the browser on your own machine."
        }
        if environment.value("WSL_DISTRO_NAME") != nil {
            return "Neither wslview nor powershell.exe is there: open the address in Windows."
        }
        if environment.isContainer {
            return "This is a container without a browser. Open the address outside of it."
        }
        if environment.value("DISPLAY") == nil && environment.value("WAYLAND_DISPLAY") == nil {
            return "This machine has no screen (no DISPLAY, no WAYLAND_DISPLAY): open the address on another one."
        }
        return "xdg-open is not there: open the address yourself, or set BROWSER."
    }
}
