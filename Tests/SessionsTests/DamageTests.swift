import OAuth
import Testing

@testable import Sessions

@Suite("A damaged file")
struct DamageTests {
    private static let other = Fixture.name("other")

    /// Damages the session's file, and checks that it is noticed, kept aside, told, and in nobody's way.
    private func check(_ what: String, _ fixture: Fixture, _ file: String, _ content: [UInt8]) throws {
        fixture.folder.write(content, to: file)
        let store = try fixture.store()
        do throws(StoreFault) {
            _ = try store.read(.session, Fixture.profile)
            Issue.record("\(what): not noticed")
        } catch {
            guard case .damaged(_, _, let keptAs?) = error else {
                Issue.record("\(what): \(error.message)")
                return
            }
            #expect(TestFolder.content(keptAs.safe(limit: 4000)) == content, "\(what)")
            #expect(try store.read(.session, Fixture.profile) == .missing(keptAside: [keptAs]), "\(what)")
            TestFolder.remove(keptAs.safe(limit: 4000))
        }
        #expect(try store.content(Self.other) == "unharmed", "\(what)")
    }

    @Test("is noticed at whatever length it was cut off, kept aside and named")
    func truncated() throws {
        let (fixture, file, whole) = try prepared()
        for length in 0..<whole.count { try check("\(length) octets", fixture, file, Array(whole[..<length])) }
        try check("one octet more", fixture, file, whole + [0])
    }

    @Test("is noticed whichever bit was flipped, and never taken for one of another version or key")
    func flipped() throws {
        let (fixture, file, whole) = try prepared()
        for place in whole.indices {
            var content = whole
            content[place] ^= 1 << UInt8(place % 8)
            try check("octet \(place)", fixture, file, content)
        }
    }

    private func prepared() throws -> (Fixture, String, [UInt8]) {
        let fixture = Fixture()
        let store = try fixture.store()
        try store.put(Fixture.record("precious"))
        let file = fixture.sessionFile()
        try store.put(Fixture.record("unharmed", Self.other))
        return (fixture, file, fixture.folder.content(file))
    }

    @Test("is noticed when it is the whole file of another session, or an old place's")
    func exchanged() throws {
        let (fixture, file, _) = try prepared()
        let names = TestFolder.names(in: fixture.folder.path + "/state/pixie/sessions")
        let otherFile = try #require(names.map { "/state/pixie/sessions/" + $0 }.first { $0 != file })
        try check("exchanged", fixture, file, fixture.folder.content(otherFile))
    }

    @Test("of a newer version is left alone and not replaced")
    func newer() throws {
        let (fixture, file, whole) = try prepared()
        let header = try FileHeader(of: whole)
        #expect(header.bytes == Array(whole[..<FileHeader.length]))
        let content = FileHeader.withVersion(FileHeader.version + 1, whole)
        fixture.folder.write(content, to: file)
        let store = try fixture.store()
        let path = ForeignText(fixture.folder.path + file)
        #expect(throws: StoreFault.newer(path, version: 2)) { try store.read(.session, Fixture.profile) }
        #expect(throws: StoreFault.newer(path, version: 2)) { try store.put(Fixture.record("mine")) }
        #expect(fixture.folder.content(file) == content)
    }

    @Test("of an older version is told, and kept aside when a new login replaces it")
    func older() throws {
        let (fixture, file, whole) = try prepared()
        let content = FileHeader.withVersion(0, whole)
        fixture.folder.write(content, to: file)
        let store = try fixture.store()
        let path = ForeignText(fixture.folder.path + file)
        #expect(throws: StoreFault.older(path, version: 0)) { try store.read(.session, Fixture.profile) }
        try store.put(Fixture.record("new"))
        #expect(try store.content() == "new")
        guard case .setAside(_, _, let kept)? = fixture.notices.all.last else {
            Issue.record("nothing told")
            return
        }
        #expect(TestFolder.content(kept.safe(limit: 4000)) == content)
    }

    @Test("is kept aside when a new login replaces it without having read it")
    func replaced() throws {
        let (fixture, file, whole) = try prepared()
        fixture.folder.write(Array(whole.dropLast()), to: file)
        let store = try fixture.store()
        #expect(try store.put(Fixture.record("new")) == 1)
        #expect(try store.content() == "new")
        #expect(fixture.folder.everything().contains { $0.hasPrefix("/state/pixie/damaged/") })
    }

    @Test("that says where the key is, is made anew from any session")
    func choice() throws {
        let (fixture, _, _) = try prepared()
        let file = "/state/pixie/\(KeyChoice.name)"
        let whole = fixture.folder.content(file)
        for content in [[], Array(whole.dropLast()), whole.map { $0 ^ 1 }] {
            fixture.folder.write(content, to: file)
            #expect(try fixture.door().open(passphrase: { nil })?.content() == "precious")
            #expect(fixture.folder.content(file).count == whole.count)
        }
    }
}

extension FileHeader {
    /// The same file as another version would have written it.
    static func withVersion(_ version: UInt16, _ file: [UInt8]) -> [UInt8] {
        var start = ByteWriter()
        start.raw(magic)
        start.number(version)
        start.number(UInt16(length))
        let sum = checksum(of: start.bytes[...], file[preludeLength..<length])
        return start.bytes + sum + file[preludeLength...]
    }
}
