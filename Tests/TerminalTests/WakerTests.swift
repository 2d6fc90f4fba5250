import Glibc
import Terminal
import Testing

struct WakerTests {
    private func isReadable(_ descriptor: CInt) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 1
    }

    @Test func itIsReadableFromWakeToClear() throws {
        let waker = try #require(Waker())
        #expect(!isReadable(waker.descriptor))
        waker.wake()
        #expect(isReadable(waker.descriptor))
        #expect(isReadable(waker.descriptor))
        waker.clear()
        #expect(!isReadable(waker.descriptor))
    }

    @Test func manyWakesAreOne() throws {
        let waker = try #require(Waker())
        for _ in 0..<1000 { waker.wake() }
        waker.clear()
        #expect(!isReadable(waker.descriptor))
    }

    @Test func clearingWithoutAWakeReturnsAtOnce() throws {
        let waker = try #require(Waker())
        waker.clear()
        waker.wake()
        #expect(isReadable(waker.descriptor))
    }

    @Test func anyThreadMayWake() async throws {
        let waker = try #require(Waker())
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<16 { group.addTask { waker.wake() } }
        }
        #expect(isReadable(waker.descriptor))
    }

    @Test func twoWakersAreIndependent() throws {
        let one = try #require(Waker())
        let other = try #require(Waker())
        one.wake()
        #expect(isReadable(one.descriptor))
        #expect(!isReadable(other.descriptor))
    }

    @Test func itsDescriptorIsClosedOnExecAndAtTheEnd() async {
        await #expect(processExitsWith: .success) {
            var waker = Waker()
            let descriptor = try #require(waker?.descriptor)
            #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
            waker = nil
            #expect(waker == nil)
            #expect(fcntl(descriptor, F_GETFD) == -1)
        }
    }
}
