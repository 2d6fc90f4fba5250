/// What the header of a JWE says, judged before any key is looked at.
struct JWEHeader {
    let agreement: KeyAgreement
    let content: ContentEncryption
    /// The sender's key for ECDH (RFC 7518 section 4.6.1.1): curve and uncompressed point.
    let sender: (curve: JSONWebKey.Curve, point: [UInt8])?
    /// RFC 7518 sections 4.6.1.2 and 4.6.1.3.
    let producer: [UInt8]
    let consumer: [UInt8]

    /// Longest `apu` and `apv`, in octets; RFC 7518 names no limit, and senders put names into them.
    private static let longestParty = 1024
    /// The tag of AES key wrapping, in octets (RFC 3394).
    private static let wrappingOverhead = 8

    init(_ jwe: JWE) throws(JWEFault) {
        func text(_ name: String) throws(JWEFault) -> String {
            guard let text = jwe.header[name]?.string else { throw .missing(name) }
            return text
        }
        let alg = try text("alg")
        let enc = try text("enc")
        if let names = jwe.header["crit"] { throw .critical(names.display(limit: 100)) }
        guard jwe.header["zip"] == nil else { throw .compressed }
        guard let agreement = KeyAgreement(rawValue: alg), agreement.rawValue.hasOctets(of: alg) else {
            throw .keyAlgorithm(ForeignText(alg))
        }
        guard let content = ContentEncryption(rawValue: enc), content.rawValue.hasOctets(of: enc) else {
            throw .contentAlgorithm(ForeignText(enc))
        }
        self.agreement = agreement
        self.content = content
        switch agreement {
        case .rsaOAEP256:
            (sender, producer, consumer) = (nil, [], [])
        case .ecdhES, .ecdhESA128KW, .ecdhESA256KW:
            sender = try Self.sender(jwe.header)
            producer = try Self.party("apu", jwe.header)
            consumer = try Self.party("apv", jwe.header)
            // Without wrapping the agreed key is the content key, and the part for a wrapped one is empty.
            let length = agreement.wrappingKeyLength == nil ? 0 : content.keyLength + Self.wrappingOverhead
            guard jwe.encryptedKey.count == length else {
                throw .length(.key, expected: length, found: jwe.encryptedKey.count)
            }
        }
        guard jwe.vector.count == content.vectorLength else {
            throw .length(.vector, expected: content.vectorLength, found: jwe.vector.count)
        }
        guard jwe.tag.count == content.tagLength else {
            throw .length(.tag, expected: content.tagLength, found: jwe.tag.count)
        }
    }

    private static func sender(_ header: JSONObject) throws(JWEFault) -> (curve: JSONWebKey.Curve, point: [UInt8]) {
        guard let value = header["epk"] else { throw .agreement("no epk in the header") }
        guard let object = value.object, let material = JSONWebKey.Material("EC", object),
            object["kty"]?.string == "EC", case .ec(let curve, let x, let y) = material
        else { throw .agreement("epk is not an EC key on P-256, P-384 or P-521") }
        guard object["d"] == nil else { throw .agreement("epk holds the private key") }
        return (curve, [0x04] + x + y)
    }

    private static func party(_ name: String, _ header: JSONObject) throws(JWEFault) -> [UInt8] {
        guard let value = header[name] else { return [] }
        guard let octets = value.string.flatMap({ Base64URL.decode($0) }), octets.count <= longestParty else {
            throw .agreement("\(name) is not base64url of at most \(longestParty) octets")
        }
        return octets
    }
}
