import DemoProvider
import HTTPTypes

extension MicroAuth {
    private static let parameters: Set<String> = [
        "response_type", "client_id", "redirect_uri", "scope", "code_challenge", "code_challenge_method", "state",
    ]

    func authorize(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.authorize)
        try ask.must("M3", ask.repeatedName() == nil, .page("A parameter is there twice.", status: .badRequest))
        try ask.must("M3", ask["client_id"] == clientID, .page("Unknown client", status: .badRequest))
        try ask.must(
            "M3", RedirectRule(exactly: ground.redirects).allows(ask["redirect_uri"] ?? ""),
            .page("Unknown redirect URI", status: .badRequest))
        try ask.must("M3", ask["response_type"] == "code", back(ask, "unsupported_response_type"))
        try ask.must("M3", ask["scope"] != nil, back(ask, "invalid_scope"))
        // Those that OpenID Connect adds are taken as well: with an ID token they would be.
        let allowed = Self.parameters.union(["nonce"])
        for name in ask.names.sorted() {
            try ask.must("M3", allowed.contains(name), back(ask, "invalid_request"))
        }
        try ask.must("M2", ask["code_challenge_method"] == "S256", back(ask, "invalid_request"))
        try ask.must("M2", PKCE.isChallenge(ask["code_challenge"] ?? ""), back(ask, "invalid_request"))
        let grant = Grant(family: RandomText.token(), order: OpenID.order(ask))
        let code = ground.mischief.keep(grant, until: ask.now + 60, in: ground.grants)
        return ground.mischief.callback(OpenID.way(ask, [FormPair("code", code)]), ask)
    }

    private func back(_ ask: Ask, _ error: String) -> Answer {
        .redirect(to: OpenID.way(ask, [FormPair("error", error)]).address)
    }

    func token(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.token)
        try ask.must(
            "M4", ask.bodyKind == .form && ask.repeatedName() == nil,
            .oauth("invalid_request", "The body must be a form."))
        try ask.must(
            "M4", !ask.names.contains("client_secret") && ask.question.fields[.authorization] == nil,
            .oauth("invalid_client", nil, .unauthorized))
        let client = ask["client_id"]
        try ask.must(
            "M4", client == clientID || (client == nil && !isStrict),
            .oauth("invalid_client", "client_id is required.", .unauthorized))
        switch ask["grant_type"] {
        case "authorization_code":
            let known: Set = ["grant_type", "code", "code_verifier", "redirect_uri", "client_id"]
            for name in ask.names.sorted() {
                try ask.must("M4", known.contains(name), .oauth("invalid_request", "\(name) is unknown."))
            }
            let exchange = CodeExchange(fields: "M4", verifier: "M4", once: "M4")
            let grant = try exchange.redeem(ask, ground.grants, clientID: isStrict ? clientID : client)
            return ground.mischief.tokens(reply(grant, ask), ask)
        case "refresh_token":
            return ground.mischief.refreshed(reply(try ground.refreshed(ask, rule: "M5"), ask, isRefresh: true), ask)
        case _: throw Refusal(rule: "M4", answer: .oauth("unsupported_grant_type"))
        }
    }

    private func reply(_ grant: Grant, _ ask: Ask, isRefresh: Bool = false) -> TokenReply {
        ask.shows("M5", "M6")
        var claims: JSON = [
            "iss": .string(ask.origin), "sub": Self.person["id"] ?? .null, "aud": .string(clientID),
            "iat": .integer(ask.now), "exp": .integer(ask.now + 900), "jti": .string(RandomText.token()),
        ]
        claims["roles"] = Self.person["roles"]
        claims["permissions"] = Self.person["permissions"]
        claims["tenant_id"] = Self.person["tenant_id"]
        let access = TokenReply.Token(claims, by: key)
        ground.keep(grant, access, until: ask.now + 900)
        var members: JSON = ["access_token": ""]
        // A refresh token that is a JWT.
        members["refresh_token"] = ground.refreshToken(grant, until: ask.now + 86400) { identifier in
            key.token([
                "iss": .string(ask.origin), "sub": Self.person["id"] ?? .null, "typ": "refresh",
                "jti": .string(identifier), "iat": .integer(ask.now), "exp": .integer(ask.now + 86400),
            ])
        }
        members["token_type"] = "Bearer"
        members["expires_in"] = 900
        guard OpenID.scopes(grant["scope"]).contains("openid") else {
            return TokenReply(members: members, access: access)
        }
        var identity = Self.person
        identity["sub"] = identity["id"]
        identity["id"] = nil
        identity["iss"] = .string(ask.origin)
        identity["aud"] = .string(clientID)
        identity["iat"] = .integer(ask.now)
        identity["exp"] = .integer(ask.now + 900)
        if !isRefresh { identity["nonce"] = grant["nonce"].map { .string($0) } }
        return TokenReply(members: members, access: access, identity: .init(identity, by: key))
    }
}
