internal import Crypto
internal import CryptoExtras

extension ClientKey {
    /// - Parameter published: The uncompressed point that the file has, which must be the key's own.
    static func ec(
        _ curve: JSONWebKey.Curve, _ number: [UInt8], published: [UInt8]?, facts: KeyFacts
    ) throws(KeyFileFault) -> ClientKey {
        let length = curve.coordinateLength
        let bare = number.drop { $0 == 0 }
        guard bare.count <= length else { throw .damaged }
        let secret = Array(repeating: 0, count: length - bare.count) + bare
        let computed: [UInt8]?
        switch curve {
        case .p256:
            computed = try? Array(P256.Signing.PrivateKey(rawRepresentation: secret).publicKey.x963Representation)
        case .p384:
            computed = try? Array(P384.Signing.PrivateKey(rawRepresentation: secret).publicKey.x963Representation)
        case .p521:
            computed = try? Array(P521.Signing.PrivateKey(rawRepresentation: secret).publicKey.x963Representation)
        }
        guard let point = computed, point.count == 1 + 2 * length else { throw .damaged }
        guard published == nil || published == point else { throw .mismatch }
        let material = JSONWebKey.Material.ec(curve, x: Array(point[1...length]), y: Array(point[(length + 1)...]))
        return ClientKey(publicKey: facts.publicKey(material), numbers: .ec(secret))
    }

    static func ed25519(_ seed: [UInt8], published: [UInt8]?, facts: KeyFacts) throws(KeyFileFault) -> ClientKey {
        guard seed.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw .damaged
        }
        let x = Array(key.publicKey.rawRepresentation)
        guard published == nil || published == x else { throw .mismatch }
        return ClientKey(publicKey: facts.publicKey(.okp(x: x)), numbers: .okp(seed))
    }

    static func rsa(
        modulus: [UInt8], exponent: [UInt8], secret: [UInt8], primes: Primes?, facts: KeyFacts
    ) throws(KeyFileFault) -> ClientKey {
        let bits = JSONWebKey.bits(modulus)
        guard SignatureMath.modulusBits.contains(bits) else { throw .keySize(bits) }
        // Longer numbers than the modulus make no key, and would only cost time.
        let numbers = [exponent, secret, primes?.first ?? [], primes?.second ?? []]
        guard numbers.allSatisfy({ $0.count <= modulus.count }), exponent.count <= 4,
            exponent.last.map({ $0 & 1 }) == 1,
            exponent != [1]
        else { throw .damaged }
        let key = ClientKey(
            publicKey: facts.publicKey(.rsa(modulus: modulus, exponent: exponent)),
            numbers: .rsa(exponent: secret, primes: primes))
        // Numbers that make no key are found here, and not in the middle of a login.
        let probe: [UInt8] = [1, 2, 3]
        guard let algorithm = SignatureAlgorithm(name: "RS256"), let signature = key.signature(over: probe, algorithm),
            SignatureMath.refusal(of: signature, over: probe, algorithm: algorithm, key: key.publicKey.material) == nil
        else { throw .mismatch }
        return key
    }
}
