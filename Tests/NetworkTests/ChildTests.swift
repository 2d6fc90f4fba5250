import Glibc
import OAuth
import Testing

@testable import Network

/// A folder with small shell scripts, removed afterwards.
struct ScriptFolder {
    let path: String

    static func with(_ body: (ScriptFolder) async throws -> Void) async throws {
        let path = "/tmp/pixie-test-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try #require(mkdir(path, 0o700) == 0)
        let folder = ScriptFolder(path: path)
        do {
            try await body(folder)
        } catch {
            folder.remove()
            throw error
        }
        folder.remove()
    }

    func script(_ name: String, _ text: String) throws -> String {
        let file = try #require(fopen("\(path)/\(name)", "w"))
        fputs("#!/bin/sh\n\(text)\n", file)
        fclose(file)
        chmod("\(path)/\(name)", 0o700)
        return "\(path)/\(name)"
    }

    func contents(_ name: String) -> String {
        String(decoding: SystemFiles.octets(of: "\(path)/\(name)", limit: 1 << 20), as: UTF8.self)
    }

    private func remove() {
        for name in SystemFiles.entries(of: path) { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}

extension OneAfterAnother {
    @Suite struct ChildTests {
        static let variables = ["PATH": "/usr/bin:/bin", "PIXIE_SECRET": "hidden"]
        static let address = "https://h.example/a?b=c&d=$(touch%20x);e='f'%20g&i=!#%s%%"

        @Test func theAddressIsOneArgumentThatNobodyReads() async throws {
            try await ScriptFolder.with { folder in
                let out = "\(folder.path)/out"
                let program = try folder.script(
                    "browser",
                    """
                    for a; do printf '[%s]' "$a" >> \(out); done
                    echo to the screen
                    echo >> \(out); env | grep -c PIXIE_ >> \(out)
                    ls /proc/self/fd | wc -l >> \(out)
                    ps -o sid= -p $$ | tr -d ' ' | grep -qx $$ && echo own session >> \(out)
                    """)
                let address = try WebAddress("https://h.example/a?b=c&d=$(touch);e='f'%20g&%s;id")
                let choice = BrowserChoice.decide(
                    BrowserEnvironment(
                        variables: ["BROWSER": "\(program) -x"], isExecutable: { SystemEnvironment.isExecutable($0) }))
                let result = await BrowserOpener.open(address, using: choice, variables: Self.variables)
                #expect(result == .success("browser"))
                let lines = folder.contents("out").split(separator: "\n")
                #expect(lines.first == "[-x][\(address.text)]")
                #expect(lines.dropFirst().first == "0")
                // Standard ones, and the one that ls reads the folder with.
                #expect(lines.dropFirst(2).first == "4")
            }
        }

        @Test func aFailureIsToldWithTheLastLine() async throws {
            try await ScriptFolder.with { folder in
                let program = try folder.script("browser", "echo one >&2; printf 'no \\033[2J way\\n\\n' >&2; exit 3")
                let other = try folder.script("other", "kill -9 $$")
                for (path, status, line) in [(program, 3, "no \u{1b}[2J way"), (other, 137, "")] {
                    let choice = BrowserChoice.open([BrowserCommand(program: path)], warning: nil)
                    let result = await BrowserOpener.open(
                        try WebAddress("https://h.example/"), using: choice, variables: Self.variables)
                    let name = String(path.split(separator: "/").last ?? "")
                    #expect(result == .failure(.failed(program: name, status: status, lastLine: ForeignText(line))))
                    #expect(result.error?.message.contains("\u{1b}") == false)
                }
            }
        }

        @Test func theNextCommandIsTriedWhenOneFails() async throws {
            try await ScriptFolder.with { folder in
                let bad = try folder.script("bad", "exit 1")
                let good = try folder.script("good", "exit 0")
                let choice = BrowserChoice.open(
                    ["/nonexistent", bad, good].map { BrowserCommand(program: $0) }, warning: nil)
                let result = await BrowserOpener.open(
                    try WebAddress("https://h.example/"), using: choice, variables: Self.variables)
                #expect(result == .success("good"))
            }
        }

        @Test func aMissingProgramIsNamed() async throws {
            let choice = BrowserChoice.open([BrowserCommand(program: "/nonexistent/b")], warning: nil)
            let result = await BrowserOpener.open(
                try WebAddress("https://h.example/"), using: choice, variables: Self.variables)
            #expect(result == .failure(.notStarted(program: "b", why: "No such file or directory")))
            let none = await BrowserOpener.open(
                try WebAddress("https://h.example/"), using: .unavailable(reason: "Because."), variables: [:])
            #expect(none == .failure(.unavailable(reason: "Because.")))
        }

        @Test func aBrowserThatStaysInTheForegroundIsLeftAlone() async throws {
            try await ScriptFolder.with { folder in
                let gate = "\(folder.path)/gate"
                let program = try folder.script(
                    "browser", "read line < \(gate); echo noise >&2; echo $line > \(folder.path)/out")
                try #require(mkfifo(gate, 0o600) == 0)
                let choice = BrowserChoice.open([BrowserCommand(program: program)], warning: nil)
                let result = await BrowserOpener.open(
                    try WebAddress("https://h.example/"), using: choice, variables: Self.variables, seconds: 0.2)
                #expect(result == .success("browser"))
                // It still lives, and writing to its errors does not end it. Open for both, so that nothing waits here.
                let pipe = try #require(fopen(gate, "r+"))
                fputs("alive\n", pipe)
                fflush(pipe)
                #expect(await Self.becomesTrue { folder.contents("out") == "alive\n" })
                fclose(pipe)
            }
        }

        @Test func aToolThatHangsIsEndedWithItsChildren() async throws {
            try await ScriptFolder.with { folder in
                let program = try folder.script("tool", "echo $$ > \(folder.path)/pid; sleep 1000 & wait")
                let outcome = await ChildProcess.run(
                    program, [], environment: Self.variables, seconds: 0.5, patience: .kill)
                #expect(outcome == .stillRunning)
                let process = try #require(pid_t(folder.contents("pid").filter(\.isNumber)))
                #expect(
                    await Self.becomesTrue {
                        let stat = SystemFiles.octets(of: "/proc/\(process)/stat", limit: 4096)
                        return stat.isEmpty || String(decoding: stat, as: UTF8.self).contains(") Z ")
                    })
            }
        }

        @Test func cancellingEndsTheWait() async throws {
            try await ScriptFolder.with { folder in
                let program = try folder.script("tool", "echo $$ > \(folder.path)/pid; exec sleep 1000")
                let task = Task {
                    await ChildProcess.run(program, [], environment: Self.variables, seconds: 60, patience: .kill)
                }
                task.cancel()
                #expect(await task.value == .stillRunning)
            }
        }

        @Test func inputIsGivenWhole() async throws {
            try await ScriptFolder.with { folder in
                let program = try folder.script("tool", "cat > \(folder.path)/out")
                let input = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
                let outcome = await ChildProcess.run(
                    program, [], environment: Self.variables, input: input, seconds: 10, patience: .kill)
                #expect(outcome == .exited(status: 0, lastLine: ForeignText("")))
                #expect(SystemFiles.octets(of: "\(folder.path)/out", limit: 1 << 20) == input)
                let ignorant = try folder.script("ignorant", "exit 0")
                let ignored = await ChildProcess.run(
                    ignorant, [], environment: Self.variables, input: input, seconds: 10, patience: .kill)
                #expect(ignored == .exited(status: 0, lastLine: ForeignText("")))
                let tooLong = await ChildProcess.run(
                    program, [], environment: [:], input: Array(repeating: 0, count: ChildProcess.inputLimit + 1),
                    seconds: 10, patience: .kill)
                #expect(tooLong == .inputTooLong(limit: ChildProcess.inputLimit))
            }
        }

        @Test func muchNoiseDoesNotBlock() async throws {
            try await ScriptFolder.with { folder in
                let program = try folder.script(
                    "tool", "head -c 60000 /dev/zero | tr '\\0' 'x' >&2; echo >&2; echo last >&2")
                let outcome = await ChildProcess.run(
                    program, [], environment: Self.variables, seconds: 10, patience: .kill)
                #expect(outcome == .exited(status: 0, lastLine: ForeignText("last")))
            }
        }

        @Test(arguments: ["a\u{0}b", "/bin/tru\u{0}e"])
        func aZeroOctetIsRefused(text: String) async {
            let outcome = await ChildProcess.run(
                "/bin/true", [text], environment: [:], seconds: 5, patience: .kill)
            #expect(outcome == .notStarted("Invalid argument"))
        }

        @Test func noZombieIsLeft() async throws {
            for _ in 0..<5 {
                _ = await ChildProcess.run("/bin/true", [], environment: [:], seconds: 10, patience: .kill)
            }
            let me = "\(getpid())"
            let zombies = SystemFiles.entries(of: "/proc").filter { process in
                let fields = String(
                    decoding: SystemFiles.octets(of: "/proc/\(process)/stat", limit: 4096), as: UTF8.self
                )
                .split(separator: " ")
                return fields.count > 3 && fields[1] == "(true)" && fields[2] == "Z" && fields[3] == me
            }
            #expect(zombies.isEmpty)
        }

        /// Whether something that another process does happens within some seconds.
        private static func becomesTrue(_ condition: () -> Bool) async -> Bool {
            let end = SystemClock.now().uptime + 5
            while SystemClock.now().uptime < end {
                if condition() { return true }
                await Task.yield()
            }
            return false
        }
    }
}

extension Result where Failure == OpenFault {
    var error: OpenFault? {
        switch self {
        case .success: nil
        case .failure(let fault): fault
        }
    }
}
