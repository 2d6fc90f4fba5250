internal import Hygiene
public import OAuth

/// Why no browser was asked.
public enum OpenFault: Error, Sendable, Equatable {
    case unavailable(reason: String)
    /// The program, and what the system said.
    case notStarted(program: String, why: String)
    /// The last line that it wrote to standard error may be empty.
    case failed(program: String, status: Int, lastLine: ForeignText)

    public var message: String {
        switch self {
        case .unavailable(let reason):
            return reason
        case .notStarted(let program, let why):
            return "\(Self.shown(program)) could not be started (\(why)). Open the address yourself."
        case .failed(let program, let status, let lastLine):
            let line = lastLine.safe(limit: 120)
            return "\(Self.shown(program)) failed with status \(status)" + (line.isEmpty ? "" : ": \(line)")
                + ". Open the address yourself."
        }
    }

    private static func shown(_ program: String) -> String { ForeignText(program).safe(limit: 60) }
}

/// Asks a program to open an address. There is no receipt: it can only be said who was asked.
public enum BrowserOpener {
    /// Tries the commands of `choice` in their order.
    ///
    /// A program that still runs after a moment counts as asked: many browsers stay in the foreground.
    ///
    /// - Parameter variables: The environment, of which the program gets what `ChildEnvironment` lets pass.
    /// - Returns: The name of the program that was asked, safe to show, or the failure of the last command.
    public static func open(
        _ address: WebAddress, using choice: BrowserChoice, variables: [String: String]
    ) async -> Result<String, OpenFault> {
        await open(address, using: choice, variables: variables, seconds: 3)
    }

    static func open(
        _ address: WebAddress, using choice: BrowserChoice, variables: [String: String], seconds: Double
    ) async -> Result<String, OpenFault> {
        let commands: [BrowserCommand]
        switch choice {
        case .unavailable(let reason): return .failure(.unavailable(reason: reason))
        case .open(let found, warning: _): commands = found
        }
        let variables = ChildEnvironment.cleaned(variables)
        var fault = OpenFault.unavailable(reason: "There is no program to ask.")
        for command in commands {
            let outcome = await ChildProcess.run(
                command.program, command.arguments(opening: address.text), environment: variables, seconds: seconds,
                patience: .leave)
            switch outcome {
            case .exited(status: 0, lastLine: _), .stillRunning:
                return .success(ForeignText(command.name).safe(limit: 60))
            case .exited(let status, let lastLine):
                fault = .failed(program: command.name, status: status, lastLine: lastLine)
            case .killed(let signal, let lastLine):
                fault = .failed(program: command.name, status: 128 + signal, lastLine: lastLine)
            case .notStarted(let why):
                fault = .notStarted(program: command.name, why: why)
            case .inputTooLong:
                preconditionFailure("BrowserOpener: a browser gets no input")
            }
        }
        return .failure(fault)
    }
}
