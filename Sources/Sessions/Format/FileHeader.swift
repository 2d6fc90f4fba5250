import Crypto

/// What stands before the sealed part of every file of the store, for everybody to read.
///
/// Nothing in it names a person, an issuer or a client: ``id`` and ``binding`` are keyed hashes. All of it is associated
/// data of the seal (RFC 5116 section 2.1), so none of it can be changed without being noticed.
///
/// | octets | is |
/// |---|---|
/// | 6 | `pixie` and a line feed |
/// | 2 | version of the format |
/// | 2 | length of the header, all of these included |
/// | 8 | the first octets of the SHA-256 of the header without these |
/// | 1 | what the file is: session, waiting login, list, choice of the key source |
/// | 36 | key description: source 1, scrypt log2 N, r, p 1 each, salt 16, key check 16 |
/// | 16 | id: keyed hash of what the file is and of the profile's name; the file's name |
/// | 16 | binding: keyed hash of issuer and client |
/// | 8 | generation: 1 for the first write, one more for each other |
/// | 12 | nonce |
///
/// The first four lines are the same in every version. The checksum tells a damaged header from one of another version
/// and from a wrong key, before any key is at hand; it protects against accidents, the seal against people.
struct FileHeader: Equatable, Sendable {
    enum Kind: UInt8, Sendable, CaseIterable {
        case session = 1
        case waiting = 2
        case list = 3
        case choice = 4
        case client = 5
    }

    static let magic = Array("pixie\n".utf8)
    static let version: UInt16 = 1
    static let preludeLength = 18
    static let length = preludeLength + 1 + KeyDescription.length + 16 + 16 + 8 + 12
    static let nonceLength = 12

    var kind: Kind
    var key: KeyDescription
    var id: [UInt8]
    var binding: [UInt8]
    var generation: UInt64
    var nonce: [UInt8]

    var bytes: [UInt8] {
        var rest = ByteWriter()
        rest.number(kind.rawValue)
        rest.raw(key.bytes)
        rest.raw(id)
        rest.raw(binding)
        rest.number(generation)
        rest.raw(nonce)
        var start = ByteWriter()
        start.raw(Self.magic)
        start.number(Self.version)
        start.number(UInt16(Self.length))
        let sum = Self.checksum(of: start.bytes[...], rest.bytes[...])
        return start.bytes + sum + rest.bytes
    }

    private init(from reader: inout ByteReader) throws(FormatFault) {
        do throws(ByteReader.Malformed) {
            guard let kind = Kind(rawValue: try reader.number()) else { throw ByteReader.Malformed() }
            self.kind = kind
            key = try KeyDescription(from: &reader)
            id = Array(try reader.raw(16))
            binding = Array(try reader.raw(16))
            generation = try reader.number()
            nonce = Array(try reader.raw(Self.nonceLength))
        } catch {
            throw .damaged(.header)
        }
    }

    init(kind: Kind, key: KeyDescription, id: [UInt8], binding: [UInt8], generation: UInt64, nonce: [UInt8]) {
        self.kind = kind
        self.key = key
        self.id = id
        self.binding = binding
        self.generation = generation
        self.nonce = nonce
    }

    /// Reads the header at the start of `file`.
    init(of file: [UInt8]) throws(FormatFault) {
        var reader = ByteReader(file[...])
        let version: UInt16
        let length: Int
        do throws(ByteReader.Malformed) {
            guard try reader.raw(Self.magic.count).elementsEqual(Self.magic) else { throw ByteReader.Malformed() }
            version = try reader.number()
            length = Int(try reader.number(UInt16.self))
            let sum = try reader.raw(8)
            guard length >= Self.preludeLength, length <= file.count,
                sum.elementsEqual(Self.checksum(of: file[..<10], file[Self.preludeLength..<length]))
            else { throw ByteReader.Malformed() }
        } catch {
            throw .damaged(file.isEmpty ? .empty : .header)
        }
        guard version == Self.version else {
            throw version > Self.version ? .newer(Int(version)) : .older(Int(version))
        }
        guard length == Self.length else { throw .damaged(.header) }
        try self.init(from: &reader)
    }

    static func checksum(of start: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: start)
        hash.update(data: rest)
        return Array(hash.finalize().prefix(8))
    }
}

/// Why the content of a file could not be used.
enum FormatFault: Error, Equatable {
    case damaged(Damage)
    case newer(Int)
    case older(Int)
    /// It was sealed with another key.
    case otherKey(KeyDescription)
}

/// What is wrong with a damaged file.
public enum Damage: Error, Equatable, Sendable {
    case empty
    /// Its first part is not as it was written.
    case header
    /// Its sealed part is not as it was written, or was cut off.
    case seal
    /// Whole, but it is the file of something else: it was renamed or copied here.
    case place
    /// Whole, but what is in it cannot be read: a mistake of the pixie that wrote it.
    case content
    /// Longer than any file of the store.
    case size

    public var reason: String {
        switch self {
        case .empty: "it is empty"
        case .header: "its header is not as it was written"
        case .seal: "its content is not as it was written, or a part is missing"
        case .place: "it is the file of another session"
        case .content: "its content makes no sense"
        case .size: "it is too long"
        }
    }
}
