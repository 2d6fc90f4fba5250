import DemoProvider
import HTTPTypes

extension Banno {
    private static let fields: Set<String> = [
        "grant_type", "code", "redirect_uri", "code_verifier", "client_id", "client_secret",
        "client_assertion", "client_assertion_type",
    ]

    func token(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.token)
        try ask.must(
            "B10", ask.bodyKind == .form && ask.repeatedName() == nil,
            .oauth("invalid_request", "only application/x-www-form-urlencoded"))
        try authenticate(ask)
        switch ask["grant_type"] {
        case "authorization_code":
            for name in ask.names.sorted() {
                try ask.must(
                    "B10", Self.fields.contains(name), .oauth("invalid_request", "unrecognized parameter \(name)"))
            }
            // The words do not tell which of the reasons it was.
            let exchange = CodeExchange(
                fields: "B10", verifier: "B5", once: "B10", fault: { Self.fault($0, "code_verifier") },
                wrong: { _ in .oauth("invalid_grant", "grant request is invalid") }, revokesOnReplay: true)
            let grant = try exchange.redeem(ask, ground.grants, clientID: clientID)
            return ground.mischief.tokens(reply(grant, ask), ask)
        case "refresh_token":
            let grant = try ground.refreshed(
                ask, rule: "B15", wrong: .oauth("invalid_grant", "grant request is invalid"))
            return ground.mischief.refreshed(reply(grant, ask, isRefresh: true), ask)
        case _:
            throw Refusal(rule: "B10", answer: .oauth("unsupported_grant_type", "unsupported grant_type requested"))
        }
    }

    private func reply(_ grant: Grant, _ ask: Ask, isRefresh: Bool = false) -> TokenReply {
        ask.shows("B13", "B15")
        let issuer = JSON.string(issuer(ask.origin))
        let access = TokenReply.Token(
            [
                "jti": .string(RandomText.token()), "sub": .string(Self.user), "iss": issuer,
                "aud": "https://api.banno.com/consumer", "client_id": .string(clientID),
                "scope": .string(grant["scope"] ?? ""), "iat": .integer(ask.now), "exp": .integer(ask.now + 600),
            ], by: key, type: "at+jwt")
        let text = access.text
        ground.keep(grant, access, until: ask.now + 600)
        var claims: JSON = ["sub": .string(Self.user)]
        if OpenID.scopes(grant["scope"]).contains("profile") {
            claims["name"] = "Riley Doe"
            claims["given_name"] = "Riley"
            claims["preferred_username"] = "rileydoe"
        }
        // Of the restricted ones those that are not enabled are simply absent.
        if wanted(grant, "id_token").contains(Self.institution) {
            claims.append(Self.institution, "00001111-2222-3333")
        }
        claims["at_hash"] = OpenID.hash(of: text)
        claims["sid"] = .string("e10597ce-" + grant.session.suffix(12))
        claims["aud"] = .string(clientID)
        claims["exp"] = .integer(ask.now + 3600)
        claims["iat"] = .integer(ask.now)
        claims["iss"] = issuer
        if !isRefresh { claims["nonce"] = grant["nonce"].map { .string($0) } }
        var members: JSON = ["access_token": .string(text), "expires_in": 600, "id_token": ""]
        if OpenID.scopes(grant["scope"]).contains(Self.offline) {
            ask.shows("B9")
            members["refresh_token"] = ground.refreshToken(grant, until: ask.now + 86400)
        }
        members["scope"] = .string(grant["scope"] ?? "")
        members["token_type"] = "Bearer"
        // The access token is signed already: at_hash is over what is sent.
        return TokenReply(members: members, identity: .init(claims, by: key))
    }

    private func wanted(_ grant: Grant, _ place: String) -> Set<String> {
        let claims = grant["claims"].flatMap { JSON.read(Array($0.utf8)) }
        return Set((claims?[place]?.members ?? []).map(\.name))
    }

    private func holder(_ ask: Ask, scope: String) throws(Refusal) -> Grant {
        ask.at(.resource)
        let grant = ground.grant(of: ask.authorization("Bearer"), signedBy: key, now: ask.now)
        let found = try ask.need("B17", grant, .unauthorized("Bearer", "invalid_token", "invalid token provided"))
        try ask.must(
            "B17", OpenID.scopes(found["scope"]).contains(scope),
            .oauth("insufficient_scope", "scope is missing", .forbidden))
        return found
    }

    func me(_ ask: Ask) throws(Refusal) -> Answer {
        let grant = try holder(ask, scope: "openid")
        var claims: JSON = ["sub": .string(Self.user), "name": "Riley Doe"]
        if wanted(grant, "userinfo").contains(Self.institution) {
            claims.append(Self.institution, "00001111-2222-3333")
        }
        return .json(claims)
    }

    func accounts(_ ask: Ask) throws(Refusal) -> Answer {
        _ = try holder(ask, scope: Self.accounts)
        return .json(["accounts": [["id": "a-1", "name": "Checking", "balance": "10.00"]]])
    }

    func logOut(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.logout)
        let hint = ask["id_token_hint"].flatMap(Compact.init)
        let isKnown =
            ask["client_id"] == clientID || hint.map { key.signed($0) && $0.claims["aud"]?.string == clientID } == true
        try ask.must("B16", isKnown, .oauth("invalid_request", "client_id or id_token_hint is required"))
        guard let target = ask["post_logout_redirect_uri"] else { return .page("Signed out.") }
        try ask.must(
            "B16", RedirectRule(exactly: ground.redirects).allows(target),
            .oauth("invalid_request", "post_logout_redirect_uri not registered"))
        let state = ask["state"].map { [FormPair("state", $0)] } ?? []
        return .redirect(to: state.isEmpty ? target : Way(uri: target, pairs: state).address)
    }

    func revoke(_ ask: Ask) throws(Refusal) -> Answer {
        try authenticate(ask)
        if let grant = ground.grant(of: ask["token"], signedBy: key, now: ask.now) {
            ground.grants.revoke(family: grant.family)
        }
        return Answer(.ok)
    }

    func introspect(_ ask: Ask) throws(Refusal) -> Answer {
        try authenticate(ask)
        let grant = ground.grant(of: ask["token"], signedBy: key, now: ask.now)
        return .json(.members(["active": .bool(grant != nil), "scope": grant.map { .string($0["scope"] ?? "") }]))
    }
}
