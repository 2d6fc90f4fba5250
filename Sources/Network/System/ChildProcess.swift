import Dispatch
import Glibc
public import OAuth
import Synchronization

/// Starts a program directly, without a shell, in a session of its own.
///
/// Its output goes nowhere, its standard error into a pipe whose last line explains a failure, and of our descriptors
/// it gets no other. Whoever starts it never waits longer than told, and no zombie is left.
public enum ChildProcess {
    /// How it went, as far as it was waited for.
    public enum Outcome: Sendable, Equatable {
        case exited(status: Int, lastLine: ForeignText)
        case killed(signal: Int, lastLine: ForeignText)
        /// It ran on when the time was over; see ``Patience``.
        case stillRunning
        /// It could not be started; what the system said.
        case notStarted(String)
        /// More standard input than a pipe takes.
        case inputTooLong(limit: Int)
    }

    /// What happens when the time is over.
    public enum Patience: Sendable, Equatable {
        /// It is ended, with everything in its session's first group.
        case kill
        /// It runs on without us: a browser that stays in the foreground.
        case leave
    }

    public static let inputLimit = 512 << 10

    /// Runs `program`, an absolute path, with exactly these arguments.
    ///
    /// - Parameters:
    ///   - environment: All that it gets.
    ///   - input: What it reads from standard input.
    ///   - seconds: How long it is waited for. Cancelling the task that waits counts as the end of the time.
    public static func run(
        _ program: String, _ arguments: [String], environment: [String: String], input: [UInt8] = [],
        seconds: Double, patience: Patience
    ) async -> Outcome {
        await run(
            program, arguments, environment: environment, input: input, output: nil, seconds: seconds,
            patience: patience)
    }

    /// - Parameter output: Where its standard output goes, when it is wanted.
    static func run(
        _ program: String, _ arguments: [String], environment: [String: String], input: [UInt8], output: CInt?,
        seconds: Double, patience: Patience
    ) async -> Outcome {
        guard input.count <= inputLimit else { return .inputTooLong(limit: inputLimit) }
        let child: RunningChild
        do throws(SpawnFailure) {
            child = try RunningChild(program, arguments, environment: environment, input: input, output: output)
        } catch {
            return .notStarted(error.reason)
        }
        let end = await child.end(within: seconds)
        let lastLine = child.lastLine()
        guard let end else {
            if patience == .kill { child.kill() }
            return .stillRunning
        }
        return end & 0x7F == 0
            ? .exited(status: Int(end >> 8 & 0xFF), lastLine: lastLine)
            : .killed(signal: Int(end & 0x7F), lastLine: lastLine)
    }
}
