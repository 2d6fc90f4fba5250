/// The private keys in a file: PEM (PKCS#8, SEC 1, PKCS#1) or JSON (a JWK, or a JWK set).
public struct KeyFile: Sendable, Equatable {
    /// At least one, in the order of the file.
    public let keys: [ClientKey]

    /// Largest key file, in octets: a set of ``Limits/keys`` RSA keys fits.
    public static let longest = 512 << 10

    /// Reads a file. Nothing else than private keys of a kind that pixie can use is taken; see ``KeyFileFault``.
    public static func read(_ bytes: [UInt8]) throws(KeyFileFault) -> KeyFile {
        guard bytes.count <= longest else { throw .tooLong(limit: longest) }
        guard let start = bytes.first(where: { !$0.isJSONSpace }) else { throw .empty }
        if start == UInt8(ascii: "{") { return KeyFile(keys: try JWKReader.keys(bytes)) }
        guard let text = String(validating: bytes, as: UTF8.self), let pem = PEM(text) else { throw .noKey }
        return KeyFile(keys: try PEMKeys.keys(pem))
    }

    /// The one key that signs.
    ///
    /// - Parameter keyID: Which, when the file has several; a PEM key, which has no name of its own, gets this one.
    public func signingKey(_ keyID: String?) throws(KeyFileFault) -> ClientKey {
        let signing = keys.filter { $0.publicKey.use.map { $0.hasOctets(of: "sig") } ?? true }
        guard let first = signing.first else { throw .notForSigning }
        guard let keyID else {
            guard signing.count == 1 else { throw .several(signing.map { $0.keyID.map(ForeignText.init) }) }
            return try Self.judged(first)
        }
        let named = signing.filter { $0.keyID?.hasOctets(of: keyID) == true }
        guard named.count <= 1 else { throw .several(named.map { $0.keyID.map(ForeignText.init) }) }
        if let one = named.first { return try Self.judged(one) }
        guard signing.count == 1, first.keyID == nil else {
            throw .notNamed(ForeignText(keyID), there: signing.map { $0.keyID.map(ForeignText.init) })
        }
        return try Self.judged(first.named(keyID))
    }

    /// The keys that may open what was encrypted: all but those that say that they are for something else.
    public func decryptionKeys() throws(KeyFileFault) -> [ClientKey] {
        let fitting = keys.filter { key in
            guard key.publicKey.use.map({ $0.hasOctets(of: "enc") }) ?? true else { return false }
            if case .okp = key.numbers { return false }
            return true
        }
        guard !fitting.isEmpty else { throw .notForDecryption }
        return fitting
    }

    private static func judged(_ key: ClientKey) throws(KeyFileFault) -> ClientKey {
        guard !key.algorithms.isEmpty else { throw .signsWithNothing(kind: key.kind) }
        guard let name = key.publicKey.algorithm else { return key }
        guard let algorithm = SignatureAlgorithm(name: name), key.algorithms.contains(algorithm) else {
            throw .algorithm(ForeignText(name), kind: key.kind)
        }
        return key
    }
}
