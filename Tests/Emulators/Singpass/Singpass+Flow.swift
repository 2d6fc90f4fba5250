import DemoProvider
import HTTPTypes

extension Singpass {
    private static let pushed: Set<String> = [
        "response_type", "scope", "state", "nonce", "client_id", "redirect_uri", "code_challenge",
        "code_challenge_method", "client_assertion_type", "client_assertion", "acr_values",
        "redirect_uri_https_type", "app_launch_url", "authentication_context_type", "authentication_context_message",
        "dpop_jkt",
    ]
    private static let fields: Set<String> = [
        "grant_type", "code", "redirect_uri", "client_id", "code_verifier", "client_assertion_type",
        "client_assertion",
    ]

    func push(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.pushed)
        try ask.must("F2", ask.bodyKind == .form && ask.repeatedName() == nil, Self.error("Invalid body"))
        for name in ask.names.sorted() {
            try ask.must("F2", Self.pushed.contains(name), Self.error("Unknown parameter \(name)"))
        }
        try ask.must("F2", ask["client_id"] == clientID, Self.error("Client ID is required"))
        try ask.must(
            "F2", RedirectRule(exactly: ground.redirects).allows(ask["redirect_uri"] ?? ""),
            Self.error("Invalid redirect uri"))
        let state = try ask.need("F4", ask["state"], Self.error("State is required"))
        try ask.must("F4", Self.isLongMark(state), Self.error("Invalid state"))
        let nonce = try ask.need("F4", ask["nonce"], Self.error("Nonce is required"))
        try ask.must("F4", Self.isLongMark(nonce), Self.error("Invalid nonce"))
        let scopes = OpenID.scopes(ask["scope"])
        try ask.must("F2", !scopes.isEmpty, Self.error("Scope is required"))
        try ask.must("F2", scopes.contains("openid"), Self.error("Scope must include openid"))
        for scope in scopes.sorted() {
            try ask.must(
                "F2", ["openid", "user.identity", "name", "uinfin"].contains(scope),
                Self.error("Scope \(scope) is not supported"))
        }
        try ask.must("F2", ask["response_type"] == "code", Self.error("Invalid response type"))
        try ask.must("F2", ask["code_challenge_method"] == "S256", Self.error("Invalid code challenge method"))
        try ask.must("F4", PKCE.isChallenge(ask["code_challenge"] ?? ""), Self.error("Invalid code challenge"))
        try assertion(ask, "/par")
        var grant = Grant(family: RandomText.token(), order: OpenID.order(ask))
        if ask.question.fields[.dpop] != nil {
            let address = issuer(ask.origin) + "/par"
            grant.thumbprint = try proof(ask, "F2", .init(method: "POST", address: address, longest: 120)).thumbprint
            if let named = ask["dpop_jkt"] {
                try ask.must("F2", named == grant.thumbprint, Self.error("Invalid DPoP jkt"))
            }
        } else {
            grant.thumbprint = try ask.need("F2", ask["dpop_jkt"], Self.error("Dpop or Dpop jkt is required"))
        }
        if !ground.grants.isNew("key \(grant.thumbprint ?? "")") { ask.accuse("One DPoP key was used for two logins.") }
        let reference = "urn:ietf:params:oauth:request_uri:" + RandomText.token()
        ground.grants.put(grant, under: reference, until: ask.now + 60)
        ask.shows("F3")
        return .json(["request_uri": .string(reference), "expires_in": 60], status: .created)
    }

    func authorize(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.authorize)
        try ask.must(
            "F3", ask.names == ["client_id", "request_uri"], Self.error("Only client_id and request_uri belong here"))
        let reference = ask["request_uri"] ?? ""
        let grant = try ask.need(
            "F3", ground.grants.good(reference, now: ask.now), Self.error("Request URI not found"))
        try ask.must("F3", grant["client_id"] == ask["client_id"], Self.error("Client ID does not match"))
        _ = ground.grants.use(reference)
        let code = ground.mischief.keep(grant, until: ask.now + 120, in: ground.grants)
        let pairs = [FormPair("code", code), FormPair("state", grant["state"] ?? "")]
        return ground.mischief.callback(Way(uri: grant["redirect_uri"] ?? "", pairs: pairs), ask)
    }

    func token(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.token)
        try ask.must("F7", ask.bodyKind == .form && ask.repeatedName() == nil, Self.error("Invalid body"))
        for name in ask.names.sorted() {
            try ask.must("F7", Self.fields.contains(name), Self.error("Unknown parameter \(name)"))
        }
        try ask.must(
            "F7", ask["grant_type"] == "authorization_code",
            Self.error("Only authorization code grant type is supported"))
        if let client = ask["client_id"] {
            try ask.must("F7", client == clientID, Self.error("Client ID does not match"))
        }
        try assertion(ask, "/token")
        let policy = ProofOfKey.Policy(method: "POST", address: issuer(ask.origin) + "/token", longest: 120)
        let proof = try proof(ask, "F6", policy)
        let exchange = CodeExchange(
            fields: "F7", verifier: "F4", once: "F7",
            fault: {
                PKCE.isVerifier($0) && PKCE.isBase64URL($0) ? nil : "Code verifier has characters that are not allowed"
            },
            bad: { Self.error($0) }, wrong: { Self.error($0) })
        let grant = try exchange.redeem(ask, ground.grants, clientID: clientID)
        try ask.must("F6", grant.thumbprint == proof.thumbprint, Self.error("Invalid DPoP jkt"))
        return ground.mischief.tokens(reply(grant, ask), ask)
    }

    /// No `expires_in`, no refresh token; the access token is opaque.
    private func reply(_ grant: Grant, _ ask: Ask) -> TokenReply {
        ask.shows("F7", "F8")
        let access = RandomText.token() + RandomText.token()
        ground.grants.put(grant, under: access, until: ask.now + 1800)
        let claims: JSON = .members([
            "sub": .string(Self.subject), "sub_type": "user", "amr": ["pwd"],
            "acr": "urn:singpass:authentication:loa:2", "aud": .string(clientID), "iss": .string(issuer(ask.origin)),
            "exp": .integer(ask.now + 1800), "iat": .integer(ask.now), "nonce": grant["nonce"].map { .string($0) },
            "sub_attributes": OpenID.scopes(grant["scope"]).contains("user.identity")
                ? ["identity_number": "S1234567D"] : nil,
        ])
        return TokenReply(
            members: ["access_token": .string(access), "id_token": "", "token_type": "DPoP"],
            identity: .init(claims, by: key, sealing: client.sealing(content)))
    }

    func userInfo(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.resource)
        let wrong = Answer.unauthorized("DPoP", "invalid_token", "The access token is not valid.")
        let token = try ask.need("F8", ask.authorization("DPoP"), wrong)
        let grant = try ask.need("F8", ground.grants.good(token, now: ask.now), wrong)
        let address = issuer(ask.origin) + "/userinfo"
        let proof = try proof(ask, "F8", .init(method: "GET", address: address, accessToken: token, longest: 120))
        try ask.must("F8", proof.thumbprint == grant.thumbprint, wrong)
        var person: JSON = [:]
        for (name, value) in Myinfo.attributes where OpenID.scopes(grant["scope"]).contains(name) {
            person[name] = value
        }
        let claims: JSON = [
            "sub": .string(Self.subject), "iss": .string(issuer(ask.origin)), "aud": .string(clientID),
            "iat": .integer(ask.now), "person_info": person,
        ]
        let sealed = ground.mischief.resource(.init(claims, by: key, sealing: client.sealing(content)))
        return .text(sealed, type: "application/jwt")
    }
}
