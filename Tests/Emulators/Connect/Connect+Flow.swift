import DemoProvider
import HTTPTypes

extension Connect {
    private static let parameters: Set<String> = [
        "client_id", "nonce", "redirect_uri", "response_type", "scope", "state", "code_challenge",
        "code_challenge_method", "prompt", "login_hint", "max_age", "resource", "provider", "organization_id",
    ]

    func authorize(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.authorize)
        try ask.must(
            "C2", ask.repeatedName(but: ["resource"]) == nil, .page("A parameter is there twice.", status: .badRequest))
        try ask.must("C2", ask["client_id"] == clientID, .page("Unknown client", status: .badRequest))
        let redirect = RedirectRule("http://127.0.0.1:*/callback", "http://localhost:*/callback")
        try ask.must(
            "C2", redirect.allows(ask["redirect_uri"] ?? ""), .page("Unknown redirect URI", status: .badRequest))
        try ask.must("C2", ask["response_type"] == "code", back(ask, "unsupported_response_type"))
        for name in ask.names.sorted() {
            try ask.must("C2", Self.parameters.contains(name), back(ask, "invalid_request", "\(name) is unknown."))
        }
        // Without openid there would be no ID token to carry the nonce.
        try ask.must("C2", OpenID.scopes(ask["scope"]).contains("openid"), back(ask, "invalid_scope"))
        try ask.must("C2", ask["nonce"] != nil, back(ask, "invalid_request", "nonce is required."))
        try ask.must(
            "C2", OpenID.scopes(ask["scope"]).isSubset(of: ["openid", "profile", "email", "offline_access"]),
            back(ask, "invalid_scope"))
        // Both documents agree that PKCE is for those who send a challenge; public clients must.
        let challenge = ask["code_challenge"]
        if challenge != nil || ask["code_challenge_method"] != nil || !ground.has("confidential") {
            try ask.must(
                "C1", PKCE.isChallenge(challenge ?? ""), back(ask, "invalid_request", "code_challenge is required."))
            try ask.must(
                "C1", ask["code_challenge_method"] == "S256", back(ask, "invalid_request", "Only S256 is supported."))
        }
        let grant = Grant(family: RandomText.token(), order: OpenID.order(ask))
        let code = ground.mischief.keep(grant, until: ask.now + 600, in: ground.grants)
        return ground.mischief.callback(OpenID.way(ask, [FormPair("code", code)]), ask)
    }

    private func back(_ ask: Ask, _ error: String, _ words: String = "The request is not valid.") -> Answer {
        .redirect(to: OpenID.way(ask, [FormPair("error", error), FormPair("error_description", words)]).address)
    }

    func token(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.token)
        try ask.must(
            "C3", ask.bodyKind == .form && ask.repeatedName(but: ["resource"]) == nil,
            .oauth("invalid_request", "The body must be a form."))
        try secret.check(ask)
        switch ask["grant_type"] {
        case "authorization_code":
            let known: Set = [
                "grant_type", "client_id", "client_secret", "code", "redirect_uri", "code_verifier", "resource",
            ]
            for name in ask.names.sorted() {
                try ask.must("C3", known.contains(name), .oauth("invalid_request", "\(name) is unknown."))
            }
            // One of WorkOS's pages has PKCE for dynamically registered applications alone.
            try ask.must(
                "C4", !ground.has("registered-only"),
                .oauth("invalid_request", "PKCE is only supported for dynamically registered applications."))
            let exchange = CodeExchange(fields: "C3", verifier: "C3", once: "C3")
            let grant = try exchange.redeem(ask, ground.grants, clientID: clientID)
            return ground.mischief.tokens(reply(grant, ask), ask)
        case "refresh_token":
            let grant = try ground.refreshed(ask, rule: "C3")
            return ground.mischief.refreshed(reply(grant, ask, isRefresh: true), ask)
        case Self.deviceGrant: return try poll(ask)
        case nil: throw Refusal(rule: "C3", answer: .oauth("invalid_request", "grant_type is required."))
        case _?: throw Refusal(rule: "C3", answer: .oauth("unsupported_grant_type"))
        }
    }

    func authorizeDevice(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.device)
        try ask.must("C6", ask.bodyKind == .form, .oauth("invalid_request", "The body must be a form."))
        try secret.check(ask)
        try ask.must("C6", ask["scope"] != nil, .oauth("invalid_scope", "scope is required."))
        if ground.mischief.isDeviceOff { return .oauth("access_denied", "The device flow is not enabled.", .forbidden) }
        let userCode = RandomText.userCode()
        let steps = ground.mischief.devicePolls
        let code = ground.devices.open(
            .init(
                userCode: userCode, clientID: clientID, scope: ask["scope"], interval: ground.deviceInterval,
                expires: ask.now + 300, script: steps, isEntered: !steps.isEmpty))
        return .json([
            "device_code": .string(code), "user_code": .string(userCode),
            "verification_uri": .string(ask.origin + "/device"),
            "verification_uri_complete": .string(ask.origin + "/device?user_code=" + userCode), "expires_in": 300,
            "interval": .integer(ground.deviceInterval),
        ])
    }

    private func poll(_ ask: Ask) throws(Refusal) -> Answer {
        switch ground.devices.poll(ask["device_code"] ?? "", now: ask.now) {
        case .unknown: throw Refusal(rule: "C6", answer: .oauth("invalid_grant", "The device code is invalid."))
        case .wait(let step, let isEarly):
            if isEarly { ask.accuse("The device code was polled before its interval had passed.") }
            ask.shows("C6")
            return .oauth(step.rawValue)
        case .done(let order):
            ask.shows("C6")
            var grant = Grant(family: RandomText.token(), order: ["client_id": clientID])
            grant.order["scope"] = order.scope
            return ground.mischief.tokens(reply(grant, ask), ask)
        }
    }

    func introspect(_ ask: Ask) throws(Refusal) -> Answer {
        try secret.check(ask)
        guard let grant = ground.grant(of: ask["token"], signedBy: key, now: ask.now) else {
            return .json(["active": false])
        }
        return .json([
            "active": true, "client_id": .string(clientID), "sub": .string(Self.user),
            "scope": .string(grant["scope"] ?? ""),
        ])
    }

    /// The audience of the access token is the environment's client, not the application's.
    private func reply(_ grant: Grant, _ ask: Ask, isRefresh: Bool = false) -> TokenReply {
        ask.shows("C5")
        let access = TokenReply.Token(
            [
                "iss": .string(ask.origin), "aud": "client_123456789", "sub": .string(Self.user),
                "org_id": "org_01H945H0YD4F97JN9MATX7BYAG", "sid": .string("app_consent_" + grant.session),
                "jti": .string(RandomText.token()), "exp": .integer(ask.now + 300), "iat": .integer(ask.now),
            ], by: key)
        var claims = Self.person
        claims["iss"] = .string(ask.origin)
        claims["aud"] = .string(clientID)
        claims["exp"] = .integer(ask.now + 3600)
        claims["iat"] = .integer(ask.now)
        if !isRefresh { claims["nonce"] = grant["nonce"].map { .string($0) } }
        ground.keep(grant, access, until: ask.now + 300)
        var members: JSON = ["access_token": "", "id_token": ""]
        if OpenID.scopes(grant["scope"]).contains("offline_access") {
            members["refresh_token"] = ground.refreshToken(grant, until: ask.now + 30 * 86400)
        }
        members["token_type"] = "Bearer"
        members["expires_in"] = 300
        return TokenReply(members: members, access: access, identity: .init(claims, by: key))
    }
}
