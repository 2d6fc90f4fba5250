import Dispatch
import Glibc
import OAuth
import Synchronization

struct SpawnFailure: Error {
    let reason: String

    init(_ code: CInt) {
        reason = String(cString: strerror(code))
    }
}

/// A started program, until it is reaped.
final class RunningChild: Sendable {
    private let process: pid_t
    private let errors: CInt
    private let reaping = Reaping()
    private let ends: AsyncStream<CInt>

    init(
        _ program: String, _ arguments: [String], environment: [String: String], input: [UInt8],
        output: CInt? = nil
    ) throws(SpawnFailure) {
        let pipes = try ChildPipes(input: input)
        process = try Spawn.start(program, arguments, environment: environment, pipes: pipes, output: output)
        errors = pipes.takeErrors()
        let (ends, found) = AsyncStream<CInt>.makeStream()
        self.ends = ends
        // A thread of its own that sleeps in the kernel: nothing wakes up while the child lives. It does not hold `self`,
        // so the pipe is closed when nobody waits any more, and a noisy child is never stopped by a full one.
        DispatchQueue(label: "pixie.child").async { [process, reaping] in
            found.yield(reaping.reap(process))
            found.finish()
        }
    }

    deinit {
        close(errors)
    }

    /// The wait status, or nil when it still runs after `seconds`.
    func end(within seconds: Double) async -> CInt? {
        await withTaskGroup(of: CInt?.self) { group in
            group.addTask { [ends] in
                for await status in ends { return status }
                return nil
            }
            group.addTask {
                try? await Task.sleep(for: .seconds(seconds))
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    /// What stands on the last line of its standard error by now. The pipe holds at most 64 KiB.
    func lastLine() -> ForeignText {
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while octets.count < 128 << 10 {
            let count = read(errors, &chunk, chunk.count)
            guard count > 0 else { break }
            octets += chunk[..<count]
        }
        let lines = String(decoding: octets, as: UTF8.self).split(whereSeparator: \.isNewline)
        return ForeignText(lines.last { $0.contains { !$0.isWhitespace } }.map(String.init) ?? "")
    }

    func kill() {
        reaping.killIfThere(process)
    }
}

/// Keeps the signal for a child away from another process that has got its number.
private final class Reaping: Sendable {
    private let isDone = Mutex(false)

    /// Waits for the end, and takes the status.
    func reap(_ process: pid_t) -> CInt {
        var result: CInt
        repeat {
            var info = siginfo_t()
            result = waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT)
        } while result == -1 && errno == EINTR
        return isDone.withLock { isDone in
            var status: CInt = 0
            waitpid(process, &status, 0)
            isDone = true
            return status
        }
    }

    func killIfThere(_ process: pid_t) {
        isDone.withLock { isDone in
            // Its session has one group, named after it.
            if !isDone { _ = kill(-process, SIGKILL) }
        }
    }
}
