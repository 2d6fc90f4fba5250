import Glibc
import OAuth
import Testing

@testable import Sessions

@Suite("What providers said, on the disk", .serialized)
struct MetadataCacheTests {
    private let folder = TestFolder()
    private let now = Timestamp(seconds: 1_790_000_000)

    private func cache() throws -> MetadataCache {
        try #require(MetadataCache(cacheHome: folder.path, home: nil))
    }

    private func remembered(_ issuer: Issuer) throws -> RememberedMetadata {
        let reply = HTTPReply(status: 200, body: Array("{}".utf8))
        return try #require(RememberedMetadata(of: issuer, from: Discovery.addresses(of: issuer)[0], reply, at: now))
    }

    private func written() throws -> (issuer: Issuer, file: String) {
        let issuer = try Issuer("https://login.example.com")
        try cache().write(try remembered(issuer), of: issuer)
        let files = folder.everything().filter { folder.mode($0) & S_IFMT == S_IFREG }
        return (issuer, try #require(files.first))
    }

    @Test func whatWasWrittenIsReadAndNobodyElseMayReadIt() throws {
        let (issuer, file) = try written()
        #expect(try cache().read(issuer) == remembered(issuer))
        #expect(folder.mode(file) & 0o777 == 0o600)
        #expect(folder.mode("/pixie/metadata") & 0o777 == 0o700)
        #expect(try cache().read(try Issuer("https://login.example.org")) == nil)
        try cache().write(nil, of: issuer)
        #expect(try cache().read(issuer) == nil)
    }

    @Test("a place that somebody else may have written to is refused", arguments: ["file", "folder", "link", "names"])
    func hazards(_ kind: String) throws {
        let (issuer, file) = try written()
        let path = folder.path + file
        switch kind {
        case "file": chmod(path, 0o666)
        case "folder": chmod(folder.path + "/pixie/metadata", 0o777)
        case "link":
            rename(path, folder.path + "/target")
            symlink(folder.path + "/target", path)
        case _: link(path, folder.path + "/other")
        }
        let error = #expect(throws: StoreFault.self) { try cache().read(issuer) }
        guard case .unsafe? = error else {
            Issue.record("\(error?.message ?? "nothing")")
            return
        }
    }

    @Test func thereAreNeverMoreThanAFew() throws {
        for number in 0...MetadataCache.most {
            let issuer = try Issuer("https://login\(number).example.com")
            try cache().write(try remembered(issuer), of: issuer)
            #expect(TestFolder.names(in: folder.path + "/pixie/metadata").count <= MetadataCache.most)
        }
        #expect(try cache().read(try Issuer("https://login\(MetadataCache.most).example.com")) != nil)
    }

    @Test func withoutAnAbsolutePathThereIsNone() {
        #expect(MetadataCache(cacheHome: nil, home: nil) == nil)
        #expect(MetadataCache(cacheHome: "relative", home: "also") == nil)
        #expect(MetadataCache(cacheHome: "", home: "/home/alice")?.place.path == "/home/alice/.cache/pixie")
        #expect(MetadataCache(cacheHome: "relative", home: "/h")?.place.path == "/h/.cache/pixie")
    }
}
