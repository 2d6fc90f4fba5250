internal import CLinux
internal import Glibc

/// What a process that sees secrets does before anything else: it leaves no core dump and no report of a crash, and no
/// other process of the same user can trace it or read its memory (prctl(2) PR_SET_DUMPABLE, setrlimit(2) RLIMIT_CORE).
///
/// root, and who has CAP_SYS_PTRACE, can do so all the same: nothing in a process prevents that.
public enum ProcessHygiene {
    private static let resource = __rlimit_resource_t(RLIMIT_CORE.rawValue)

    /// A few system calls, together some microseconds. To be called first, and to be called once.
    ///
    /// The hard limit of core dumps stays as it was: a program that is started for the person (`exec`) may have dumps of
    /// its own again, and ours are forbidden twice.
    ///
    /// - Returns: What was in force before, for ``giveBack(_:)``.
    @discardableResult
    public static func start() -> CoreLimit {
        var limit = rlimit()
        let isKnown = getrlimit(resource, &limit) == 0
        let former = CoreLimit(octets: isKnown ? limit.rlim_cur : 0)
        limit.rlim_cur = 0
        // Neither can fail for a process that lowers its own; and if one did, the other one still holds.
        if isKnown { setrlimit(resource, &limit) }
        _ = pixie_set_dumpable(false)
        // Where a toolchain is installed, Swift's own handler writes a report of the registers and of the memory that
        // they point to, which may be a token; and it waits for a helper that may not look at us any more.
        for fatal in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] { signal(fatal, SIG_DFL) }
        return former
    }

    /// Puts the limit of core dumps back, right before the process becomes another program (execve). That program is
    /// dumpable by itself.
    public static func giveBack(_ former: CoreLimit) {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = former.octets
        setrlimit(resource, &limit)
    }

    /// How large a core dump may be.
    public struct CoreLimit: Sendable, Equatable {
        let octets: rlim_t
    }
}
