import Crypto
import Hygiene

/// The key of a store, with what it is derived to.
///
/// Each use has a key of its own (NIST SP 800-108): one seals, one names files, one proves that it is this key.
public struct StoreKey: Sendable {
    private let master: LockedBytes
    public let description: KeyDescription

    static let length = 32

    /// A key as it came from `source`. The description carries its check value.
    init(_ master: LockedBytes, source: StoreKeySource, scrypt: KeyDescription.Scrypt = .none, salt: [UInt8]) {
        self.master = master
        let check = Array(Self.derive(master, "pixie key check 1")[..<KeyDescription.checkLength])
        description = KeyDescription(source: source, scrypt: scrypt, salt: salt, check: check)
    }

    /// The key that `description` speaks of, or nil when `master` is another one.
    init?(_ master: LockedBytes, as description: KeyDescription) {
        self.init(master, source: description.source, scrypt: description.scrypt, salt: description.salt)
        // Both are hashes that tell nothing about the key, so the time of the comparison does not matter.
        guard self.description == description else { return nil }
    }

    var sealKey: SymmetricKey { key("pixie seal 1") }

    /// The file of a profile: tells nothing to whoever has no key.
    func id(_ kind: FileHeader.Kind, _ name: String) -> [UInt8] {
        hash([Array("file".utf8), [kind.rawValue], Array(name.utf8)])
    }

    /// What ties a file to its issuer and client.
    func binding(issuer: String, clientID: String) -> [UInt8] {
        hash([Array("binding".utf8), Array(issuer.utf8), Array(clientID.utf8)])
    }

    /// Lengths are hashed as well, so that no two lists of parts look the same.
    private func hash(_ parts: [[UInt8]]) -> [UInt8] {
        var writer = ByteWriter()
        for part in parts { writer.octets(part) }
        return Array(Self.code(of: writer.bytes, with: key("pixie names 1"))[..<16])
    }

    private func key(_ use: String) -> SymmetricKey {
        var octets = Self.derive(master, use)
        defer { LockedBytes.wipe(&octets) }
        return SymmetricKey(data: octets)
    }

    private static func derive(_ master: LockedBytes, _ use: String) -> [UInt8] {
        master.withBytes { code(of: Array(use.utf8), with: SymmetricKey(data: $0)) }
    }

    /// Copied as a whole: its elements one by one would make the runtime look for conformances, which costs more than
    /// the code itself.
    private static func code(of message: [UInt8], with key: SymmetricKey) -> [UInt8] {
        HMAC<SHA256>.authenticationCode(for: message, using: key).withUnsafeBytes { Array($0) }
    }

    /// For the keyring or the file that keeps it. The caller wipes what it made of it.
    func withMaster<Result>(_ use: (UnsafeRawBufferPointer) -> Result) -> Result {
        master.withBytes(use)
    }
}
