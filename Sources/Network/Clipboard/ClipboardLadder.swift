internal import Hygiene
public import OAuth

/// How a text gets to the clipboard here: tools that are asked, and the sequence that the terminal is sent.
public struct ClipboardPlan: Sendable, Equatable {
    /// What `Terminal` writes to the terminal itself.
    public enum Sequence: Sendable, Equatable {
        case none
        /// OSC 52.
        case osc52
        /// OSC 52 in pieces of at most 700 octets inside DCS, for GNU screen.
        case osc52InScreen
    }

    /// A program that takes what is copied on standard input.
    public struct Tool: Sendable, Equatable {
        /// Absolute path.
        public let program: String
        public let arguments: [String]
        /// Run after a secret was copied: nothing keeps it in a buffer that others can list.
        public let cleanUp: [String]?

        init(_ program: String, _ arguments: [String] = [], cleanUp: [String]? = nil) {
            self.program = program
            self.arguments = arguments
            self.cleanUp = cleanUp
        }

        /// What it takes on standard input. The one of Windows reads whatever is not ASCII as UTF-16.
        func input(_ text: String) -> [UInt8] {
            guard name == "clip.exe", !text.utf8.allSatisfy({ $0 < 0x80 }) else { return Array(text.utf8) }
            return text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
        }

        public var name: String { program.split(separator: "/").last.map(String.init) ?? program }
    }

    public let tools: [Tool]
    public let sequence: Sequence
}

/// What was asked to copy.
public struct ClipboardOutcome: Sendable, Equatable {
    /// Names of the tools that took the text.
    public let asked: [String]
    /// What the terminal still has to be sent.
    public let sequence: ClipboardPlan.Sequence
    /// "Sent with tmux (388 characters). Nothing there? p"
    public let sentence: String
}

/// Why nothing was copied.
public enum ClipboardFault: Error, Sendable, Equatable {
    case tooLong(octets: Int, limit: Int)
    /// No tool took it, and the terminal cannot be asked; what the last one wrote.
    case nobody(tool: String, lastLine: ForeignText)

    public var message: String {
        switch self {
        case .tooLong(let octets, let limit):
            return "That is too long for the clipboard (\(octets) octets, at most \(limit)). Write it to a file."
        case .nobody(let tool, let lastLine):
            let line = lastLine.safe(limit: 120)
            return "\(ForeignText(tool).safe(limit: 60)) did not copy it" + (line.isEmpty ? "." : ": \(line).")
                + " Press p for a page to copy from."
        }
    }
}

/// The ways to the clipboard, best first.
public enum ClipboardLadder {
    /// What the strictest receiver on the way takes.
    public static let limit = 75_000

    /// tmux by its own command, GNU screen by pieces, any other terminal by OSC 52; besides, on this machine, the tool
    /// of its screen.
    public static func plan(_ environment: BrowserEnvironment) -> ClipboardPlan {
        var tools: [ClipboardPlan.Tool] = []
        var sequence = ClipboardPlan.Sequence.osc52
        if environment.value("TMUX") != nil {
            if let tmux = environment.path(of: "tmux") {
                let arguments = ["load-buffer", "-w", "-b", "pixie", "-"]
                tools.append(.init(tmux, arguments, cleanUp: ["delete-buffer", "-b", "pixie"]))
                sequence = .none
            }
        } else if environment.value("STY") != nil {
            sequence = .osc52InScreen
        }
        guard !environment.isRemote else { return ClipboardPlan(tools: tools, sequence: sequence) }
        if environment.value("WAYLAND_DISPLAY") != nil, let path = environment.path(of: "wl-copy") {
            tools.append(.init(path))
        } else if environment.value("DISPLAY") != nil, let path = environment.path(of: "xclip") {
            tools.append(.init(path, ["-selection", "clipboard", "-in"]))
        } else if environment.value("WSL_DISTRO_NAME") != nil, let path = environment.path(of: "clip.exe") {
            tools.append(.init(path))
        }
        return ClipboardPlan(tools: tools, sequence: sequence)
    }

    /// Gives `text` to the tools of `plan`. The sequence in the outcome is then the terminal's to write.
    public static func copy(
        _ text: Secret, isSecret: Bool, plan: ClipboardPlan, variables: [String: String]
    ) async -> Result<ClipboardOutcome, ClipboardFault> {
        await copy(text, isSecret: isSecret, plan: plan, variables: variables, seconds: 3)
    }

    static func copy(
        _ text: Secret, isSecret: Bool, plan: ClipboardPlan, variables: [String: String], seconds: Double
    ) async -> Result<ClipboardOutcome, ClipboardFault> {
        guard text.count <= limit else { return .failure(.tooLong(octets: text.count, limit: limit)) }
        let variables = ChildEnvironment.cleaned(variables)
        let revealed = text.reveal()
        var asked: [String] = []
        var sequence = plan.sequence
        var fault: ClipboardFault?
        for tool in plan.tools {
            let outcome = await ChildProcess.run(
                tool.program, tool.arguments, environment: variables, input: tool.input(revealed), seconds: seconds,
                patience: .kill)
            if case .exited(status: 0, lastLine: _) = outcome {
                asked.append(tool.name)
                if isSecret, let cleanUp = tool.cleanUp {
                    _ = await ChildProcess.run(
                        tool.program, cleanUp, environment: variables, seconds: seconds, patience: .kill)
                }
            } else {
                fault = .nobody(tool: tool.name, lastLine: lastLine(of: outcome))
                // An old tmux knows no -w. What is written to the terminal may then still get through.
                if tool.cleanUp != nil { sequence = .osc52 }
            }
        }
        if asked.isEmpty && sequence == .none {
            return .failure(fault ?? .nobody(tool: "Nothing", lastLine: ForeignText("")))
        }
        let ways = asked + (sequence == .none ? [] : ["OSC 52"])
        let sentence =
            "Sent with \(ways.map { ForeignText($0).safe(limit: 40) }.joined(separator: " and ")) "
            + "(\(revealed.count) characters). Nothing there? p"
        return .success(ClipboardOutcome(asked: asked, sequence: sequence, sentence: sentence))
    }

    private static func lastLine(of outcome: ChildProcess.Outcome) -> ForeignText {
        switch outcome {
        case .exited(status: _, let lastLine), .killed(signal: _, let lastLine): lastLine
        case .stillRunning: ForeignText("it did not end in time")
        case .notStarted(let why): ForeignText(why)
        case .inputTooLong: ForeignText("it takes less at once")
        }
    }
}
