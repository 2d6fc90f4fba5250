import Glibc
import OAuth
import Testing

@testable import Sessions

@Suite("Several processes", .serialized)
struct ProcessTests {
    /// The program beside the one that runs the tests.
    private static var writer: String {
        var path = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &path, path.count)
        precondition(count > 0, "ProcessTests: no /proc/self/exe")
        let own = String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
        return own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/StoreWriter"
    }

    private func start(_ fixture: Fixture, _ profile: String, _ count: Int) throws -> pid_t {
        let texts = [Self.writer, fixture.place.path, profile, String(count)]
        let vector = texts.map { strdup($0) } + [nil]
        defer { for text in vector { free(text) } }
        var process: pid_t = 0
        try #require(posix_spawn(&process, Self.writer, nil, nil, vector, environ) == 0, "\(Self.writer)")
        return process
    }

    private func end(_ process: pid_t) -> CInt {
        var status: CInt = -1
        waitpid(process, &status, 0)
        return status
    }

    @Test("two that change one session a thousand times each lose no change")
    func same() throws {
        let fixture = Fixture()
        let both = [try start(fixture, "acme-dev", 1000), try start(fixture, "acme-dev", 1000)]
        #expect(both.map(end) == [0, 0])
        #expect(try fixture.store().content() == "2000")
    }

    @Test("two that change different sessions at once keep both")
    func different() throws {
        let fixture = Fixture()
        let both = [try start(fixture, "one", 300), try start(fixture, "two", 300)]
        #expect(both.map(end) == [0, 0])
        let store = try fixture.store()
        #expect(try store.content(Fixture.name("one")) == "300")
        #expect(try store.content(Fixture.name("two")) == "300")
    }

    @Test("one that is killed at any moment leaves a whole session and no lock")
    func killed() throws {
        let fixture = Fixture()
        var last = 0
        for round in 0..<50 {
            let process = try start(fixture, "acme-dev", 100_000)
            // Different moments: until it has written a few times, then some more work of ours.
            let goal = last + 1 + round % 7
            let deadline = time(nil) + 30
            while try count(fixture) < goal, time(nil) < deadline { sched_yield() }
            for _ in 0..<(round * 37 % 500) { sched_yield() }
            kill(process, SIGKILL)
            _ = end(process)
            let now = try count(fixture)
            #expect(now >= goal, "round \(round)")
            last = now
        }
        let store = try fixture.store()
        _ = try store.lock(.session, Fixture.profile, within: 1)
        #expect(try store.listing(.session).lines.map(\.label.profile) == [Fixture.profile])
        #expect(!fixture.folder.everything().contains { $0.hasSuffix(StoreFolder.unfinishedSuffix) })
        #expect(fixture.folder.everything().allSatisfy { !$0.hasPrefix("/state/pixie/damaged") })
    }

    private func count(_ fixture: Fixture) throws -> Int {
        guard let content = try fixture.door().open(passphrase: { nil })?.content() else { return 0 }
        return Int(content) ?? -1
    }
}
