internal import Crypto
internal import CryptoExtras

/// The arithmetic of encrypted texts, done by swift-crypto. Nil means: not with this key, or not this text.
enum JWEMath {
    /// The content key.
    static func contentKey(_ jwe: JWE, _ header: JWEHeader, _ key: ClientKey) -> [UInt8]? {
        switch header.agreement {
        case .rsaOAEP256:
            guard let found = rsa(jwe.encryptedKey, key), found.count == header.content.keyLength else { return nil }
            return found
        case .ecdhES:
            return agreed(header, key, name: header.content.rawValue, length: header.content.keyLength)
        case .ecdhESA128KW, .ecdhESA256KW:
            guard let length = header.agreement.wrappingKeyLength,
                let wrapping = agreed(header, key, name: header.agreement.rawValue, length: length),
                let found = try? AES.KeyWrap.unwrap(jwe.encryptedKey, using: SymmetricKey(data: wrapping))
            else { return nil }
            let octets = found.withUnsafeBytes { Array($0) }
            return octets.count == header.content.keyLength ? octets : nil
        }
    }

    /// RSAES-OAEP with SHA-256 (RFC 7518 section 4.3).
    private static func rsa(_ encrypted: [UInt8], _ key: ClientKey) -> [UInt8]? {
        guard case .rsa(let modulus, let exponent) = key.publicKey.material,
            case .rsa(let secret, let primes) = key.numbers, encrypted.count == modulus.count
        else { return nil }
        let rsa: _RSA.Encryption.PrivateKey?
        if let primes {
            rsa = try? _RSA.Encryption.PrivateKey(
                n: modulus, e: exponent, d: secret, p: primes.first, q: primes.second)
        } else {
            rsa = try? _RSA.Encryption.PrivateKey._createFromNumbers(n: modulus, e: exponent, d: secret)
        }
        guard let rsa, let found = try? rsa.decrypt(encrypted, padding: .PKCS1_OAEP_SHA256) else { return nil }
        return Array(found)
    }

    /// ECDH with the sender's key, and the derivation of RFC 7518 section 4.6.2. A point off the curve is refused by
    /// swift-crypto: it could betray the private key (RFC 8725 section 3.4).
    private static func agreed(_ header: JWEHeader, _ key: ClientKey, name: String, length: Int) -> [UInt8]? {
        guard let sender = header.sender, case .ec(let curve, _, _) = key.publicKey.material, curve == sender.curve,
            case .ec(let secret) = key.numbers
        else { return nil }
        let shared: SharedSecret?
        switch curve {
        case .p256:
            shared = try? P256.KeyAgreement.PrivateKey(rawRepresentation: secret)
                .sharedSecretFromKeyAgreement(with: P256.KeyAgreement.PublicKey(x963Representation: sender.point))
        case .p384:
            shared = try? P384.KeyAgreement.PrivateKey(rawRepresentation: secret)
                .sharedSecretFromKeyAgreement(with: P384.KeyAgreement.PublicKey(x963Representation: sender.point))
        case .p521:
            shared = try? P521.KeyAgreement.PrivateKey(rawRepresentation: secret)
                .sharedSecretFromKeyAgreement(with: P521.KeyAgreement.PublicKey(x963Representation: sender.point))
        }
        guard let shared else { return nil }
        return derived(
            from: shared.withUnsafeBytes { Array($0) }, name: name, producer: header.producer,
            consumer: header.consumer, length: length)
    }

    /// The Concat KDF with SHA-256 (NIST SP 800-56A section 5.8.1), as RFC 7518 section 4.6.2 fills it in.
    static func derived(
        from shared: [UInt8], name: String, producer: [UInt8], consumer: [UInt8], length: Int
    ) -> [UInt8] {
        func counted(_ octets: [UInt8]) -> [UInt8] { number(octets.count) + octets }
        let other = counted(Array(name.utf8)) + counted(producer) + counted(consumer) + number(length * 8)
        var derived: [UInt8] = []
        var round = 1
        while derived.count < length {
            derived += SHA2.sha256.hash(number(round) + shared + other)
            round += 1
        }
        return Array(derived.prefix(length))
    }

    /// Four octets, big-endian.
    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// The plain content, if the tag is right.
    static func content(_ jwe: JWE, _ encryption: ContentEncryption, key: [UInt8]) -> [UInt8]? {
        switch encryption {
        case .A128GCM, .A256GCM:
            // RFC 7518 section 5.3. The tag is compared in constant time inside.
            guard let nonce = try? AES.GCM.Nonce(data: jwe.vector),
                let box = try? AES.GCM.SealedBox(nonce: nonce, ciphertext: jwe.ciphertext, tag: jwe.tag),
                let plain = try? AES.GCM.open(box, using: SymmetricKey(data: key), authenticating: jwe.authenticated)
            else { return nil }
            return Array(plain)
        case .A128CBC_HS256, .A256CBC_HS512:
            return cbc(jwe, key: key, isLong: encryption == .A256CBC_HS512)
        }
    }

    /// RFC 7518 section 5.2.2.2: the tag comes first, so that nothing is decrypted that somebody changed, and the
    /// padding tells nothing.
    private static func cbc(_ jwe: JWE, key: [UInt8], isLong: Bool) -> [UInt8]? {
        let half = key.count / 2
        let macKey = SymmetricKey(data: key[..<half])
        let bits = UInt64(jwe.authenticated.count) * 8
        let length = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> UInt64($0)) }
        let input = jwe.authenticated + jwe.vector + jwe.ciphertext + length
        let mac =
            isLong
            ? Array(HMAC<SHA512>.authenticationCode(for: input, using: macKey))
            : Array(HMAC<SHA256>.authenticationCode(for: input, using: macKey))
        guard isEqual(mac[..<half], jwe.tag), let vector = try? AES._CBC.IV(ivBytes: jwe.vector),
            let plain = try? AES._CBC.decrypt(jwe.ciphertext, using: SymmetricKey(data: key[half...]), iv: vector)
        else { return nil }
        return Array(plain)
    }

    /// Looks at every octet, so that time tells nothing of the first difference (CWE-208).
    private static func isEqual(_ left: ArraySlice<UInt8>, _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
