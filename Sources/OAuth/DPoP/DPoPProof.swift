extension Prover {
    /// The proof for one request (RFC 9449 section 4.2), or nil when there is no key.
    ///
    /// - Parameters:
    ///   - method: As it stands in the request: `GET`.
    ///   - address: The query and the fragment are left out of `htu`.
    ///   - accessToken: That goes with the request; its hash is `ath` (RFC 9449 section 4.2, 7.1).
    ///   - number: Of the request, so that two at one instant differ.
    public func proof(
        method: String, address: WebAddress, accessToken: Secret?, at now: Moment, number: Int
    ) -> Secret? {
        guard let key else { return nil }
        var claims: [JSONObject.Member] = [
            .text("jti", identifier(at: now, number: number, "dpop")), .text("htm", method),
            .text("htu", String(address.text.prefix { $0 != "?" && $0 != "#" })), .time("iat", now.wall),
        ]
        if let lifetime { claims.append(.time("exp", now.wall + lifetime)) }
        if let accessToken { claims.append(.text("ath", Self.hash(of: accessToken))) }
        if let nonce = nonces[address.origin] { claims.append(.text("nonce", nonce)) }
        let header: [JSONObject.Member] = [
            .text("typ", "dpop+jwt"), JSONObject.Member(name: "jwk", value: .object(key.publicKey.bareJWK)),
        ]
        return JWS.sign(header: header, claims: JSONObject(members: claims), with: key, .ES256)
    }

    /// `ath`: base64url(SHA-256) of the access token's octets (RFC 9449 section 4.2).
    static func hash(of token: Secret) -> String {
        Base64URL.encode(SHA2.sha256.hash(Array(token.reveal().utf8)))
    }
}
