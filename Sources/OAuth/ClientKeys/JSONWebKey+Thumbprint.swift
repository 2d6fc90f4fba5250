extension JSONWebKey {
    /// The members that make the key what it is, in the order and form that RFC 7638 section 3 hashes.
    private var requiredMembers: JSONObject {
        func text(_ name: String, _ octets: [UInt8]) -> JSONObject.Member {
            JSONObject.Member(name: name, value: .string(Base64URL.encode(octets)))
        }
        func word(_ name: String, _ value: String) -> JSONObject.Member {
            JSONObject.Member(name: name, value: .string(value))
        }
        switch material {
        case .rsa(let modulus, let exponent):
            return JSONObject(members: [text("e", exponent), word("kty", "RSA"), text("n", modulus)])
        case .ec(let curve, let x, let y):
            return JSONObject(members: [word("crv", curve.rawValue), word("kty", "EC"), text("x", x), text("y", y)])
        case .okp(let x):
            return JSONObject(members: [word("crv", "Ed25519"), word("kty", "OKP"), text("x", x)])
        }
    }

    /// base64url(SHA-256) of the key's required members (RFC 7638).
    public var thumbprint: String {
        Base64URL.encode(SHA2.sha256.hash(Array(JSONValue.object(requiredMembers).text.utf8)))
    }

    /// The public key as a JWK of those members alone, for the header of a proof.
    var bareJWK: JSONObject { requiredMembers }
}
