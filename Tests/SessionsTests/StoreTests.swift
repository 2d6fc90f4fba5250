import Glibc
import OAuth
import Testing

@testable import Sessions

@Suite("The store")
struct StoreTests {
    @Test("gives back what was saved, and counts the writes")
    func roundTrip() throws {
        let fixture = Fixture()
        let store = try fixture.store()
        let record = Fixture.record("one")
        #expect(try store.read(.session, Fixture.profile) == .missing(keptAside: []))
        #expect(try store.put(record) == 1)
        #expect(try store.put(record) == 2)
        #expect(
            try fixture.store().read(.session, Fixture.profile) == .found(.init(record: record, generation: 2)))
        #expect(try store.read(.waiting, Fixture.profile) == .missing(keptAside: []))
    }

    @Test("replaces only what was read")
    func generations() throws {
        let store = try Fixture().store()
        let generation = try store.put(Fixture.record("one"))
        try store.put(Fixture.record("two"), .generation(generation))
        #expect(throws: StoreFault.self) { try store.put(Fixture.record("three"), .generation(generation)) }
        #expect(try store.content() == "two")
        #expect(throws: StoreFault.self) {
            try store.put(Fixture.record("new", Fixture.name("never-saved")), .generation(1))
        }
    }

    @Test("forgets what is removed, its lock as well")
    func removal() throws {
        let fixture = Fixture()
        let store = try fixture.store()
        try store.put(Fixture.record("one"))
        let lock = try store.lock(.session, Fixture.profile, within: 1)
        #expect(try store.remove(.session, Fixture.profile, holding: lock))
        #expect(try store.content() == nil)
        #expect(TestFolder.names(in: fixture.place.path + "/locks") == ["key-choice"])
        let again = try store.lock(.session, Fixture.profile, within: 1)
        #expect(try store.remove(.session, Fixture.profile, holding: again) == false)
    }

    @Test("tells nothing to whoever has no key: not in names, not in files")
    func secrecy() throws {
        let fixture = Fixture()
        try fixture.store().put(Fixture.record("content-that-is-secret"))
        let telling = ["content-that", "access-token", "login.example", "acme", "pixie-cli", "dev@"]
        for path in fixture.folder.everything() {
            let content = String(decoding: fixture.folder.content(path), as: UTF8.self)
            for text in telling {
                #expect(!path.contains(text) && !content.contains(text), "\(text) in \(path)")
            }
        }
    }

    @Test("never uses a nonce twice, and seals the same content differently each time")
    func nonces() throws {
        let fixture = Fixture()
        let store = try fixture.store()
        var nonces: Set<[UInt8]> = []
        for _ in 0..<50 {
            try store.put(Fixture.record("same"))
            nonces.insert(try FileHeader(of: fixture.folder.content(fixture.sessionFile())).nonce)
        }
        #expect(nonces.count == 50)
    }

    @Test("says which process holds a lock when it is not given back in time")
    func busy() throws {
        let store = try Fixture().store()
        let lock = try store.lock(.session, Fixture.profile, within: 1)
        do throws(StoreFault) {
            _ = try store.lock(.session, Fixture.profile, within: 0.05)
            Issue.record("taken twice")
        } catch {
            guard case .busy(_, let holder) = error else {
                Issue.record("\(error.message)")
                return
            }
            #expect(holder == Int(getpid()))
            #expect(error.message.contains("process \(getpid())"))
        }
        withExtendedLifetime(lock) {}
    }

    @Test("gives a lock back with its last use, and waits for it until then")
    func lockReturns() throws {
        let store = try Fixture().store()
        do { _ = try store.lock(.session, Fixture.profile, within: 1) }
        _ = try store.lock(.session, Fixture.profile, within: 1)
        // Another profile is not held up.
        let held = try store.lock(.session, Fixture.profile, within: 1)
        _ = try store.lock(.session, Fixture.name("other"), within: 1)
        withExtendedLifetime(held) {}
    }

    @Test("tells that a file system has no locks")
    func noLocks() throws {
        let fixture = Fixture()
        try fixture.store().put(Fixture.record("one"))
        var files = FileSystem.live
        files.lock = { _, _ throws(SystemError) in throw SystemError(.lock, ENOLCK) }
        #expect(throws: StoreFault.self) { try fixture.store(files: files) }
        let store = try #require(try fixture.door(files: files).open(passphrase: { nil }))
        #expect(try store.content() == "one")
        #expect(throws: StoreFault.self) { try store.put(Fixture.record("two")) }
    }

    @Test("is found by the variables of the person, and says what is wrong with them")
    func places() throws {
        #expect(try StorePlace(stateHome: "/s", home: "/h").path == "/s/pixie")
        #expect(try StorePlace(stateHome: "", home: "/h").path == "/h/.local/state/pixie")
        #expect(try StorePlace(stateHome: nil, home: "/h").path == "/h/.local/state/pixie")
        #expect(throws: StorePlace.Fault.noHome) { try StorePlace(stateHome: nil, home: nil) }
        #expect(throws: StorePlace.Fault.noHome) { try StorePlace(stateHome: nil, home: "") }
        #expect(throws: StorePlace.Fault.stateHomeIsRelative(ForeignText("s"))) {
            try StorePlace(stateHome: "s", home: "/h")
        }
        #expect(throws: StorePlace.Fault.homeIsRelative(ForeignText("h"))) {
            try StorePlace(stateHome: nil, home: "h")
        }
    }

    @Test("says that a home is no directory, or cannot be written to")
    func badHomes() throws {
        let fixture = Fixture()
        fixture.folder.write([1], to: "/state")
        #expect(throws: StoreFault.self) { try fixture.store() }
        var files = FileSystem.live
        files.makeFolder = { _, _ throws(SystemError) in throw SystemError(.makeFolder, EROFS) }
        do throws(StoreFault) {
            _ = try Fixture().store(files: files)
            Issue.record("made on a read-only disk")
        } catch {
            #expect(error.message.contains("read-only"))
        }
    }

    @Test(
        "refuses names of profiles that could be mistaken",
        arguments: [
            "", "a/b", "../x", "a\0b", "a\nb", "\u{1b}[2J", " a", "a ", "-a", String(repeating: "a", count: 300),
        ])
    func names(_ text: String) {
        #expect(throws: SessionName.Fault.self) { try SessionName(text) }
    }

    @Test(
        "takes names of profiles in any language", arguments: ["acme-dev", "127.0.0.1:8080", "für mich", "开发", "a.b_c"])
    func goodNames(_ text: String) throws {
        let store = try Fixture().store()
        let name = try SessionName(text)
        try store.put(Fixture.record("one", name))
        #expect(try store.content(name) == "one")
    }
}
