internal import CLinux
import Glibc

/// The pipes of a child: standard input, filled before it starts, and standard error.
struct ChildPipes: ~Copyable {
    /// -1 when there is no input.
    let input: CInt
    private var errorsRead: CInt
    let errorsWrite: CInt

    init(input octets: [UInt8]) throws(SpawnFailure) {
        let errors = try Self.pipe()
        do throws(SpawnFailure) {
            input = octets.isEmpty ? -1 : try Self.filled(with: octets)
        } catch {
            close(errors.read)
            close(errors.write)
            throw error
        }
        errorsRead = errors.read
        errorsWrite = errors.write
        _ = fcntl(errors.read, F_SETFL, O_NONBLOCK)
    }

    deinit {
        if input >= 0 { close(input) }
        if errorsRead >= 0 { close(errorsRead) }
        close(errorsWrite)
    }

    /// The reading end, which the caller closes.
    consuming func takeErrors() -> CInt {
        let descriptor = errorsRead
        errorsRead = -1
        return descriptor
    }

    static func pipe() throws(SpawnFailure) -> (read: CInt, write: CInt) {
        var ends: [CInt] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw SpawnFailure(errno) }
        // Numbers below 3 are those that the child gets new ones at; they are free when we were started without them.
        let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
        for end in ends { close(end) }
        guard moved.allSatisfy({ $0 >= 3 }) else {
            for end in moved where end >= 3 { close(end) }
            throw SpawnFailure(EMFILE)
        }
        return (moved[0], moved[1])
    }

    /// F_SETPIPE_SZ, which the C library shows to GNU programs only.
    private static let setPipeSize: CInt = 1031

    /// A pipe that holds all of `octets`, its writing end closed: nothing waits for the child to read.
    private static func filled(with octets: [UInt8]) throws(SpawnFailure) -> CInt {
        let ends = try pipe()
        defer { close(ends.write) }
        _ = fcntl(ends.write, setPipeSize, CInt(octets.count))
        _ = fcntl(ends.write, F_SETFL, O_NONBLOCK)
        var sent = 0
        while sent < octets.count {
            let count = octets.withUnsafeBytes {
                write(ends.write, $0.baseAddress?.advanced(by: sent), octets.count - sent)
            }
            guard count > 0 else {
                let code = errno
                close(ends.read)
                throw SpawnFailure(code == EAGAIN ? E2BIG : code)
            }
            sent += count
        }
        return ends.read
    }
}

/// posix_spawn with everything that a program we start must not inherit taken away.
enum Spawn {
    /// POSIX_SPAWN_SETSID, which the C library shows to GNU programs only.
    private static let ownSession: CShort = 0x80
    private static let flags = CShort(POSIX_SPAWN_SETSIGDEF) | CShort(POSIX_SPAWN_SETSIGMASK) | ownSession

    static func start(
        _ program: String, _ arguments: [String], environment: [String: String], pipes: borrowing ChildPipes,
        output: CInt?
    ) throws(SpawnFailure) -> pid_t {
        // A zero octet would cut the text short.
        let texts = [program] + arguments + environment.flatMap { [$0.key, $0.value] }
        guard texts.allSatisfy({ !$0.utf8.contains(0) }) else { throw SpawnFailure(EINVAL) }
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        if pipes.input >= 0 {
            posix_spawn_file_actions_adddup2(&actions, pipes.input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, pipes.errorsWrite, 2)
        // In the child, so that what another thread opens meanwhile is closed as well.
        _ = pixie_spawn_close_from(&actions, 3)

        var everySignal = sigset_t()
        sigfillset(&everySignal)
        // A program that writes to the pipe of its errors after we are gone shall not die of it: this signal stays
        // ignored in it. There is no attribute for that, so it is ignored here, as NIO does for its sockets; putting
        // back what was before could undo what NIO has set meanwhile.
        sigdelset(&everySignal, SIGPIPE)
        var noSignal = sigset_t()
        sigemptyset(&noSignal)
        posix_spawnattr_setsigdefault(&attributes, &everySignal)
        posix_spawnattr_setsigmask(&attributes, &noSignal)
        posix_spawnattr_setflags(&attributes, flags)

        let argumentVector = vector([program] + arguments)
        let environmentVector = vector(environment.map { "\($0.key)=\($0.value)" })
        defer { for text in argumentVector + environmentVector { free(text) } }
        var process: pid_t = 0
        signal(SIGPIPE, SIG_IGN)
        let code = posix_spawn(&process, program, &actions, &attributes, argumentVector, environmentVector)
        guard code == 0 else { throw SpawnFailure(code) }
        return process
    }

    /// `texts` as a C vector that ends in null; each text is to be freed.
    private static func vector(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }
}
