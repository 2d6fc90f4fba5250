import OAuth
import Testing

@testable import Network

extension OneAfterAnother {
    @Suite struct ClipboardTests {
        static func plan(_ variables: [String: String], programs: [String]) -> ClipboardPlan {
            ClipboardLadder.plan(
                BrowserEnvironment(
                    variables: variables.merging(["PATH": "/usr/bin"]) { $1 }, isExecutable: { programs.contains($0) }))
        }

        static let all = ["tmux", "wl-copy", "xclip", "clip.exe"].map { "/usr/bin/\($0)" }

        @Test(
            arguments: [
                ([:], [], .osc52),
                (["TMUX": "x"], ["tmux"], .none),
                (["TMUX": "x", "STY": "y", "SSH_TTY": "z", "DISPLAY": ":0"], ["tmux"], .none),
                (["STY": "y"], [], .osc52InScreen),
                (["WAYLAND_DISPLAY": "w", "DISPLAY": ":0"], ["wl-copy"], .osc52),
                (["DISPLAY": ":0"], ["xclip"], .osc52),
                (["DISPLAY": "localhost:10.0", "SSH_CONNECTION": "x"], [], .osc52),
                (["WSL_DISTRO_NAME": "d"], ["clip.exe"], .osc52),
                (["TMUX": "x", "DISPLAY": ":0"], ["tmux", "xclip"], .none),
            ] as [([String: String], [String], ClipboardPlan.Sequence)])
        func plans(variables: [String: String], tools: [String], sequence: ClipboardPlan.Sequence) {
            let plan = Self.plan(variables, programs: Self.all)
            #expect(plan.tools.map(\.name) == tools)
            #expect(plan.sequence == sequence)
            #expect(Self.plan(variables, programs: []).tools.isEmpty)
            #expect(Self.plan(variables, programs: []).sequence != .none)
        }

        @Test func asksTmuxByItsOwnCommandAndRemovesASecretAgain() async throws {
            try await ScriptFolder.with { folder in
                let out = "\(folder.path)/out"
                let tmux = try folder.script(
                    "tmux", "echo \"$@\" >> \(out); [ $1 = load-buffer ] && cat >> \(out); exit 0")
                let environment = BrowserEnvironment(variables: ["TMUX": "x", "PATH": folder.path]) { $0 == tmux }
                let plan = ClipboardLadder.plan(environment)
                for isSecret in [false, true] {
                    let result = await ClipboardLadder.copy(
                        Secret("abc\n"), isSecret: isSecret, plan: plan, variables: ["PATH": "/usr/bin:/bin"])
                    let outcome = try result.get()
                    #expect(outcome.sentence == "Sent with tmux (4 characters). Nothing there? p")
                    #expect(outcome.sequence == .none)
                }
                let once = "load-buffer -w -b pixie -\nabc\n"
                #expect(folder.contents("out") == once + once + "delete-buffer -b pixie\n")
            }
        }

        @Test func fallsBackToTheTerminalWhenATmuxIsTooOld() async throws {
            try await ScriptFolder.with { folder in
                let tmux = try folder.script("tmux", "echo 'unknown option -- w' >&2; exit 1")
                let environment = BrowserEnvironment(variables: ["TMUX": "x", "PATH": folder.path]) { $0 == tmux }
                let outcome = try await ClipboardLadder.copy(
                    Secret("abc"), isSecret: false, plan: ClipboardLadder.plan(environment), variables: [:]
                ).get()
                #expect(outcome.asked.isEmpty)
                #expect(outcome.sequence == .osc52)
                #expect(outcome.sentence == "Sent with OSC 52 (3 characters). Nothing there? p")
            }
        }

        @Test func refusesWhatNoTerminalTakes() async {
            let plan = Self.plan([:], programs: [])
            let long = Secret(String(repeating: "x", count: 75_001))
            let result = await ClipboardLadder.copy(long, isSecret: false, plan: plan, variables: [:])
            #expect(result == .failure(.tooLong(octets: 75_001, limit: 75_000)))
        }
    }
}
