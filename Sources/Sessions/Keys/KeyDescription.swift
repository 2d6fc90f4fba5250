/// Which key a file was sealed with, and how to get at it. It is in the clear.
public struct KeyDescription: Equatable, Sendable {
    /// How hard scrypt works on a passphrase (RFC 7914 section 2).
    public struct Scrypt: Equatable, Sendable {
        /// The cost N as a power of two.
        public var logN: UInt8
        public var r: UInt8
        public var p: UInt8

        public init(logN: UInt8, r: UInt8, p: UInt8) {
            self.logN = logN
            self.r = r
            self.p = p
        }

        /// What new stores use: 128 MiB, some tenths of a second.
        public static let standard = Scrypt(logN: 17, r: 8, p: 1)
        /// For sources without a passphrase.
        static let none = Scrypt(logN: 0, r: 0, p: 0)

        /// Whether it is worth trying: what somebody wrote into a file must not cost unbounded memory or time. At most
        /// 1 GiB.
        var isBounded: Bool { (10...20).contains(logN) && r == 8 && (1...4).contains(p) }
    }

    static let length = 1 + 3 + 16 + 16
    static let saltLength = 16
    static let checkLength = 16

    public let source: StoreKeySource
    let scrypt: Scrypt
    let salt: [UInt8]
    /// A keyed hash of nothing: tells a wrong key from a damaged file, and names the key in keyrings.
    let check: [UInt8]

    init(source: StoreKeySource, scrypt: Scrypt, salt: [UInt8], check: [UInt8]) {
        self.source = source
        self.scrypt = scrypt
        self.salt = salt
        self.check = check
    }

    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.number(source.rawValue)
        writer.number(scrypt.logN)
        writer.number(scrypt.r)
        writer.number(scrypt.p)
        writer.raw(salt)
        writer.raw(check)
        return writer.bytes
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        guard let source = StoreKeySource(rawValue: try reader.number()) else { throw ByteReader.Malformed() }
        self.source = source
        scrypt = Scrypt(logN: try reader.number(), r: try reader.number(), p: try reader.number())
        salt = Array(try reader.raw(Self.saltLength))
        check = Array(try reader.raw(Self.checkLength))
        guard source == .passphrase ? scrypt.isBounded : scrypt == .none else { throw ByteReader.Malformed() }
    }

    /// A source that was chosen and has no key now: it went with the last session.
    static func keyless(_ source: StoreKeySource, _ scrypt: Scrypt) -> KeyDescription {
        let nothing = [UInt8](repeating: 0, count: saltLength)
        return KeyDescription(source: source, scrypt: scrypt, salt: nothing, check: nothing)
    }

    /// No key has this check, but with a chance that nobody lives to see.
    var isKeyless: Bool { check.allSatisfy { $0 == 0 } }

    /// The name of the key in a keyring. It tells nothing about the key.
    var keyName: String { HexText.of(check) }
}
