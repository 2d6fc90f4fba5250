import OAuth
import Testing

@testable import Sessions

@Suite("A save that stops anywhere")
struct CrashTests {
    /// Everything that a process does to save a session, from opening the store.
    private func save(_ record: KeptRecord, _ fixture: Fixture, _ files: FileSystem) throws(StoreFault) {
        try fixture.store(files: files).put(record)
    }

    private func callsOfASave(_ fixture: Fixture) throws -> Int {
        let system = FaultySystem(.max, .ioError)
        try save(Fixture.record("counted"), fixture, system.files)
        return system.made.count
    }

    @Test("leaves the old session whole or the new one", arguments: FaultySystem.Deed.allCases)
    func replacing(_ deed: FaultySystem.Deed) throws {
        let fixture = Fixture()
        let count = try callsOfASave(fixture)
        #expect(count > 20)
        for target in 0..<count {
            try save(Fixture.record("old"), fixture, .live)
            let system = FaultySystem(target, deed)
            var failed = false
            do throws(StoreFault) {
                try save(Fixture.record("new"), fixture, system.files)
            } catch {
                failed = true
            }
            system.end()
            let found = try fixture.store().content()
            #expect(
                found == "new" || failed && found == "old", "call \(target), \(system.made[target]): \(found ?? "-")")
        }
    }

    @Test("leaves a store that works, when it was the first", arguments: FaultySystem.Deed.allCases)
    func first(_ deed: FaultySystem.Deed) throws {
        let count = FaultySystem(.max, .ioError)
        try save(Fixture.record("counted"), Fixture(), count.files)
        for target in 0..<count.made.count {
            let fixture = Fixture()
            let system = FaultySystem(target, deed)
            do throws(StoreFault) {
                try save(Fixture.record("new"), fixture, system.files)
            } catch {
                #expect(!error.message.isEmpty)
            }
            system.end()
            let found = try fixture.door().open(passphrase: { nil })?.content()
            #expect(found == nil || found == "new", "call \(target)")
            try save(Fixture.record("again"), fixture, .live)
            #expect(try fixture.store().content() == "again", "call \(target)")
        }
    }

    @Test("brings content to the disk before its name, and its name before it returns")
    func order() throws {
        let system = FaultySystem(.max, .ioError)
        try save(Fixture.record("new"), Fixture(), system.files)
        let tail = system.made.suffix(4)
        #expect(Array(tail) == [.write, .sync, .rename, .sync])
    }

    @Test("leaves nothing unfinished when it fails and goes on", arguments: [FaultySystem.Deed.noSpace, .ioError])
    func leftovers(_ deed: FaultySystem.Deed) throws {
        let fixture = Fixture()
        for target in 0..<(try callsOfASave(fixture)) {
            let system = FaultySystem(target, deed)
            try? save(Fixture.record("new"), fixture, system.files)
            system.end()
            let unfinished = fixture.folder.everything().filter { $0.hasSuffix(StoreFolder.unfinishedSuffix) }
            #expect(unfinished.isEmpty, "call \(target)")
        }
    }
}
