import Glibc
import Terminal
import Testing

/// Without a screen there is nothing to put back, and the signal must take its course all the same.
struct CrashGuardTests {
    @Test func aTrapStillEndsTheProcessWithItsSignal() async {
        await #expect(processExitsWith: .signal(SIGABRT)) {
            CrashGuard.install()
            CrashGuard.install()
            abort()
        }
    }

    @Test func aFaultOfTheProcessorEndsItToo() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            CrashGuard.install()
            UnsafeMutablePointer<UInt8>(bitPattern: 8)?.pointee = 1
        }
    }

    @Test func aSignalThatWasSentIsSentAgain() async {
        await #expect(processExitsWith: .signal(SIGBUS)) {
            CrashGuard.install()
            kill(getpid(), SIGBUS)
            while true { pause() }
        }
    }

    @Test func anOrderlyExitKeepsItsStatus() async {
        await #expect(processExitsWith: .exitCode(7)) {
            CrashGuard.install()
            exit(7)
        }
    }
}
