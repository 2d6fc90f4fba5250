import Network
import OAuth
import Terminal
import Testing

@testable import pixie

/// What the doctor concludes from what was found.
struct DoctorTests {
    @Test func everyCheckOfTheDoctorIsDocumented() throws {
        let document = try SourceText.file("Sources/pixie/Documentation.docc/Doctor.md")
        let documented = SourceText.firstColumn(of: SourceText.section("What is looked at", of: document))
        var coded: Set<String> = []
        for source in try SourceText.swift(below: "Sources/pixie/Commands/Doctor") {
            for match in source.matches(
                of: /"((?:terminal|clipboard|browser|profiles|store|proxy|clock|client|issuer)\.[a-z0-9_]+)"/)
            {
                coded.insert(String(match.1))
            }
        }
        let sources = ["secret-service", "passphrase", "kernel-keyring", "plain-file", "memory"]
        coded.formUnion(sources.map { "keys." + $0 })
        #expect(coded.count > 30)
        #expect(coded.subtracting(documented) == [])
        #expect(Set(documented).subtracting(coded) == [])
    }

    private func findings(
        isThere: Bool = true, size: (Int, Int) = (80, 24), entry: TerminalProbe.Entry = .usable,
        entryName: String = "xterm", colors: Int = 256, isUTF8: Bool = true, _ variables: [String: String] = [:]
    ) -> [String: Finding] {
        let variables = ["TERM": "xterm", "LANG": "C.UTF-8"].merging(variables) { $1 }
        let probe = TerminalProbe(
            isThere: isThere, columns: size.0, rows: size.1, entry: entry, entryName: entryName, colors: colors,
            isUTF8: isUTF8, isModern: true)
        let environment = BrowserEnvironment(variables: variables, isExecutable: { _ in false })
        let found = TerminalDoctor.findings(probe, TerminalOptions(variable: { variables[$0] }), environment)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.check.id, $0) })
    }

    @Test func aUsualTerminalIsWell() {
        #expect(findings().values.allSatisfy { $0.check.verdict == .passed })
    }

    @Test func onlyWhatStopsTheScreensIsWrong() {
        #expect(findings(size: (30, 5))["terminal.size"]?.isWrong == true)
        #expect(findings(size: (0, 0))["terminal.size"]?.isWrong == false)
        #expect(findings(entry: .unknown)["terminal.name"]?.isWrong == true)
        #expect(findings(isThere: false, entry: .unknown).values.contains(where: \.isWrong) == false)
        let poor = findings(entry: .dumb, colors: 0, isUTF8: false, ["NO_COLOR": "1"])
        #expect(poor.values.contains(where: \.isWrong) == false)
    }

    @Test(arguments: [
        (["TMUX": "/tmp/x"], "tmux"), (["STY": "1.x"], "GNU screen"),
        (["SSH_CONNECTION": "10.0.0.7 1 2 3"], "SSH from 10.0.0.7"), (["WSL_DISTRO_NAME": "Debian"], "WSL"),
        (["TMUX": ""], "nothing was noticed"),
    ])
    func whatStandsAroundIsNoticed(_ variables: [String: String], _ words: String) {
        #expect(findings(variables)["terminal.place"]?.check.found.safe() == words)
    }

    @Test func whatIsNotWellSaysWhatWasExpectedAndWhatToDo() {
        let lines = FindingText.lines([
            .well("store.place", "a", "fine"), .wrong("store.room", "room", "0 MiB", "Make room."),
            .note("clock.issuer", "b", "c", "why not", "do this"),
        ])
        #expect(lines.contains { $0.contains("FAIL  store.room") })
        #expect(lines.contains { $0.hasSuffix("expected: room") })
        #expect(lines.contains { $0.hasSuffix("do: Make room.") })
        #expect(lines.contains { $0.hasSuffix("why not") })
        #expect(lines.last == "1 of 3 are wrong: store.room.")
    }
}
