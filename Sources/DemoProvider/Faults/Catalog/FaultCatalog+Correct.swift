import HTTPTypes

/// Providers that are right in an unusual way.
extension FaultCatalog {
    static let correct = [
        Fault("ok", .all, .accept, "none: the correct provider", "login, userinfo, refresh and revocation work"),
        Fault(
            "ok-es256", .all, .accept, "ES256 keys", "verify ES256", .options { $0.algorithm = .es256 }),
        Fault(
            "ok-no-kid-single", .all, .accept, "no kid in the header nor in the single key", "use the single key",
            .header("kid", nil), .key { key, _ in key["kid"] = nil }),
        Fault(
            "ok-aud-array", .all, .accept, "aud is an array with one value", "accept",
            .idToken { idToken, scene in idToken.claims["aud"] = [.string(scene.clientID)] }),
        Fault(
            "ok-azp", .all, .accept, "azp is the client ID", "accept",
            .idToken { idToken, scene in idToken.claims["azp"] = .string(scene.clientID) }),
        Fault(
            "ok-no-refresh-token", .all, .accept, "no refresh_token in the answer",
            "a session without refresh; say so", .tokenMember("refresh_token", nil)),
        Fault(
            "ok-no-expires-in", .all, .accept, "no expires_in", "accept; the expiry is shown as unknown",
            .tokenMember("expires_in", nil)),
        Fault(
            "ok-token-type-case", .all, .accept, "token_type \"bEARER\"", "compare without regard to case",
            .tokenMember("token_type", "bEARER")),
        Fault(
            "ok-extra-members", .all, .accept, "unknown members in every document", "ignore unknown members",
            .document(.discovery, addExtras), .document(.keys, addExtras), .document(.userInfo, addExtras),
            .key(addExtras), .tokens(.token) { tokens, scene in addExtras(&tokens.members, scene) },
            .idToken { idToken, scene in addExtras(&idToken.claims, scene) }),
        Fault(
            "ok-scope-narrowed", .all, .warn, "scope \"openid\" is granted where more was asked for",
            "show what was granted (RFC 6749 3.3, 5.1)", .tokenMember("scope", "openid")),
        Fault(
            "ok-iss-param", .all, .accept, "the iss parameter is there, right and advertised",
            "check it and accept (RFC 9207)"),
        Fault(
            "ok-issuer-slash", .all, .accept, "the issuer ends in a slash",
            "compare the whole issuer; one slash in the well-known URL",
            .options { $0.issuerPath = $0.issuerPath.hasSuffix("/") ? $0.issuerPath : $0.issuerPath + "/" }),
        Fault(
            "ok-authz-query", .all, .accept, "authorization_endpoint has a query already",
            "keep it and append with & (RFC 6749 3.1)",
            .document(.discovery) { document, _ in
                document["authorization_endpoint"] = document["authorization_endpoint"]?.appending("?tenant=demo&v=2")
            },
            .instead(.authorize) { scene in
                let parameters = try? scene.question.parameters()
                if parameters?["tenant"] == "demo", parameters?["v"] == "2" { return nil }
                return scene.provider.page(
                    PageRefusal(
                        title: "The query of the endpoint is lost",
                        message: "The authorization endpoint has tenant=demo&v=2 in its query. A client keeps it.",
                        detail: "RFC 6749 section 3.1"))
            }),
        Fault(
            "ok-jwks-unknown-types", .all, .accept, "the key set holds keys of unknown kinds, and a broken one",
            "ignore what is not understood (RFC 7517 5)",
            .document(.keys) { document, _ in document["keys"] = .array(oddKeys + (document["keys"]?.values ?? [])) }),
        Fault(
            "ok-iat-skew", .all, .accept, "iat and nbf are 30 s in the future", "tolerate a small difference",
            .time("iat", from: 30), .time("nbf", from: 30)),
        Fault(
            "ok-exp-float", .all, .accept, "exp and iat have a fraction", "a NumericDate may have one; no crash",
            .idToken { idToken, scene in
                idToken.claims["exp"] = .number("\(scene.now + 299).5")
                idToken.claims["iat"] = .number("\(scene.now - 1).25")
            }),
        Fault(
            "ok-chunked", .all, .accept, "the token answer comes in many tiny chunks", "accept",
            .delivery(.token, .tinyChunks())),
        Fault(
            "ok-http10", .all, .accept, "the token answer is HTTP/1.0, ended by close", "accept",
            .delivery(.token, .http10)),
        Fault(
            "ok-charset", .all, .accept, "Content-Type: application/json;charset=UTF-8", "accept",
            .everywhere { answer, _ in
                if answer.fields[.contentType] == "application/json" {
                    answer.fields[.contentType] = "application/json;charset=UTF-8"
                }
            }),
        Fault(
            "ok-unicode", .all, .accept, "claims in many scripts, with emoji, wide and combining characters",
            "accept; the layout does not break",
            .document(.userInfo) { claims, _ in addScripts(&claims) },
            .idToken { idToken, _ in addScripts(&idToken.claims) }),
        Fault(
            "ok-set-cookie", .all, .accept, "Set-Cookie on every answer", "cookies are neither kept nor sent back",
            .everywhere { answer, _ in answer = answer.settingCookie("tracker=\(RandomText.token()); Path=/") }),
        Fault(
            "ok-big-token", .all, .accept, "an access token of 8000 characters", "accept; the display is shortened",
            .tokens(.token) { tokens, _ in
                let token = tokens.members["access_token"]?.string ?? ""
                let big = token + "." + String(repeating: "A", count: max(8000 - token.utf8.count - 1, 0))
                tokens.members["access_token"] = .string(big)
                tokens.idToken?.claims["at_hash"] = .string(IDTokenDraft.hash(of: big))
            },
            .question(.userInfo) { question, _ in
                guard let header = question.fields[.authorization] else { return }
                question.fields[.authorization] = header.split(separator: ".").prefix(3).joined(separator: ".")
            }),
    ]

    private static let addExtras: @Sendable (inout JSON, Scene) -> Void = { document, _ in
        document["x_unknown"] = ["a": [1, .null, true, .number("-1.5e3")], "b": "\u{e9}\u{1f600}"]
        document["_links"] = [:]
        document["1"] = .null
    }

    private static func addScripts(_ claims: inout JSON) {
        claims["name"] = "Ж中文한국어 שלום مرحبا नमस्ते 👩‍👩‍👧‍👦🇵🇹 e\u{301}ｗｉｄｅ"
        claims["given_name"] = "שלום"
        claims["family_name"] = "山田"
        claims["名前"] = "値"
    }

    private static let oddKeys: [JSON] = [
        ["kty": "OKP", "crv": "Ed448", "kid": "odd-1", "x": "AAAA", "use": "sig"],
        ["kty": "AKP", "alg": "ML-DSA-44", "kid": "odd-2", "pub": "AAAA"],
        ["kty": "EC", "crv": "secp256k1", "kid": "odd-3", "x": "AAAA", "y": "AAAA"],
        ["kty": "oct", "kid": "odd-4", "k": "AAAA"],
        ["kty": "RSA", "kid": "odd-5", "n": "!!", "e": 3],
        ["kid": "odd-6"],
        ["kty": "RSA", "kid": "odd-7", "alg": "RS1024", "n": "AAAA", "e": "AQAB"],
    ]
}

extension JSON {
    /// A string with more behind it; any other value as it is.
    func appending(_ text: String) -> JSON {
        guard case .string(let own) = self else { return self }
        return .string(own + text)
    }
}
