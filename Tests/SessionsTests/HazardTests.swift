import Glibc
import OAuth
import Testing

@testable import Sessions

@Suite("What pixie did not put there", .serialized)
struct HazardTests {
    private func prepared() throws -> (Fixture, file: String) {
        let fixture = Fixture()
        try fixture.store().put(Fixture.record("mine"))
        return (fixture, fixture.sessionFile())
    }

    private func hazard(_ work: () throws -> Void) -> StoreFault.Hazard? {
        do {
            try work()
            return nil
        } catch {
            guard case .unsafe(_, let hazard)? = error as? StoreFault else {
                Issue.record("\((error as? StoreFault)?.message ?? "\(error)")")
                return nil
            }
            #expect((error as? StoreFault)?.message.contains(hazard.reason) == true)
            return hazard
        }
    }

    /// The same for reading, writing and removing.
    private func refusal(_ fixture: Fixture) throws -> StoreFault.Hazard? {
        let store = try fixture.store()
        let reading = hazard { _ = try store.read(.session, Fixture.profile) }
        let writing = hazard { try store.put(Fixture.record("new")) }
        let removing = hazard {
            try store.remove(.session, Fixture.profile, holding: try store.lock(.session, Fixture.profile, within: 1))
        }
        #expect(reading == writing && writing == removing)
        return reading
    }

    @Test("a symbolic link at a session's place is refused and not followed")
    func link() throws {
        let (fixture, file) = try prepared()
        let target = fixture.folder.path + "/target"
        rename(fixture.folder.path + file, target)
        symlink(target, fixture.folder.path + file)
        #expect(try refusal(fixture) == .isLink)
        #expect(!TestFolder.content(target).isEmpty)
    }

    @Test("a FIFO is refused without waiting for its other end")
    func pipe() throws {
        let (fixture, file) = try prepared()
        unlink(fixture.folder.path + file)
        mkfifo(fixture.folder.path + file, 0o600)
        #expect(try refusal(fixture) == .isPipe)
    }

    @Test("a directory is refused")
    func directory() throws {
        let (fixture, file) = try prepared()
        unlink(fixture.folder.path + file)
        mkdir(fixture.folder.path + file, 0o700)
        #expect(try refusal(fixture) == .isFolder)
    }

    @Test("a second name of a session is refused: another path leads to it")
    func hardLink() throws {
        let (fixture, file) = try prepared()
        Glibc.link(fixture.folder.path + file, fixture.folder.path + "/second")
        #expect(try refusal(fixture) == .hasOtherNames(2))
    }

    @Test("a store of another user is refused, and named")
    func foreign() throws {
        let (fixture, _) = try prepared()
        var files = FileSystem.live
        files.user = { geteuid() + 1 }
        let found = hazard { _ = try fixture.store(files: files) }
        #expect(found == .belongsTo(user: geteuid(), we: geteuid() + 1))
    }

    @Test("a file of another user in our store is refused")
    func foreignFile() throws {
        let (fixture, _) = try prepared()
        var files = FileSystem.live
        files.status = { descriptor throws(SystemError) in
            var status = try FileSystem.live.status(descriptor)
            if status.kind == .file, status.size > 100 { status.owner += 1 }
            return status
        }
        files.open = FileSystem.live.open
        #expect(hazard { _ = try fixture.store(files: files).read(.session, Fixture.profile) } != nil)
    }

    @Test("a store that others can change is refused; one that they can only read is taken back, and that is told")
    func folderModes() throws {
        let (fixture, _) = try prepared()
        let path = fixture.place.path
        chmod(path, 0o777)
        #expect(hazard { _ = try fixture.store() } == .isWritableByOthers(mode: 0o777))
        chmod(path, 0o755)
        #expect(try fixture.store().content() == "mine")
        #expect(fixture.folder.mode("/state/pixie") & 0o777 == 0o700)
        #expect(fixture.notices.all == [.tightened(ForeignText(path), from: 0o755)])
    }

    @Test("a session that others can read is taken back, and that is told; a plain key that they can read is refused")
    func fileModes() throws {
        let (fixture, file) = try prepared()
        chmod(fixture.folder.path + file, 0o644)
        #expect(try fixture.store().content() == "mine")
        #expect(fixture.folder.mode(file) & 0o777 == 0o600)
        #expect(fixture.notices.all == [.tightened(ForeignText(fixture.folder.path + file), from: 0o644)])
        chmod(fixture.place.path + "/key", 0o640)
        #expect(throws: StoreFault.self) { try fixture.store() }
        #expect(fixture.folder.mode("/state/pixie/key") & 0o777 == 0o640)
    }

    @Test("a store that is a symbolic link, or a file, is refused")
    func storeIsNone() throws {
        let (fixture, _) = try prepared()
        let path = fixture.place.path
        rename(path, path + "-moved")
        symlink(path + "-moved", path)
        #expect(hazard { _ = try fixture.store() } == .isLink)
        unlink(path)
        fixture.folder.write([1], to: "/state/pixie")
        #expect(throws: StoreFault.self) { try fixture.store() }
    }

    @Test(
        "links at the places of the lock, the key and the choice are refused",
        arguments: ["key", "key-choice", "locks"])
    func otherLinks(_ name: String) throws {
        let (fixture, _) = try prepared()
        let path = fixture.place.path + "/" + name
        rename(path, path + "-moved")
        symlink(path + "-moved", path)
        #expect(throws: StoreFault.self) { try fixture.store().put(Fixture.record("new")) }
    }

    @Test("a lock that is a link is refused and its target not written to")
    func lockLink() throws {
        let (fixture, file) = try prepared()
        let name = file.split(separator: "/").last ?? ""
        let lock = fixture.place.path + "/locks/" + name
        fixture.folder.write(Array("victim".utf8), to: "/victim")
        unlink(lock)
        symlink(fixture.folder.path + "/victim", lock)
        #expect(hazard { try fixture.store().put(Fixture.record("new")) } == .isLink)
        #expect(fixture.folder.content("/victim") == Array("victim".utf8))
    }

    @Test("modes are 0700 and 0600 whatever the umask", arguments: [0o000, 0o022, 0o077] as [mode_t])
    func masks(_ mask: mode_t) throws {
        let before = umask(mask)
        defer { umask(before) }
        let (fixture, _) = try prepared()
        for path in fixture.folder.everything() where path.hasPrefix("/state/pixie") {
            let mode = fixture.folder.mode(path)
            #expect(mode & 0o777 == (mode & S_IFMT == S_IFDIR ? 0o700 : 0o600), "\(path)")
        }
    }
}
