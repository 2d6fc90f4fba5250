import OAuth
import PixieUI
import Profiles

/// Reads files with private keys, for options, profiles and the form alike.
enum KeyReading {
    /// The keys of a file that `choose` wants.
    static func read<Value>(
        _ path: String, _ choose: (KeyFile) throws(KeyFileFault) -> Value
    ) throws(KeyFileTrouble) -> Value {
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try SecretFile.read(path, limit: KeyFile.longest)
        } catch {
            throw KeyFileTrouble(error.message)
        }
        do throws(KeyFileFault) {
            return try choose(try KeyFile.read(bytes))
        } catch {
            throw KeyFileTrouble("\(SmallFile.name(path)): \(error.message)", isAboutName: error.isAboutName)
        }
    }

    /// What the form asked for. It may take its time: a name can lead to a pipe, or to a disk far away.
    static func find(_ wish: KeyFilesWish) -> KeyFilesFound {
        var signing: Result<ClientKey, KeyFileTrouble>?
        var decryption: Result<[ClientKey], KeyFileTrouble>?
        if !wish.signing.isEmpty {
            let name = wish.keyID.isEmpty ? nil : wish.keyID
            signing = Result { () throws(KeyFileTrouble) in
                try read(Profile.expanded(wish.signing)) { (file) throws(KeyFileFault) in try file.signingKey(name) }
            }
        }
        if !wish.decryption.isEmpty {
            decryption = Result { () throws(KeyFileTrouble) in
                try read(Profile.expanded(wish.decryption)) { (file) throws(KeyFileFault) in
                    try file.decryptionKeys()
                }
            }
        }
        return KeyFilesFound(wish: wish, signing: signing, decryption: decryption)
    }

    /// A name that stands for what can be read only once, and in no other process.
    static func isStream(_ path: String) -> Bool {
        path == "-" || ["/dev/fd/", "/dev/stdin", "/proc/self/fd/"].contains { path.hasPrefix($0) }
    }
}

extension KeyFileFault {
    /// There are keys, but which of them is meant is not clear.
    fileprivate var isAboutName: Bool {
        switch self {
        case .several, .notNamed: true
        case .empty, .tooLong, .noKey, .otherBlock, .encrypted, .publicOnly, .damaged, .mismatch, .badJSON, .kind,
            .symmetric, .keySize, .notForSigning, .notForDecryption, .signsWithNothing, .algorithm:
            false
        }
    }
}
