import Crypto

@testable import DemoProvider

/// A client with a key of its own.
struct Holder {
    let key = P256.Signing.PrivateKey()

    func proof(
        _ desk: Desk, _ path: String = "/token", method: String = "POST", token: String? = nil, id: String? = nil,
        header: [String: JSON?] = [:], claims: [String: JSON?] = [:], signer: P256.Signing.PrivateKey? = nil
    ) throws -> String {
        let point = key.publicKey.rawRepresentation
        let jwk: JSON = [
            "kty": "EC", "crv": "P-256", "x": .string(Base64URL.encode(point.prefix(32))),
            "y": .string(Base64URL.encode(point.suffix(32))),
        ]
        let head = object(["typ": "dpop+jwt", "alg": "ES256", "jwk": jwk], header)
        let hash = token.map { JSON.string(Base64URL.encode(SHA256.hash(data: Array($0.utf8)))) }
        let body = object(
            [
                "jti": .string(id ?? RandomText.token()), "htm": .string(method),
                "htu": .string("http://127.0.0.1:4000" + path), "iat": .integer(desk.now), "ath": hash,
            ], claims)
        let input = Base64URL.encode(head.text.utf8) + "." + Base64URL.encode(body.text.utf8)
        let mark = try (signer ?? key).signature(for: Array(input.utf8)).rawRepresentation
        return input + "." + Base64URL.encode(mark)
    }

    func object(_ right: [String: JSON?], _ changes: [String: JSON?]) -> JSON {
        let names = Set(right.keys).union(changes.keys).sorted()
        return .object(
            names.compactMap { name in
                (changes[name] ?? right[name] ?? nil).map { JSON.Member(name: name, value: $0) }
            })
    }
}
