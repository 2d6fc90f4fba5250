import Testing

@testable import Profiles

/// The file of settings: what is read, what is told, and that nothing stops.
struct SettingsTests {
    private static func read(_ text: String) -> SettingsReader {
        var reader = SettingsReader()
        reader.read(text)
        return reader
    }

    @Test func everyKeyIsRead() {
        let reader = Self.read(
            """
            # By hand.
            theme: light
            color: always   # also here
            ascii: yes
            mouse: on
            title: no
            bell: off
            plain: true
            times: UTC
            reveal: 45
            idle_mask: 30.5
            port: 8765
            browser: "firefox --new-window %s"
            wait: 120
            """)
        #expect(reader.mistakes.isEmpty)
        var expected = Settings()
        expected.theme = .light
        expected.color = .always
        expected.ascii = true
        expected.mouse = true
        expected.title = false
        expected.bell = false
        expected.plain = true
        expected.times = .utc
        expected.reveal = .seconds(45)
        expected.idleMask = 30.5
        expected.port = 8765
        expected.browser = "firefox --new-window %s"
        expected.wait = 120
        #expect(reader.settings == expected)
        #expect(Set(reader.lines.keys) == Set(SettingKey.allCases))
        #expect(reader.lines[.theme] == 2 && reader.lines[.wait] == 14)
    }

    @Test(arguments: ["", "# nothing\n", "---\n", "~", "theme:\nport: ~\n", "x-mine: {a: [1, 2]}\n"])
    func nothingSaidIsNothingWrong(_ text: String) {
        let reader = Self.read(text)
        #expect(reader.settings == Settings() && reader.mistakes.isEmpty)
    }

    /// Each key takes what it says it takes, and its usual value.
    @Test(arguments: SettingKey.allCases)
    func theUsualValueCanBeWritten(_ key: SettingKey) {
        let reader = Self.read("\(key.rawValue): \(key.usual)\n")
        #expect(reader.mistakes.isEmpty)
        #expect(reader.settings.text(of: key) == (key.usual == "~" ? nil : key.usual))
    }

    @Test(arguments: [
        ("theme: blue\n", "line 1, column 8: theme is terminal, dark, light or mono."),
        ("\n\n  mouse: maybe\n", "line 3, column 10: mouse is true or false."),
        ("port: 70000\n", "line 1, column 7: port is a number from 1 to 65535."),
        ("idle_mask: nan\n", "line 1, column 12: idle_mask is seconds from 5 to 3600."),
        ("reveal: 0\n", "line 1, column 9: reveal is never, or seconds from 1 to 3600."),
        ("browser: [a]\n", "line 1, column 10: browser is a command on one line."),
        ("browser: \"a\\nb\"\n", "line 1, column 10: browser is a command on one line."),
        ("times: 5\n", "line 1, column 8: times is relative, local or utc."),
        ("themes: dark\n", "line 1, column 1: The key themes is not known; it is kept and not used. Is it theme?"),
        ("- theme\n", "line 1, column 1: Each line of the file is a key and a value, such as theme: dark."),
    ])
    func aMistakeIsNamedWithItsPlace(_ text: String, _ message: String) {
        let reader = Self.read(text)
        #expect(reader.mistakes.map(\.message) == [message])
        #expect(reader.settings == Settings())
    }

    @Test func oneMistakeLeavesTheOthersInForce() {
        let reader = Self.read("theme: blue\nmouse: true\nnew_key: 1\nport: x\nbell: false\n")
        #expect(reader.mistakes.map(\.line) == [1, 3, 4])
        #expect(reader.settings.mouse == true && reader.settings.bell == false)
    }

    @Test(arguments: [
        "theme: [", "theme: dark\ntheme: light\n", "a: &x 1\n", "\tx", String(repeating: "[", count: 5000),
        String(repeating: "a", count: 300 << 10), "theme: \"dark\nmouse: on", "%YAML 9.9\n---\n", "a: b: c: d\n",
    ])
    func aFileThatIsNoneIsToldOnceAndNotUsed(_ text: String) {
        let reader = Self.read(text)
        #expect(reader.mistakes.count == 1)
        #expect(reader.settings == Settings())
    }

    @Test func theExampleSaysNothingAndReadsAsAFile() {
        let text = SettingsReading.example.joined(separator: "\n")
        #expect(Self.read(text).mistakes.isEmpty)
        // With the marks of the comments gone every line is a setting.
        let open = SettingsReading.example.dropFirst(2).map { String($0.dropFirst(2)) }.joined(separator: "\n")
        let reader = Self.read(open)
        #expect(reader.mistakes.isEmpty)
        #expect(Set(reader.lines.keys) == Set(SettingKey.allCases).subtracting([.port, .browser]))
    }

    @Test func theFileLiesBesideTheProfiles() {
        #expect(SettingsFile(configHome: "/c", home: "/h")?.path == "/c/pixie/config.yaml")
        #expect(SettingsFile(configHome: nil, home: "/h")?.path == "/h/.config/pixie/config.yaml")
        #expect(SettingsFile(configHome: "relative", home: nil) == nil)
    }

    @Test func whatCannotBeReadIsToldAndStopsNothing() {
        #expect(SettingsFile(path: "/nowhere/config.yaml").read() == .nothing)
        let folder = SettingsFile(path: "/tmp").read()
        #expect(folder.complaints == ["/tmp cannot be read: it is not a file. The usual settings are used."])
        #expect(folder.settings == Settings())
    }
}
