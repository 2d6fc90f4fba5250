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
        let claims: JSONObject = [
            "jti": .string(identifier(at: now, number: number, "dpop")), "htm": .string(method),
            "htu": .string(String(address.text.prefix { $0 != "?" && $0 != "#" })), "iat": .time(now.wall),
            "exp": lifetime.map { .time(now.wall + $0) }, "ath": accessToken.map { .string(Self.hash(of: $0)) },
            "nonce": nonces[address.origin].map { .string($0) },
        ]
        let header: JSONObject = ["typ": "dpop+jwt", "jwk": .object(key.publicKey.bareJWK)]
        return JWS.sign(header: header, claims: claims, with: key, .ES256)
    }

    /// `ath`: base64url(SHA-256) of the access token's octets (RFC 9449 section 4.2).
    static func hash(of token: Secret) -> String {
        Base64URL.encode(SHA2.sha256.hash(Array(token.reveal().utf8)))
    }
}
