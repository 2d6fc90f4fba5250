import Crypto
import CryptoExtras
import Hygiene
import OAuth

/// A key made from a passphrase with scrypt (RFC 7914).
enum PassphraseKey {
    /// Some tenths of a second and 128 MiB, so that guessing costs the same each time.
    static func derive(
        _ passphrase: Secret, _ scrypt: KeyDescription.Scrypt, salt: [UInt8]
    ) throws(KeyFault) -> LockedBytes {
        guard !passphrase.isEmpty else { throw .passphraseEmpty }
        precondition(scrypt.isBounded, "PassphraseKey: parameters out of bounds")
        var text = Array(passphrase.reveal().utf8)
        defer { LockedBytes.wipe(&text) }
        let rounds = 1 << Int(scrypt.logN)
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: text, salt: salt, outputByteCount: StoreKey.length, rounds: rounds,
                blockSize: Int(scrypt.r), parallelism: Int(scrypt.p),
                maxMemory: 128 * Int(scrypt.r) * (rounds + Int(scrypt.p) + 4))
            return LockedBytes(count: StoreKey.length) { buffer in
                key.withUnsafeBytes { buffer.copyMemory(from: $0) }
            }
        } catch {
            // With parameters in bounds only memory can be missing.
            throw .unavailable(.passphrase, .failed(ForeignText("scrypt needs more memory than there is")))
        }
    }
}
