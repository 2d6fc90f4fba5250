import OAuth
import Testing

@testable import Network

@Suite struct BrowserChoiceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let variables: [String: String]
        var profile: String?
        var isContainer = false
        var programs = ["/usr/bin/xdg-open"]
        let expected: Expected

        enum Expected: Sendable {
            case opens([String], warns: Bool = false)
            case refuses(String)
        }

        var testDescription: String { "\(variables) \(profile ?? "")" }
    }

    static let screen = ["DISPLAY": ":0", "PATH": "/usr/bin"]

    static func on(_ variables: [String: String]) -> [String: String] { screen.merging(variables) { $1 } }

    static let cases: [Case] = [
        Case(variables: screen, expected: .opens(["/usr/bin/xdg-open A"])),
        Case(
            variables: ["WAYLAND_DISPLAY": "wayland-0", "PATH": "/usr/bin"], expected: .opens(["/usr/bin/xdg-open A"])),
        Case(variables: ["PATH": "/usr/bin"], expected: .refuses("no screen")),
        Case(variables: ["PATH": "/usr/bin", "DISPLAY": ""], expected: .refuses("no screen")),
        Case(variables: ["PATH": "/usr/bin", "SSH_CONNECTION": "1 2 3 4"], expected: .refuses("SSH")),
        Case(variables: ["PATH": "/usr/bin", "SSH_TTY": "/dev/pts/1"], expected: .refuses("SSH")),
        Case(
            variables: on(["SSH_CONNECTION": "1"]),
            expected: .opens(["/usr/bin/xdg-open A"], warns: true)),
        Case(variables: screen, isContainer: true, expected: .refuses("container")),
        Case(variables: screen, programs: [], expected: .refuses("xdg-open is not there")),
        // The working directory is never searched.
        Case(
            variables: ["DISPLAY": ":0", "PATH": ".::bin"], programs: ["./xdg-open", "bin/xdg-open", "/xdg-open"],
            expected: .refuses("xdg-open is not there")),
        Case(
            variables: ["DISPLAY": ":0", "PATH": ".:/home/me/bin:/usr/bin"], programs: ["/home/me/bin/xdg-open"],
            expected: .opens(["/home/me/bin/xdg-open A"])),
        // What a person has set.
        Case(variables: ["BROWSER": "/opt/b"], programs: ["/opt/b"], expected: .opens(["/opt/b A"])),
        Case(
            variables: ["BROWSER": "/opt/b", "SSH_TTY": "x"], programs: ["/opt/b"],
            expected: .opens(["/opt/b A"], warns: true)),
        Case(
            variables: on(["BROWSER": "fx --new"]), programs: ["/usr/bin/fx", "/usr/bin/xdg-open"],
            expected: .opens(["/usr/bin/fx --new A"])),
        Case(
            variables: on(["BROWSER": "fx '%s' -x=%%"]), programs: ["/usr/bin/fx"],
            expected: .opens(["/usr/bin/fx A -x=%"])),
        Case(
            variables: on(["BROWSER": "fx --url=%s &:\"/opt/my app\" -a"]), programs: ["/usr/bin/fx", "/opt/my app"],
            expected: .opens(["/usr/bin/fx --url=A", "/opt/my app -a A"])),
        Case(variables: on(["BROWSER": "xdg-open;rm"]), expected: .refuses("names xdg-open;rm, which is not there")),
        Case(variables: on(["BROWSER": "missing"]), expected: .refuses("BROWSER names missing")),
        Case(variables: on(["BROWSER": "./xdg-open"]), programs: ["./xdg-open"], expected: .refuses("not there")),
        Case(variables: on(["BROWSER": "'unclosed"]), expected: .refuses("not closed")),
        Case(variables: on(["BROWSER": " : "]), expected: .refuses("names no program")),
        Case(variables: on(["BROWSER": "false"]), expected: .refuses("no browser shall")),
        Case(variables: on(["BROWSER": "none"]), expected: .refuses("no browser shall")),
        Case(
            variables: on(["BROWSER": "/bin/false"]), programs: ["/bin/false"], expected: .refuses("no browser shall")),
        Case(variables: on(["BROWSER": "w3m"]), programs: ["/usr/bin/w3m"], expected: .refuses("draw over")),
        Case(
            variables: on(["BROWSER": "/usr/bin/www-browser:lynx"]),
            programs: ["/usr/bin/www-browser", "/usr/bin/lynx"], expected: .refuses("draw over")),
        Case(
            variables: on(["BROWSER": "lynx:fx"]), programs: ["/usr/bin/lynx", "/usr/bin/fx"],
            expected: .opens(["/usr/bin/fx A"])),
        Case(
            variables: on(["BROWSER": "lynx", "PIXIE_BROWSER": "fx"]), programs: ["/usr/bin/fx"],
            expected: .opens(["/usr/bin/fx A"])),
        Case(
            variables: on(["PIXIE_BROWSER": "none"]), profile: "fx -P work", programs: ["/usr/bin/fx"],
            expected: .opens(["/usr/bin/fx -P work A"])),
        Case(
            variables: on(["PIXIE_BROWSER": "fx"]), profile: "none", programs: ["/usr/bin/fx"],
            expected: .refuses("the profile says")),
        // WSL.
        Case(
            variables: ["WSL_DISTRO_NAME": "Debian", "PATH": "/usr/bin"], programs: ["/usr/bin/wslview"],
            expected: .opens(["/usr/bin/wslview A"])),
        Case(
            variables: ["WSL_DISTRO_NAME": "Debian", "PATH": "/usr/bin:/mnt/c/w"],
            programs: ["/mnt/c/w/powershell.exe"],
            expected: .opens(["/mnt/c/w/powershell.exe -NoProfile -NonInteractive -Command Start-Process 'A'"])),
        Case(
            variables: ["WSL_DISTRO_NAME": "Debian", "PATH": "/usr/bin"], programs: [], expected: .refuses("wslview")),
    ]

    @Test(arguments: cases)
    func decides(example: Case) {
        let environment = BrowserEnvironment(
            variables: example.variables, profileCommand: example.profile, isContainer: example.isContainer,
            isExecutable: { example.programs.contains($0) })
        switch (BrowserChoice.decide(environment), example.expected) {
        case (.open(let commands, let warning), .opens(let lines, let warns)):
            #expect(commands.map { ([$0.program] + $0.arguments(opening: "A")).joined(separator: " ") } == lines)
            #expect((warning != nil) == warns)
        case (.unavailable(let reason), .refuses(let part)):
            #expect(reason.contains(part), "\(reason)")
        case (let choice, let expected):
            Issue.record("\(choice) instead of \(expected)")
        }
    }

    @Test(
        arguments: [
            ("a b", [["a", "b"]]), ("  a\tb\n", [["a", "b"]]), ("'a b' c", [["a b", "c"]]), ("\"a'b\"", [["a'b"]]),
            ("a\\ b", [["a b"]]), ("'a\\b'", [["a\\b"]]), ("a:b", [["a"], ["b"]]), ("'a:b'", [["a:b"]]),
            ("a ''", [["a", ""]]),
            ("a &", [["a"]]), ("&", []), ("", []), ("a$(id) `id` $HOME", [["a$(id)", "`id`", "$HOME"]]), ("a\\", nil),
            ("\"a", nil),
        ] as [(String, [[String]]?)])
    func readsACommandWithoutAShell(text: String, expected: [[String]]?) {
        #expect(CommandLineReader.commands(text) == expected)
    }

    @Test func aPowerShellCommandHoldsTheAddressInQuotesThatItCannotLeave() {
        let command = BrowserCommand(program: "/p", arguments: ["%s"], form: .powerShell)
        #expect(command.arguments(opening: "https://h/?a='&b=$(x)`y\"") == ["'https://h/?a=%27&b=$(x)%60y%22'"])
    }
}
