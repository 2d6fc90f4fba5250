import OAuth

/// What is remembered of the files between two listings, so that not every one is opened each time.
///
/// It is a copy: without it, or when it does not fit, the files themselves are read.
struct RememberedListing {
    struct Line {
        let label: KeptRecord.Label
        let written: Int64
        let size: UInt64
        let inode: UInt64

        func isStill(_ status: FileStatus) -> Bool {
            written == status.changed && size == UInt64(status.size) && inode == status.inode
        }
    }

    var lines: [String: Line] = [:]

    init() {}

    init(_ bytes: [UInt8]) throws(ByteReader.Malformed) {
        var reader = ByteReader(bytes[...])
        let count = try reader.number(UInt32.self)
        for _ in 0..<count {
            let id = HexText.of(try reader.raw(16))
            let written = Int64(bitPattern: try reader.number())
            let size = try reader.number(UInt64.self)
            let inode = try reader.number(UInt64.self)
            lines[id] = Line(label: try KeptRecord.Label(from: &reader), written: written, size: size, inode: inode)
        }
        guard reader.isAtEnd else { throw ByteReader.Malformed() }
    }

    /// - Parameter moment: Files that were written at or after it are left out: another write in the same tick of the
    ///   clock could not be told from it.
    func bytes(before moment: Int64) -> [UInt8] {
        let kept = lines.filter { $0.value.written < moment }
        var writer = ByteWriter()
        writer.number(UInt32(kept.count))
        for (id, line) in kept {
            guard let octets = HexText.octets(of: id), octets.count == 16 else {
                preconditionFailure("RememberedListing: a name that is no id")
            }
            writer.raw(octets)
            writer.number(UInt64(bitPattern: line.written))
            writer.number(line.size)
            writer.number(line.inode)
            line.label.write(to: &writer)
        }
        return writer.bytes
    }
}
