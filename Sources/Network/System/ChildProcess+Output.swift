import Glibc

extension ChildProcess {
    /// How it went, and what it wrote to standard output.
    public struct Output: Sendable, Equatable {
        public let end: Outcome
        public let output: [UInt8]
    }

    /// Runs `program` as ``run(_:_:environment:input:seconds:patience:)`` does, and reads what it writes to standard
    /// output; it is ended when it has not ended by itself in time.
    ///
    /// - Parameter limit: What is read at most, in octets, and no more than a pipe holds (64 KiB): a program that writes
    ///   more waits for a reader, until its time is over.
    public static func output(
        _ program: String, _ arguments: [String], environment: [String: String], input: [UInt8] = [], limit: Int,
        seconds: Double
    ) async -> Output {
        let pipe: (read: CInt, write: CInt)
        do throws(SpawnFailure) {
            pipe = try ChildPipes.pipe()
        } catch {
            return Output(end: .notStarted(error.reason), output: [])
        }
        _ = fcntl(pipe.read, F_SETFL, O_NONBLOCK)
        defer { close(pipe.read) }
        let end = await run(
            program, arguments, environment: environment, input: input, output: pipe.write, seconds: seconds,
            patience: .kill)
        close(pipe.write)
        var octets = [UInt8](repeating: 0, count: limit)
        let count = octets.withUnsafeMutableBytes { read(pipe.read, $0.baseAddress, $0.count) }
        octets.removeLast(limit - max(count, 0))
        return Output(end: end, output: octets)
    }
}
