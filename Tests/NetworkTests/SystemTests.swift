import OAuth
import Testing

@testable import Network

@Suite struct SystemTests {
    @Test func bothClocksGoForward() {
        let one = SystemClock.now()
        let two = SystemClock.now()
        #expect(two.uptime >= one.uptime && one.uptime > 0)
        #expect(one.wall.seconds > 1_700_000_000)
    }

    @Test func randomOctetsDiffer() {
        var one = SystemRandom.bytes(32)
        var two = SystemRandom.bytes(32)
        #expect(one.remaining == 32)
        #expect(one.take(32) != two.take(32))
        #expect(SystemRandom.bytes(0).remaining == 0)
    }

    @Test func readsAnEnvironment() {
        #expect(
            SystemEnvironment.variables(in: ["A=1", "B=x=y", "broken", "A=2", "C="]) == ["A": "1", "B": "x=y", "C": ""])
        #expect(SystemEnvironment.variables()["PATH"] != nil)
        #expect(SystemEnvironment.isExecutable("/bin/sh") && !SystemEnvironment.isExecutable("/etc/passwd"))
        #expect(!SystemEnvironment.isExecutable("/bin"))
    }

    @Test func readsTheTableOfSockets() {
        let lines = [
            "  sl  local_address rem_address   st",
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 x",
            "   1: 0100007F:1F90 0100007F:AAAA 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 x",
            "   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4713 1 x",
            "broken",
        ]
        #expect(PortHolder.sockets(listening: 8080, in: lines) == ["4711"])
    }
}
