/// What the choice of a browser depends on, as a value.
public struct BrowserEnvironment: Sendable {
    /// Variables of the environment: BROWSER, PIXIE_BROWSER, DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION, SSH_TTY,
    /// WSL_DISTRO_NAME, PATH.
    public var variables: [String: String]
    /// The command of the profile, written like `BROWSER`.
    public var profileCommand: String?
    /// That of the person's settings; it counts when no variable says anything.
    public var usualCommand: String?
    public var isContainer: Bool
    /// Whether an absolute path is a program that can be started.
    public var isExecutable: @Sendable (String) -> Bool

    public init(
        variables: [String: String], profileCommand: String? = nil, usualCommand: String? = nil,
        isContainer: Bool = false,
        isExecutable: @escaping @Sendable (String) -> Bool
    ) {
        self.variables = variables
        self.profileCommand = profileCommand
        self.usualCommand = usualCommand
        self.isContainer = isContainer
        self.isExecutable = isExecutable
    }

    /// The environment of this process.
    public static func current(profileCommand: String? = nil, usualCommand: String? = nil) -> BrowserEnvironment {
        BrowserEnvironment(
            variables: SystemEnvironment.variables(), profileCommand: profileCommand, usualCommand: usualCommand,
            isContainer: SystemEnvironment.isContainer, isExecutable: { SystemEnvironment.isExecutable($0) })
    }

    /// The value of a variable that is set and not empty.
    func value(_ name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    var isRemote: Bool { value("SSH_CONNECTION") != nil || value("SSH_TTY") != nil }

    /// The absolute path of a program: itself, or its place in PATH as the user set it. Entries of PATH that are empty
    /// or relative are passed over: they would mean the working directory (CWE-426).
    func path(of program: String) -> String? {
        if program.hasPrefix("/") { return isExecutable(program) ? program : nil }
        guard !program.isEmpty, !program.contains("/") else { return nil }
        let folders = (value("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(program)" }.first { isExecutable($0) }
    }
}
