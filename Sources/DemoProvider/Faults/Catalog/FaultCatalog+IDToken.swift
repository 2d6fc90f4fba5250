/// ID tokens whose claims are wrong (OpenID Connect Core 1.0 section 3.1.3.7). They are signed well.
extension FaultCatalog {
    static let refusal = "refuse the ID token; userinfo is not called"

    static let idTokens = [
        wrong("idt-wrong-iss", "iss of another provider", .claim("iss", "https://other.example")),
        wrong("idt-missing-iss", "no iss", .claim("iss", nil)),
        wrong("idt-wrong-aud", "aud is another client", .claim("aud", "other-client")),
        wrong("idt-missing-aud", "no aud", .claim("aud", nil)),
        wrong(
            "idt-extra-aud", "two audiences and no azp",
            .idToken { idToken, scene in idToken.claims["aud"] = [.string(scene.clientID), "other-client"] }),
        wrong(
            "idt-wrong-azp", "two audiences, and azp is the other one",
            .idToken { idToken, scene in
                idToken.claims["aud"] = [.string(scene.clientID), "other-client"]
                idToken.claims["azp"] = "other-client"
            }),
        wrong("idt-expired", "exp one hour ago", .time("exp", from: -3600), .time("iat", from: -3900)),
        wrong("idt-missing-exp", "no exp", .claim("exp", nil)),
        wrong("idt-iat-future", "iat one day in the future", .time("iat", from: 86400), .time("exp", from: 90000)),
        wrong("idt-missing-iat", "no iat", .claim("iat", nil)),
        wrong("idt-nbf-future", "nbf one day in the future", .time("nbf", from: 86400), .time("exp", from: 90000)),
        wrong("idt-missing-nonce", "no nonce though one was sent", .claim("nonce", nil)),
        wrong(
            "idt-wrong-nonce", "another nonce",
            .idToken { idToken, _ in idToken.claims["nonce"] = .string(RandomText.token()) }),
        wrong("idt-missing-sub", "no sub", .claim("sub", nil)),
        wrong(
            "idt-wrong-at-hash", "at_hash does not match",
            .idToken { idToken, _ in
                idToken.claims["at_hash"] = .string(IDTokenDraft.hash(of: RandomText.token()))
            }),
        wrong(
            "idt-missing", "no id_token though openid was asked for",
            .tokens(.token) { tokens, _ in
                tokens.idToken = nil
            }),
        Fault(
            "idt-huge", .idToken, .either, "an ID token of 4 MB",
            "refuse, or accept fast; the memory stays bounded",
            .idToken { idToken, _ in
                idToken.claims["padding"] = .string(String(repeating: "x", count: 3 << 20))
            }),
        Fault(
            "idt-escape-claims", .idToken, .accept, "escape sequences, bidi and long strings in the text claims",
            "accept; all is shown escaped",
            .idToken { idToken, _ in
                for name in ["name", "given_name", "email", "locale", "zoneinfo", "acr"] {
                    idToken.claims[name] = .string(NastyText.all)
                }
                idToken.claims["amr"] = [.string(NastyText.escapes), .string(NastyText.bidi)]
                idToken.claims["nickname"] = .string(NastyText.long(20000))
                idToken.claims[NastyText.escapes] = .string(NastyText.html)
            }),
    ]

    static func wrong(_ id: String, _ summary: String, _ first: Deed, _ second: Deed? = nil) -> Fault {
        guard let second else { return Fault(id, .idToken, .reject, summary, refusal, first) }
        return Fault(id, .idToken, .reject, summary, refusal, first, second)
    }
}
