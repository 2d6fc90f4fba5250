import Glibc
import OAuth
import Synchronization
import Testing

@testable import Sessions

@Suite("The list of sessions")
struct ListingTests {
    /// Counts how many files are opened to be read.
    private final class Counter: Sendable {
        let opened = Mutex(0)
        let shift: Int64

        /// - Parameter shift: How far the clock is ahead, so that files are old enough to be remembered.
        init(shift: Int64 = 10_000_000_000) {
            self.shift = shift
        }

        var files: FileSystem {
            var files = FileSystem.live
            files.open = { [self] folder, name, how throws(SystemError) in
                if how == .toRead { opened.withLock { $0 += 1 } }
                return try FileSystem.live.open(folder, name, how)
            }
            files.wall = { [shift] in FileSystem.live.wall() + shift }
            return files
        }

        func take() -> Int {
            opened.withLock { count in
                defer { count = 0 }
                return count
            }
        }
    }

    @Test("opens what changed since the last time, and nothing else")
    func onlyChanged() throws {
        let fixture = Fixture()
        let counter = Counter()
        let store = try fixture.store(files: counter.files)
        for number in 0..<20 { try store.put(Fixture.record("x", Fixture.name("p\(number)"))) }
        _ = counter.take()
        #expect(try store.listing(.session).lines.count == 20)
        #expect(counter.take() == 21)
        #expect(store.lastListing(.session).count == 20)
        #expect(counter.take() == 1)
        #expect(try store.listing(.session).lines.count == 20)
        #expect(counter.take() == 1)
        try store.put(Fixture.record("y", Fixture.name("p7"), issuer: "https://other.example"))
        let lock = try store.lock(.session, Fixture.name("p8"), within: 1)
        try store.remove(.session, Fixture.name("p8"), holding: lock)
        _ = counter.take()
        let lines = try store.listing(.session).lines
        #expect(counter.take() == 2)
        #expect(lines.count == 19)
        #expect(lines.first { $0.label.profile.text == "p7" }?.label.issuer == "https://other.example")
        #expect(lines.map(\.label.profile) == lines.map(\.label.profile).sorted())
    }

    @Test("never trusts a file of this very moment: it may change again without its time changing")
    func sameTick() throws {
        let fixture = Fixture()
        let counter = Counter(shift: 0)
        let store = try fixture.store(files: counter.files)
        try store.put(Fixture.record("x"))
        _ = try store.listing(.session)
        _ = counter.take()
        _ = try store.listing(.session)
        #expect(counter.take() == 2)
    }

    @Test("names what is damaged and shows the rest; a damaged list is made anew")
    func damaged() throws {
        let fixture = Fixture()
        let store = try fixture.store()
        try store.put(Fixture.record("x"))
        let file = fixture.sessionFile()
        try store.put(Fixture.record("y", Fixture.name("other")))
        fixture.folder.write([1, 2, 3], to: file)
        fixture.folder.write([1, 2, 3], to: "/state/pixie/list-sessions")
        let listing = try store.listing(.session)
        #expect(listing.lines.map(\.label.profile.text) == ["other"])
        #expect(listing.faults.count == 1)
        #expect(try store.listing(.session).faults.isEmpty)
    }

    @Test("removes what a stopped save left, but not what is being written")
    func unfinished() throws {
        let fixture = Fixture()
        let store = try fixture.store()
        try store.put(Fixture.record("x"))
        let left = fixture.sessionFile() + ".0011223344556677.new"
        fixture.folder.write([1], to: left)
        let lock = try store.lock(.session, Fixture.profile, within: 1)
        _ = try store.listing(.session)
        #expect(fixture.folder.mode(left) != 0)
        withExtendedLifetime(lock) {}
        try store.remove(.session, Fixture.profile, holding: lock)
        _ = try store.listing(.session)
        #expect(fixture.folder.mode(left) == 0)
    }

    @Test("costs one session as much among thousands as alone")
    func scale() throws {
        let fixture = Fixture()
        let counter = Counter()
        let store = try fixture.store(files: counter.files)
        try store.put(Fixture.record("mine"))
        let system = FaultySystem(.max, .ioError)
        func calls() throws -> Int {
            let before = system.made.count
            _ = try fixture.store(files: system.files).content()
            return system.made.count - before
        }
        let alone = try calls()
        for number in 0..<2000 { try store.put(Fixture.record("x", Fixture.name("p\(number)"))) }
        #expect(try calls() == alone)
    }
}
