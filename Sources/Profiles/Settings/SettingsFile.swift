import OAuth

/// The file of settings on disk: `config.yaml` beside the file of profiles. It is written by hand and only read here.
public struct SettingsFile: Sendable, Equatable {
    public let path: String
    private let file: ProfileFile

    public init(path: String) {
        self.path = path
        file = ProfileFile(path: path)
    }

    /// The usual place (XDG Base Directory Specification): `$XDG_CONFIG_HOME/pixie/config.yaml`, or below `~/.config`.
    ///
    /// - Returns: `nil` when neither variable names a folder.
    public init?(configHome: String?, home: String?) {
        guard let profiles = ProfileFile(configHome: configHome, home: home) else { return nil }
        self.init(path: profiles.path.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/config.yaml")
    }

    /// For messages.
    public var shown: String { file.shown }

    /// What the file says. It never fails: what cannot be used is told, and the usual settings take its place.
    public func read() -> SettingsReading {
        var reader = SettingsReader()
        var isThere = true
        var trouble: String?
        do throws(ProfileFileFault) {
            if let text = try file.text() { reader.read(text) } else { isThere = false }
        } catch {
            switch error {
            case .cannotRead(_, let reason):
                trouble = "\(shown) cannot be read: \(reason). The usual settings are used."
            case .notText: trouble = "\(shown) is not UTF-8 text. The usual settings are used."
            case .changedMeanwhile, .cannotWrite:
                preconditionFailure("SettingsFile: reading ended as only writing can")
            }
        }
        return SettingsReading(
            settings: reader.settings, isThere: isThere, lines: reader.lines,
            complaints: trouble.map { [$0] } ?? reader.mistakes.map { "\(shown), \($0.message)" })
    }
}

/// What came of reading the file.
public struct SettingsReading: Sendable, Equatable {
    public let settings: Settings
    /// There is such a file.
    public let isThere: Bool
    /// The line of each key that is in force, counted from 1.
    public let lines: [SettingKey: Int]
    /// What is wrong, each with file, line and column.
    public let complaints: [String]

    /// Nothing was set.
    public static var nothing: SettingsReading {
        SettingsReading(settings: Settings(), isThere: false, lines: [:], complaints: [])
    }

    /// The whole file with every key, each at what is usual and as a comment, to begin with.
    public static var example: [String] {
        ["# Settings of pixie. Options, environment and profile win; `pixie config` shows what is in force.", ""]
            + SettingKey.allCases.map { key in
                let line = "# \(key.rawValue): \(key.usual == "~" ? "" : key.usual)"
                return line + String(repeating: " ", count: max(1, 24 - line.count)) + "# "
                    + "\(key.meaning) (\(key.expected))"
            }
    }
}
