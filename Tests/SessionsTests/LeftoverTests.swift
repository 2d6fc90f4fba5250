import Glibc
import OAuth
import Testing

@testable import Sessions

@Suite("What a process left that was killed")
struct LeftoverTests {
    /// Files as a save has them before it renames them, for everything that the store writes.
    private func litter(_ fixture: Fixture) -> [String] {
        let session = fixture.sessionFile()
        let paths = [
            "\(session).0011223344556677.new", "/state/pixie/key.0011223344556677.new",
            "/state/pixie/key-choice.0011223344556677.new", "/state/pixie/list-sessions.0011223344556677.new",
        ]
        for path in paths { fixture.folder.write([1, 2, 3], to: path) }
        return paths
    }

    private func left(_ fixture: Fixture) -> [String] {
        fixture.folder.everything().filter { $0.hasSuffix(StoreFolder.unfinishedSuffix) }
    }

    @Test("is removed by the next listing, also beside the key")
    func listing() throws {
        let fixture = Fixture()
        let store = try fixture.store()
        try store.put(Fixture.record("mine"))
        #expect(left(fixture).isEmpty && litter(fixture).count == 4)
        _ = try store.listing(.session)
        #expect(left(fixture) == [])
        #expect(try store.content() == "mine")
    }

    @Test("is removed by the next login and the next save of the same session")
    func saving() throws {
        let fixture = Fixture()
        try fixture.store().put(Fixture.record("mine"))
        #expect(litter(fixture).count == 4)
        try fixture.store().put(Fixture.record("new"))
        #expect(left(fixture) == [])
        #expect(try fixture.store().content() == "new")
    }

    @Test("is removed with the last session, and the key with it")
    func signOut() throws {
        let fixture = Fixture()
        let store = try fixture.store()
        try store.put(Fixture.record("mine"))
        _ = litter(fixture)
        try store.remove(.session, Fixture.profile, holding: try store.lock(.session, Fixture.profile, within: 1))
        _ = try store.listing(.session)
        try fixture.door().forgetKeyIfUnused()
        #expect(left(fixture) == [])
        #expect(!fixture.folder.everything().contains("/state/pixie/key"))
        #expect(try fixture.door().chosen() == .plainFile)
    }

    @Test("of a save that is under way nothing is removed")
    func underWay() throws {
        let fixture = Fixture()
        let store = try fixture.store()
        try store.put(Fixture.record("mine"))
        let unfinished = litter(fixture)[0]
        let lock = try store.lock(.session, Fixture.profile, within: 1)
        _ = try fixture.store().listing(.session)
        #expect(left(fixture) == [unfinished])
        withExtendedLifetime(lock) {}
    }
}

@Suite("The last sign-out and a first save at once")
struct LastSignOutTests {
    @Test("a save with a key that was taken away meanwhile is refused, and the next one makes a new key")
    func race() throws {
        let fixture = Fixture()
        let early = try fixture.store()
        try early.put(Fixture.record("mine"))
        try early.remove(.session, Fixture.profile, holding: try early.lock(.session, Fixture.profile, within: 1))
        try fixture.door().forgetKeyIfUnused()
        let choice = ForeignText(fixture.place.path + "/key-choice")
        #expect(throws: StoreFault.changedMeanwhile(choice)) { try early.put(Fixture.record("lost")) }
        #expect(try fixture.door().open(passphrase: { nil }) == nil)
        try fixture.store().put(Fixture.record("new"))
        #expect(try fixture.door().open(passphrase: { nil })?.content() == "new")
    }

    @Test("a key is not taken away while a save holds it")
    func held() throws {
        let fixture = Fixture()
        let store = try fixture.store()
        let locks = fixture.place.path + "/locks/key-choice"
        let holder = open(locks, O_RDWR | O_CLOEXEC)
        #expect(flock(holder, LOCK_SH) == 0)
        // Another save goes on beside it; who takes the key away waits.
        try store.put(Fixture.record("mine"))
        try store.remove(.session, Fixture.profile, holding: try store.lock(.session, Fixture.profile, within: 1))
        var files = FileSystem.live
        files.uptime = { 0 }
        files.pause = { _ in close(holder) }
        let before = fixture.folder.content("/state/pixie/key")
        #expect(before.count == 32)
        try fixture.door(files: files).forgetKeyIfUnused()
        #expect(fixture.folder.content("/state/pixie/key").isEmpty)
    }

    @Test("a sign-out that stops between its steps costs nobody a session", arguments: [0, 1])
    func stopped(_ step: Int) throws {
        let fixture = Fixture()
        let store = try fixture.store()
        try store.put(Fixture.record("mine"))
        let session = fixture.folder.content(fixture.sessionFile())
        let file = fixture.sessionFile()
        try store.remove(.session, Fixture.profile, holding: try store.lock(.session, Fixture.profile, within: 1))
        let key = fixture.folder.content("/state/pixie/key")
        try fixture.door().forgetKeyIfUnused()
        // The key is still there, and in the second case a session that somebody brought back from a copy.
        fixture.folder.write(key, to: "/state/pixie/key")
        if step == 1 { fixture.folder.write(session, to: file) }
        #expect(try fixture.door().open(passphrase: { nil })?.content() == (step == 1 ? "mine" : nil))
        try fixture.store().put(Fixture.record("new"))
        #expect(try fixture.store().content() == "new")
    }
}

@Suite("What is damaged, in the list")
struct TroubleTests {
    @Test("is told of its profile, at once and later, until there is a new session")
    func told() throws {
        let fixture = Fixture()
        let store = try fixture.store()
        try store.put(Fixture.record("mine"))
        let file = fixture.sessionFile()
        fixture.folder.write([7], to: file)
        for _ in 0..<2 {
            let listing = try store.listing(.session)
            let trouble = try #require(store.trouble(.session, Fixture.profile, in: listing))
            #expect(trouble.safe().contains("damaged"))
            #expect(store.trouble(.session, Fixture.name("other"), in: listing) == nil)
        }
        try store.put(Fixture.record("new"))
        let listing = try store.listing(.session)
        #expect(store.trouble(.session, Fixture.profile, in: listing) == nil)
    }
}
