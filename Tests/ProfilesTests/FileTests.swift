import Foundation
import Testing

@testable import Profiles

@Suite struct FileTests {
    /// A folder that is gone after the test.
    final class Folder {
        let path = NSTemporaryDirectory() + "/pixie-profiles-" + UUID().uuidString

        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    @Test func thePlaceFollowsXDG() {
        #expect(ProfileFile(configHome: "/c", home: "/h")?.path == "/c/pixie/profiles.yaml")
        #expect(ProfileFile(configHome: "relative", home: "/h")?.path == "/h/.config/pixie/profiles.yaml")
        #expect(ProfileFile(configHome: nil, home: "/h")?.path == "/h/.config/pixie/profiles.yaml")
        #expect(ProfileFile(configHome: "", home: nil) == nil)
        #expect(ProfileFile(configHome: nil, home: "h") == nil)
    }

    @Test func aFirstProfileMakesFolderAndFileForItsOwnerOnly() throws {
        let folder = try Folder()
        let file = ProfileFile(path: folder.path + "/x/pixie/profiles.yaml")
        let empty = try file.read()
        #expect(empty.text.isEmpty)
        let book = try empty.putting(EditingTests.profile("a"))
        try file.write(book, replacing: empty)
        #expect(try file.read() == book)
        let facts = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(facts[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/x/pixie") == ["profiles.yaml"])
    }

    @Test func whatSomebodyElseChangedMeanwhileIsNotLost() throws {
        let folder = try Folder()
        let file = ProfileFile(path: folder.path + "/profiles.yaml")
        let empty = try file.read()
        try "# theirs\n".write(toFile: file.path, atomically: true, encoding: .utf8)
        #expect(throws: ProfileFileFault.changedMeanwhile(file.shown)) {
            try file.write(empty.putting(EditingTests.profile("a")), replacing: empty)
        }
        #expect(try file.read().text == "# theirs\n")
    }

    @Test func aSymbolicLinkIsFollowedAndStays() throws {
        let folder = try Folder()
        try "# dots\n".write(toFile: folder.path + "/real", atomically: true, encoding: .utf8)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/profiles.yaml", withDestinationPath: folder.path + "/real")
        let file = ProfileFile(path: folder.path + "/profiles.yaml")
        let book = try file.read()
        try file.write(book.putting(EditingTests.profile("a")), replacing: book)
        let real = try String(contentsOfFile: folder.path + "/real", encoding: .utf8)
        #expect(real.hasPrefix("# dots\nprofiles:\n"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file.path) == folder.path + "/real")
    }

    @Test func whatIsNotAFileIsRefused() throws {
        let folder = try Folder()
        #expect(throws: ProfileFileFault.self) { try ProfileFile(path: folder.path).read() }
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        #expect(throws: ProfileFileFault.self) { try ProfileFile(path: folder.path + "/pipe").read() }
        try Data([0xff, 0xfe]).write(to: URL(fileURLWithPath: folder.path + "/binary"))
        #expect(throws: ProfileFileFault.self) { try ProfileFile(path: folder.path + "/binary").read() }
        try Data(count: 1 << 20).write(to: URL(fileURLWithPath: folder.path + "/large"))
        #expect(try ProfileFile(path: folder.path + "/large").read().mistakes.count == 1)
    }
}
