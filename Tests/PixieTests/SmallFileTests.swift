import Glibc
import OAuth
import Testing

@testable import pixie

struct SmallFileTests {
    /// Runs a test with a file of that content, which is gone afterwards.
    private func withFile<Result>(_ content: String, _ test: (String) throws -> Result) rethrows -> Result {
        var name = Array("/tmp/pixie-test-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        #expect(descriptor >= 0)
        #expect(write(descriptor, content, content.utf8.count) == content.utf8.count)
        close(descriptor)
        let path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { unlink(path) }
        return try test(path)
    }

    @Test func readsTheOnlyLine() throws {
        #expect(try withFile("secret\n") { try SmallFile.line($0) } == Secret("secret"))
    }

    @Test(arguments: ["", "\n", "one\ntwo\n"])
    func refusesWhatIsNotOneLine(content: String) {
        #expect(throws: FileFault.self) { try withFile(content) { try SmallFile.line($0) } }
    }

    @Test func refusesMoreThanTheLimit() {
        withFile("0123456789") { path in
            _ = #expect(throws: FileFault.tooLarge(path, limit: 9)) { try SmallFile.read(path, limit: 9) }
        }
    }

    @Test func saysWhyAFileCannotBeRead() {
        #expect(throws: FileFault.self) { try SmallFile.read("/tmp", limit: 10) }
        #expect(throws: FileFault.self) { try SmallFile.read("/tmp/pixie-no-such-file", limit: 10) }
    }
}
