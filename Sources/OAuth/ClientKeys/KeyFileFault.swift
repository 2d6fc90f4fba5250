/// Why a file gives no key to use. Nothing of the file is in the messages but names and kinds.
public enum KeyFileFault: Error, Sendable, Equatable {
    case empty
    case tooLong(limit: Int)
    /// Neither PEM nor JSON.
    case noKey
    /// A PEM block of another kind, by its label.
    case otherBlock(ForeignText)
    /// The key in it is encrypted with a passphrase.
    case encrypted
    /// There is a public key, and no private one.
    case publicOnly
    /// A private key that the reader cannot make out.
    case damaged
    /// The public half in the file is of another key.
    case mismatch
    case badJSON(JSONFault)
    /// A kind that pixie does not use: its `kty`, curve or identifier.
    case kind(ForeignText)
    /// `kty` `oct`: a shared secret.
    case symmetric
    /// RSA keys have 2048 to 8192 bits here.
    case keySize(Int)
    /// Several keys could sign; their names.
    case several([ForeignText?])
    /// No key has the wanted name.
    case notNamed(ForeignText, there: [ForeignText?])
    /// Every key in the file says that it is for encryption.
    case notForSigning
    case notForDecryption
    /// A key whose signatures pixie does not make.
    case signsWithNothing(kind: String)
    /// `alg` does not fit the key.
    case algorithm(ForeignText, kind: String)

    /// What is wrong and what to do, without the name of the file.
    public var message: String {
        switch self {
        case .empty:
            "The key file is empty. Give a private key in PEM form or as a JWK."
        case .tooLong(let limit):
            "The key file is longer than \(limit / 1024) KiB. Give a file with the key alone."
        case .noKey:
            "There is no key in it: neither a PEM block (-----BEGIN PRIVATE KEY-----) nor a JWK in JSON."
        case .otherBlock(let label):
            "It holds \"\(label.safe(limit: 60))\" and no private key. Give the private key in PEM form (PRIVATE KEY, "
                + "EC PRIVATE KEY or RSA PRIVATE KEY) or as a JWK."
        case .encrypted:
            "The key in it is encrypted with a passphrase, which pixie does not ask for. Write it out once without: "
                + "openssl pkey -in FILE -out key.pem, and chmod 600 key.pem."
        case .publicOnly:
            "It holds only the public key. The provider has that one; give the private key that belongs to it."
        case .damaged:
            "The private key in it is damaged or cut short. Copy the whole file once more."
        case .mismatch:
            "The public half in it does not belong to the private key. Make the file anew from one key."
        case .badJSON(let fault):
            "The key file cannot be read. \(fault.message)"
        case .kind(let kind):
            "The key in it is \(kind.safe(limit: 60)). pixie uses RSA, EC keys on P-256, P-384 or P-521, and Ed25519."
        case .symmetric:
            "It holds a shared secret (kty oct) and no private key. A client secret belongs into --client-secret-file."
        case .keySize(let bits):
            "The RSA key in it has \(bits) bits. Below 2048 bits it is no protection, and above 8192 pixie does not go."
        case .several(let names):
            "There are \(names.count) keys in it that could sign: \(Self.list(names)). Say which with --client-key-id."
        case .notNamed(let name, let there):
            "No key in it is called \(name.safe(limit: 60)); there is \(Self.list(there))."
        case .notForSigning:
            "Every key in it is for encryption (use enc). Give the key that signs; this one belongs into "
                + "--decryption-key-file."
        case .notForDecryption:
            "No key in it can decrypt: it is for signatures (use sig) or an Ed25519 key. Give an RSA or EC key for "
                + "encryption."
        case .signsWithNothing(let kind):
            "The key is \(kind), which pixie uses for decryption only. Sign with a key on P-256 or P-384, an RSA or an "
                + "Ed25519 key."
        case .algorithm(let name, let kind):
            "The key is \(kind), and its alg \(name.safe(limit: 20)) is not one that such a key can sign with here."
        }
    }

    private static func list(_ names: [ForeignText?]) -> String {
        let shown = names.prefix(6).map { $0?.safe(limit: 40) ?? "one without a name" }.joined(separator: ", ")
        return names.count > 6 ? shown + " and \(names.count - 6) more" : shown
    }
}
