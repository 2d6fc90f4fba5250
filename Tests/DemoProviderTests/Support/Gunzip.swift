import FoundationEssentials
import Glibc
import Testing

/// The system's gzip: a reader that shares nothing with our writer.
enum Gunzip {
    /// The unpacked octets; gzip also compares the checksum and the length.
    static func unpack(_ file: [UInt8]) throws -> [UInt8] {
        let place = FileManager.default.temporaryDirectory.appending(path: "pixie-\(UUID().uuidString).gz")
        try Data(file).write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        let pipe = try #require(popen("gzip -dc '\(place.path)'", "r"))
        var unpacked: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = fread(&piece, 1, piece.count, pipe)
            if count == 0 { break }
            unpacked += piece[..<count]
        }
        #expect(pclose(pipe) == 0)
        return unpacked
    }
}
