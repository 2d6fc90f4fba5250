import Crypto
import DemoProvider
import FoundationEssentials
import Glibc

/// The keys of an emulator and of its client, kept as files so that a second start is quick and the client can be
/// pointed at its own.
struct KeyFolder: Sendable {
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    let path: String

    init(_ path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    func signer(_ algorithm: Signer.Algorithm, _ id: String) throws -> Signer {
        let file = "\(path)/\(id).pem"
        let pem = try read(file) ?? settle(Signer(algorithm, id: id).pem, at: file)
        return try Signer(algorithm, id: id, pem: pem)
    }

    func agreement(_ id: String) throws -> P256.KeyAgreement.PrivateKey {
        let file = "\(path)/\(id).pem"
        let pem = try read(file) ?? settle(P256.KeyAgreement.PrivateKey().pemRepresentation, at: file)
        return try P256.KeyAgreement.PrivateKey(pemRepresentation: pem)
    }

    /// Writes a file for its owner alone, unless there is one; what is there then. Two emulators may start at once.
    @discardableResult
    func settle(_ text: String, at file: String) throws -> String {
        let draft = "\(file).\(getpid())"
        guard
            FileManager.default.createFile(
                atPath: draft, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw Fault(description: "\(file) cannot be written") }
        _ = link(draft, file)
        unlink(draft)
        guard let settled = read(file) else { throw Fault(description: "\(file) cannot be written") }
        return settled
    }

    private func read(_ file: String) -> String? {
        FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
    }
}
