/// ID tokens that are signed badly, or whose header or key says what it must not (RFC 7515, RFC 8725).
extension FaultCatalog {
    static let signatures = [
        Fault(
            "idt-alg-none", .idToken, .reject, "alg none, an empty signature", "refuse (RFC 8725 3.2)",
            .header("alg", "none"), .header("kid", nil), .signature { _ in .empty }),
        wrong("idt-bad-sig", "one bit of the signature is wrong", .signature { .bitFlipped($0.key) }),
        wrong(
            "idt-other-key-sig", "signed by another key under the published kid", .signature { .by($0.foreignKey) }),
        wrong(
            "idt-payload-changed", "the payload was changed after signing",
            .idToken { idToken, _ in
                var claims = idToken.claims
                claims["sub"] = "somebody-else"
                idToken.claimsAfterSigning = claims
            }),
        Fault(
            "idt-hs256-pubkey", .idToken, .reject, "HS256 keyed with the PEM of the RSA public key",
            "refuse: algorithm confusion (CVE-2016-10555, CVE-2022-29217)",
            rsa, .header("alg", "HS256"), .signature { .hmacWithPublicPEM($0.key) }),
        Fault(
            "idt-alg-unlisted", .idToken, .reject, "RS512 though only RS256 is listed", refusal,
            rsa, .header("alg", "RS512"), .signature { .sha512($0.key) }, .key { key, _ in key["alg"] = nil }),
        Fault(
            "idt-unknown-kid", .idToken, .reject, "a kid that is in no key set",
            "fetch the key set once more, then refuse",
            .idToken { idToken, scene in
                idToken.header["kid"] = .string(scene.foreignKey.id)
                idToken.signature = .by(scene.foreignKey)
            }),
        Fault(
            "idt-kid-path", .idToken, .reject, "kid \"../../../../dev/null\"", "refuse; no file is opened",
            .header("kid", "../../../../dev/null")),
        Fault(
            "idt-jwk-header", .idToken, .reject, "an attacker's key embedded as the jwk header",
            "refuse; the key of the header is never used (CVE-2018-0114)",
            .idToken { idToken, scene in
                idToken.header["jwk"] = scene.foreignKey.publicJWK(id: scene.key.id)
                idToken.signature = .by(scene.foreignKey)
            }),
        Fault(
            "idt-crit", .idToken, .reject, "crit names an extension that nobody knows", "refuse (RFC 7515 4.1.11)",
            .header("crit", ["urn:example:unknown"]), .header("urn:example:unknown", true)),
        Fault(
            "idt-dots", .idToken, .reject, "one million dots", "refuse fast (CVE-2025-30204, CVE-2025-27144)",
            .idToken { idToken, _ in idToken.replacement = String(repeating: ".", count: 1_000_000) }),
        Fault(
            "idt-rsa-1024", .idToken, .reject, "signed with a published key of 1024 bits", "refuse (RFC 7518 3.3)",
            rsa,
            .key { key, scene in key = scene.keys.foreign(.rsa(bits: 1024)).publicJWK(id: scene.key.id) },
            .signature { .by($0.keys.foreign(.rsa(bits: 1024))) }),
        Fault(
            "idt-es256-zero", .idToken, .reject, "an ES256 signature with r = s = 0", "refuse (CVE-2022-21449)",
            .options { $0.algorithm = .es256 }, .signature { _ in .zeros(64) }),
        Fault(
            "idt-key-enc", .idToken, .reject, "the key is published with use \"enc\"", "refuse",
            .key { key, _ in key["use"] = "enc" }),
        Fault(
            "idt-key-alg", .idToken, .reject, "the key is published for another algorithm (PS256)", "refuse",
            rsa, .key { key, _ in key["alg"] = "PS256" }),
    ]

    private static let rsa = Deed.options { $0.algorithm = .rs256 }
}
