import Glibc
import Terminal
import Testing

/// Real signals, each time in a process of its own: what it does with signals stays there.
struct SignalPipeTests {
    /// Threads of a pool block signals; after this, `raise` returns when the handler has run.
    private static func unblockSignals() {
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_UNBLOCK, &all, nil)
    }

    @Test func everySignalBecomesItsEvent() async {
        await #expect(processExitsWith: .success) {
            Self.unblockSignals()
            let pipe = try #require(SignalPipe())
            let meanings: [(CInt, SignalEvent)] = [
                (SIGWINCH, .resized), (SIGINT, .interrupt), (SIGTERM, .terminate), (SIGHUP, .hangUp), (SIGQUIT, .quit),
                (SIGTSTP, .suspend), (SIGCONT, .continued),
            ]
            for (signal, event) in meanings {
                #expect(raise(signal) == 0)
                #expect(pipe.drain() == [event])
            }
        }
    }

    @Test func whatEndsTheProgramComesFirstAndEachEventOnce() async {
        await #expect(processExitsWith: .success) {
            Self.unblockSignals()
            let pipe = try #require(SignalPipe())
            for signal in [SIGWINCH, SIGCONT, SIGWINCH, SIGTSTP, SIGINT, SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGWINCH] {
                raise(signal)
            }
            #expect(
                pipe.drain() == [.hangUp, .terminate, .quit, .interrupt, .suspend, .continued, .resized])
            #expect(pipe.drain().isEmpty)
        }
    }

    @Test func aSignalToTheProcessWakesWhoWaits() async {
        await #expect(processExitsWith: .success) {
            let pipe = try #require(SignalPipe())
            kill(getpid(), SIGWINCH)
            var entry = pollfd(fd: pipe.descriptor, events: Int16(POLLIN), revents: 0)
            var ready: CInt
            repeat { ready = poll(&entry, 1, 10_000) } while ready < 0 && errno == EINTR
            #expect(ready == 1)
            #expect(pipe.drain() == [.resized])
        }
    }

    @Test func moreSignalsThanThePipeHoldsDoNotBlock() async {
        await #expect(processExitsWith: .success) {
            Self.unblockSignals()
            let pipe = try #require(SignalPipe())
            for _ in 0..<100_000 { raise(SIGWINCH) }
            #expect(pipe.drain() == [.resized])
            raise(SIGTERM)
            #expect(pipe.drain() == [.terminate])
        }
    }

    @Test func whatNohupIgnoresStaysIgnored() async {
        await #expect(processExitsWith: .success) {
            Self.unblockSignals()
            // As nohup does: in the foreground of a terminal it would be otherwise.
            #expect(dup2(open("/dev/null", O_RDONLY), 0) == 0)
            signal(SIGHUP, SIG_IGN)
            let pipe = try #require(SignalPipe())
            raise(SIGHUP)
            raise(SIGWINCH)
            #expect(pipe.drain() == [.resized])
        }
    }

    @Test func allPipesAreTheSame() async {
        await #expect(processExitsWith: .success) {
            let first = try #require(SignalPipe())
            let second = try #require(SignalPipe())
            #expect(first.descriptor == second.descriptor)
            #expect(fcntl(first.descriptor, F_GETFD) & FD_CLOEXEC != 0)
        }
    }
}
