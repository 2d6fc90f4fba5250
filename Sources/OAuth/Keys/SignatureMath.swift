internal import Crypto
internal import CryptoExtras

/// The arithmetic of signatures, done by swift-crypto. Keys are judged here, where they are used.
enum SignatureMath {
    /// Smallest modulus of RFC 7518 section 3.3, and the largest that BoringSSL computes with.
    static let modulusBits = 2048...8192
    /// Longest public exponent, in octets. 65537 has three.
    private static let longestExponent = 4

    /// Why `signature` is not one over `input`; `nil` when it is.
    static func refusal(
        of signature: [UInt8], over input: [UInt8], algorithm: SignatureAlgorithm, key: JSONWebKey.Material
    ) -> SignatureRefusal? {
        switch key {
        case .rsa(let modulus, let exponent):
            return rsa(signature, input, algorithm, modulus: modulus, exponent: exponent)
        case .ec(let curve, let x, let y):
            return ecdsa(signature, input, curve, x: x, y: y)
        case .okp(let x):
            return ed25519(signature, input, x: x)
        }
    }

    /// RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 7518 sections 3.3 and 3.5). The salt of PSS is as long as the hash.
    private static func rsa(
        _ signature: [UInt8], _ input: [UInt8], _ algorithm: SignatureAlgorithm, modulus: [UInt8], exponent: [UInt8]
    ) -> SignatureRefusal? {
        let bits = JSONWebKey.bits(modulus)
        guard modulusBits.contains(bits) else { return .keySize(bits: bits) }
        let isSane = exponent.count <= longestExponent && (exponent.last ?? 0) & 1 == 1 && exponent != [1]
        guard isSane, let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent) else { return .brokenKey }
        let length = (bits + 7) / 8
        guard signature.count == length else { return .length(expected: length, found: signature.count) }

        let raw = _RSA.Signing.RSASignature(rawRepresentation: signature)
        let isValid: Bool
        switch algorithm {
        case .RS256: isValid = key.isValidSignature(raw, for: SHA256.hash(data: input), padding: .insecurePKCS1v1_5)
        case .RS384: isValid = key.isValidSignature(raw, for: SHA384.hash(data: input), padding: .insecurePKCS1v1_5)
        case .RS512: isValid = key.isValidSignature(raw, for: SHA512.hash(data: input), padding: .insecurePKCS1v1_5)
        case .PS256: isValid = key.isValidSignature(raw, for: SHA256.hash(data: input), padding: .PSS)
        case .PS384: isValid = key.isValidSignature(raw, for: SHA384.hash(data: input), padding: .PSS)
        case .PS512: isValid = key.isValidSignature(raw, for: SHA512.hash(data: input), padding: .PSS)
        case .ES256, .ES384, .ES512, .EdDSA: preconditionFailure("An RSA key was chosen for \(algorithm)")
        }
        return isValid ? nil : .wrong
    }

    /// ECDSA with r and s side by side, each as long as a coordinate (RFC 7518 section 3.4).
    private static func ecdsa(
        _ signature: [UInt8], _ input: [UInt8], _ curve: JSONWebKey.Curve, x: [UInt8], y: [UInt8]
    ) -> SignatureRefusal? {
        let half = curve.coordinateLength
        guard signature.count == 2 * half else { return .length(expected: 2 * half, found: signature.count) }
        let isZero = { (number: ArraySlice<UInt8>) in number.allSatisfy { $0 == 0 } }
        guard !isZero(signature[..<half]), !isZero(signature[half...]) else { return .zero }

        let point = [0x04] + x + y
        let isValid: Bool?
        switch curve {
        case .p256:
            isValid = try? P256.Signing.PublicKey(x963Representation: point)
                .isValidSignature(.init(rawRepresentation: signature), for: SHA256.hash(data: input))
        case .p384:
            isValid = try? P384.Signing.PublicKey(x963Representation: point)
                .isValidSignature(.init(rawRepresentation: signature), for: SHA384.hash(data: input))
        case .p521:
            isValid = try? P521.Signing.PublicKey(x963Representation: point)
                .isValidSignature(.init(rawRepresentation: signature), for: SHA512.hash(data: input))
        }
        guard let isValid else { return .brokenKey }
        return isValid ? nil : .wrong
    }

    /// EdDSA with Ed25519 (RFC 8037 section 3.1).
    private static func ed25519(_ signature: [UInt8], _ input: [UInt8], x: [UInt8]) -> SignatureRefusal? {
        guard signature.count == 64 else { return .length(expected: 64, found: signature.count) }
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: x) else { return .brokenKey }
        return key.isValidSignature(signature, for: input) ? nil : .wrong
    }
}
