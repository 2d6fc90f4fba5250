/// Opens what was encrypted for the client (RFC 7516 section 5.2).
public enum Decryption {
    /// What was inside, and how it was opened.
    public struct Opened: Sendable, Equatable {
        /// The text inside: a signed token. Encryption proves nothing about who wrote it; only its signature does.
        public let text: Secret
        public let header: JSONObject
        public let agreement: KeyAgreement
        public let content: ContentEncryption
        public let key: ClientKey

        /// For the evidence of a check.
        public var evidence: String {
            let name = key.keyID.map { ", kid " + ForeignText($0).safe(limit: 60) } ?? ""
            return "\(agreement.rawValue), \(content.rawValue)\(name), \(key.kind)"
        }
    }

    /// Keys that are tried for one text: each costs a computation with numbers that somebody else chose.
    static let mostTries = 16

    /// Opens `token` with one of `keys`: first those that it names (`kid`), then the others that fit.
    ///
    /// - Parameter limit: The longest text that is read, in octets.
    public static func open(
        _ token: Secret, with keys: [ClientKey], limit: Int = Limits.storedToken
    ) throws(JWEFault) -> Opened {
        let jwe = try JWE.decode(token, limit: limit)
        let header = try JWEHeader(jwe)
        guard !keys.isEmpty else { throw .noKeys }
        let fitting = keys.filter { key in
            guard header.agreement.fits(key) else { return false }
            guard let sender = header.sender, case .ec(let curve, _, _) = key.publicKey.material else { return true }
            return curve == sender.curve
        }
        guard !fitting.isEmpty else {
            throw .unfitKeys(ForeignText(header.agreement.rawValue), kinds: keys.map(\.kind))
        }
        let isNamed = { (key: ClientKey) in jwe.keyID.map { key.keyID?.hasOctets(of: $0) == true } ?? false }
        let ordered = (fitting.filter(isNamed) + fitting.filter { !isNamed($0) }).prefix(mostTries)
        for key in ordered {
            guard let contentKey = JWEMath.contentKey(jwe, header, key),
                let plain = JWEMath.content(jwe, header.content, key: contentKey)
            else { continue }
            return Opened(
                text: Secret(String(decoding: plain, as: UTF8.self)), header: jwe.header,
                agreement: header.agreement, content: header.content, key: key)
        }
        throw .notOpened(tried: ordered.count, named: jwe.keyID.map { ForeignText($0) })
    }
}
