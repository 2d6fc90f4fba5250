import Foundation
import FuzzTargets
import Testing

/// What the fuzz targets are given by hand and what once ended them, without the engine; see Tests/fuzz.
@Suite struct ReplayTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fuzz")

    private static func files(_ kind: String, _ target: String) throws -> [URL] {
        let place = folder.appending(path: kind).appending(path: target)
        guard FileManager.default.fileExists(atPath: place.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
    }

    @Test(arguments: FuzzTarget.all.map(\.name))
    func everySeedKeepsTheRules(_ name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let seeds = try Self.files("Corpus", name)
        #expect(seeds.count > 5, "a target without seeds begins at nothing")
        for seed in seeds {
            #expect(throws: Never.self, "\(seed.lastPathComponent)") { try target.run([UInt8](Data(contentsOf: seed))) }
        }
    }

    @Test(arguments: FuzzTarget.all.map(\.name))
    func whatOnceEndedATargetNoLongerDoes(_ name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        for crasher in try Self.files("Crashers", name) {
            #expect(throws: Never.self, "\(crasher.lastPathComponent)") {
                try target.run([UInt8](Data(contentsOf: crasher)))
            }
        }
    }

    @Test func everyFolderBelongsToATarget() throws {
        let names = Set(FuzzTarget.all.map(\.name))
        for kind in ["Corpus", "Crashers"] {
            let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: kind).path)
            #expect(Set(found.filter { !$0.hasPrefix(".") }).subtracting(names) == [])
        }
    }

    @Test func anInputThatBreaksARuleIsReported() throws {
        #expect(FuzzTarget.named("no such target") == nil)
        #expect(throws: Violation.self) { try FuzzTarget.broken.run([0x30, 0x78]) }
        #expect(throws: Never.self) { try FuzzTarget.broken.run([]) }
    }
}
