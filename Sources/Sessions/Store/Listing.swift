import OAuth

/// Everything of one kind that is in the store, as a list shows it.
public struct Listing: Sendable, Equatable {
    public struct Line: Sendable, Equatable {
        public let label: KeptRecord.Label
        /// Nanoseconds since 1970: when it was written.
        public let written: Int64
    }

    /// By the names of their profiles.
    public let lines: [Line]
    /// What could not be read. The rest is not affected.
    public let faults: [StoreFault]
    /// The same, and what was kept aside before, by the names of the files.
    let trouble: [String: ForeignText]
}

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

extension HexText {
    /// The octets of a text that ``of(_:)`` wrote.
    static func octets(of text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var octets: [UInt8] = []
        octets.reserveCapacity(digits.count / 2)
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[place]), let low = value(digits[place + 1]) else { return nil }
            octets.append(high << 4 | low)
        }
        return octets
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
