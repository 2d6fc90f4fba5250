import Glibc
import Hygiene
import Network
import OAuth
import Sessions

extension SecretTool {
    /// The real one, found in the folders of `PATH`.
    static let live = SecretTool { arguments, input throws(KeyFault.Unavailability) in
        let name = "secret-tool"
        guard let program = path(of: name) else { throw .notInstalled(name) }
        let variables = SystemEnvironment.variables()
        let outcome = Blocking.value {
            await ChildProcess.output(
                program, arguments, environment: ChildEnvironment.cleaned(variables), input: input, limit: 4096,
                seconds: patience)
        }
        switch outcome.end {
        case .exited(let status, let lastLine):
            return Answer(status: status, output: outcome.output, complaint: lastLine)
        case .killed(let signal, _): throw .failed(ForeignText("\(name) was ended by signal \(signal)"))
        case .stillRunning: throw .timedOut(patience)
        case .notStarted(let reason): throw .failed(ForeignText(reason))
        case .inputTooLong: throw .failed(ForeignText("the key is too long for a pipe"))
        }
    }

    private static func path(of name: String) -> String? {
        (Variables["PATH"] ?? "/usr/bin:/bin").split(separator: ":").lazy.filter { $0.hasPrefix("/") }
            .map { "\($0)/\(name)" }.first { SystemEnvironment.isExecutable($0) }
    }
}
