internal import Crypto
import OAuth

extension FuzzTarget {
    /// The rules for ID tokens. The claims are signed here, because the signature comes before them; with an odd
    /// variant the first line is the header.
    static let idToken = FuzzTarget("id-token") { input throws(Violation) in
        let (line, rest) = input.lines
        let header = input.flag(0) ? Array(line.utf8) : Array("{\"alg\":\"EdDSA\",\"kid\":\"k1\"}".utf8)
        let signer = try Signer()
        let expecting = IDTokenExpectation(
            issuer: Login.issuer, clientID: "pixie", nonce: Secret("n"), accessToken: Secret("a"), code: Secret("c"),
            allowed: [.EdDSA], maxAge: input.flag(1) ? 300 : nil, now: Timestamp(seconds: 1_795_270_323),
            serverDate: input.flag(2) ? Timestamp(seconds: 1_795_270_000) : nil)
        let claims = input.flag(0) ? rest : input.octets
        let judgement = IDTokenRules.judge(try signer.token(header, claims), keys: signer.keys, expecting: expecting)
        try Showable.expect(judgement.checks)
        try expect(Set(judgement.checks.map(\.id)).count == 13, "\(judgement.checks.count) checks")
        if let fault = judgement.fault { try Showable.expect(fault.message, "message") }
        guard case .verified(let token) = judgement.outcome else {
            try expect(judgement.fault != nil, "neither verified nor a fault")
            return
        }
        // What must hold, said once more and shorter.
        let read = try? JSONReader.readObject(claims)
        try expect(!judgement.checks.contains { $0.verdict == .failed }, "verified with a failed check")
        try expect(read == token.claims, "other claims")
        try expect(token.claims["iss"]?.string == Login.issuer, "another issuer")
        try expect(token.claims["nonce"]?.string == "n", "another nonce")
        let audience = token.claims["aud"]
        try expect(audience?.string == "pixie" || audience?.strings?.contains("pixie") == true, "another audience")
        try expect((token.claims["exp"]?.double ?? 0) + 60 > 1_795_270_323, "expired")
        try expect((token.claims["iat"]?.double ?? .infinity) <= 1_795_270_623, "of the future")
        try expect(token.claims["sub"]?.string == token.subject && !token.subject.isEmpty, "another person")
    }
}

/// A key that never leaves this file. Its value does not matter.
private struct Signer {
    private let key: Curve25519.Signing.PrivateKey
    let keys: JWKSet

    init() throws(Violation) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 7, count: 32)) else {
            throw Violation("no key")
        }
        self.key = key
        keys = JWKSet(keys: [JSONWebKey(keyID: "k1", material: .okp(x: Array(key.publicKey.rawRepresentation)))])
    }

    func token(_ header: [UInt8], _ claims: [UInt8]) throws(Violation) -> Secret {
        let input = Base64URL.encode(header) + "." + Base64URL.encode(claims)
        guard let signature = try? key.signature(for: Array(input.utf8)) else { throw Violation("no signature") }
        return Secret(input + "." + Base64URL.encode(Array(signature)))
    }
}
