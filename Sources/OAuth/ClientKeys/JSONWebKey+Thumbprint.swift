extension JSONWebKey {
    /// The members that make the key what it is, in the order and form that RFC 7638 section 3 hashes.
    private var requiredMembers: JSONObject {
        switch material {
        case .rsa(let modulus, let exponent): ["e": .octets(exponent), "kty": "RSA", "n": .octets(modulus)]
        case .ec(let curve, let x, let y):
            ["crv": .string(curve.rawValue), "kty": "EC", "x": .octets(x), "y": .octets(y)]
        case .okp(let x): ["crv": "Ed25519", "kty": "OKP", "x": .octets(x)]
        }
    }

    /// base64url(SHA-256) of the key's required members (RFC 7638).
    public var thumbprint: String {
        Base64URL.encode(SHA2.sha256.hash(Array(JSONValue.object(requiredMembers).text.utf8)))
    }

    /// The public key as a JWK of those members alone, for the header of a proof.
    var bareJWK: JSONObject { requiredMembers }
}
