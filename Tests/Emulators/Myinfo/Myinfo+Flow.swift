import DemoProvider
import HTTPTypes

extension Myinfo {
    private static let parameters: Set<String> = [
        "client_id", "scope", "purpose_id", "code_challenge", "code_challenge_method", "redirect_uri", "response_type",
    ]
    private static let fields: Set<String> = [
        "grant_type", "code", "redirect_uri", "client_id", "code_verifier", "client_assertion_type",
        "client_assertion",
    ]

    func authorize(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.authorize)
        try ask.must("S9", ask["client_id"] == clientID, Self.error("404", "Invalid client_id", .notFound))
        try ask.must(
            "S9", RedirectRule(exactly: ground.redirects).allows(ask["redirect_uri"] ?? ""),
            Self.error("400", "Invalid redirect_uri"))
        for name in ["state", "nonce"] {
            try ask.must("S2", !ask.names.contains(name), Self.error("400", "Unknown parameter \(name)"))
        }
        for name in ask.names.sorted() {
            try ask.must("S1", Self.parameters.contains(name), Self.error("400", "Unknown parameter \(name)"))
        }
        try ask.must("S1", ask.repeatedName() == nil, Self.error("400", "Repeated parameter"))
        if let type = ask["response_type"] {
            try ask.must("S1", type == "code", Self.error("400", "Invalid response_type"))
        }
        try ask.must("S1", ask["purpose_id"] == Self.purpose, Self.error("400", "Invalid purpose_id"))
        try ask.must("S1", ask["code_challenge_method"] == "S256", Self.error("400", "Invalid code_challenge_method"))
        try ask.must("S1", PKCE.isChallenge(ask["code_challenge"] ?? ""), Self.error("400", "Invalid code_challenge"))
        let known = Set(Self.attributes.map(\.0))
        let wanted = OpenID.scopes(ask["scope"])
        let isRight = !wanted.isEmpty && wanted.isSubset(of: known)
        try ask.must("S9", isRight, .redirect(to: OpenID.way(ask, [FormPair("error", "invalid_scope")]).address))
        let grant = Grant(family: RandomText.token(), order: OpenID.order(ask))
        let code = ground.mischief.keep(grant, until: ask.now + 120, in: ground.grants)
        return ground.mischief.callback(OpenID.way(ask, [FormPair("code", code)]), ask)
    }

    func token(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.token)
        func bad(_ words: String) -> Answer { Self.error("invalid_request", words) }
        try ask.must("S3", ask.bodyKind == .form && ask.repeatedName() == nil, bad("Invalid Content-Type"))
        try ask.must("S3", ask.question.fields[.cacheControl] == "no-cache", bad("Missing Cache-Control: no-cache"))
        for name in ask.names.sorted() {
            try ask.must("S3", Self.fields.contains(name), bad("Unknown parameter \(name)"))
        }
        try ask.must("S3", ask["grant_type"] == "authorization_code", bad("Invalid grant_type"))
        try ask.must("S3", ask["client_id"] == clientID, Self.error("invalid_client", "Invalid client_id", .notFound))
        try ask.must("S3", ask["client_assertion_type"] == Assertion.type, bad("Invalid client_assertion_type"))
        let address = ask.origin + Self.base + "/token"
        let proof = try proof(ask, .init(method: "POST", address: address, longest: 120))
        let assertion: Assertion
        do throws(Assertion.Fault) {
            assertion = try Assertion(
                ask["client_assertion"] ?? "", .init(clientID: clientID, audience: address, longest: 300),
                key: client.signing, grants: ground.grants, now: ask.now)
        } catch {
            throw Refusal(rule: "S4", answer: Self.error("invalid_client", error.words))
        }
        try ask.must(
            "S4", assertion.claims["cnf"]?["jkt"]?.string == proof.thumbprint,
            Self.error("invalid_client", "Invalid cnf.jkt in client_assertion"))
        let exchange = CodeExchange(
            fields: "S3", verifier: "S3", once: "S8", bad: { Self.error("invalid_request", $0) },
            wrong: { Self.error("invalid_grant", $0) })
        var grant = try exchange.redeem(ask, ground.grants, clientID: clientID)
        if !ground.grants.isNew("key \(proof.thumbprint)") { ask.accuse("One DPoP key was used for two logins.") }
        grant.thumbprint = proof.thumbprint
        return ground.mischief.tokens(reply(grant, ask), ask)
    }

    private func proof(_ ask: Ask, _ policy: ProofOfKey.Policy) throws(Refusal) -> ProofOfKey {
        let proofs = ask.question.fields[values: .dpop]
        try ask.must("S5", proofs.count == 1, Self.error("invalid_dpop_proof", "Missing DPoP header"))
        do throws(ProofOfKey.Fault) {
            let proof = try ProofOfKey(proofs[0], policy, grants: ground.grants, now: ask.now)
            ask.shows("S5")
            return proof
        } catch {
            throw Refusal(rule: "S5", answer: Self.error("invalid_dpop_proof", error.words))
        }
    }

    /// 30 minutes, no refresh token, no ID token.
    private func reply(_ grant: Grant, _ ask: Ask) -> TokenReply {
        ask.shows("S8")
        let access = TokenReply.Token(
            [
                "sub": .string(Self.subject), "iss": .string(ask.origin), "aud": .string(clientID),
                "scope": .string(grant["scope"] ?? ""), "iat": .integer(ask.now), "exp": .integer(ask.now + 1800),
                "jti": .string(RandomText.token()), "cnf": ["jkt": .string(grant.thumbprint ?? "")],
            ], by: authorizeKey)
        ground.grants.put(grant, under: access.text, until: ask.now + 1800)
        return TokenReply(members: ["access_token": "", "token_type": "DPoP", "expires_in": 1799], access: access)
    }

    func person(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.resource)
        let wrong = Self.error("401", "Unauthorized", .unauthorized)
        let token = try ask.need("S6", ask.authorization("DPoP"), wrong)
        // ES256 signs anew each time, so the token is known by what its own signature says.
        let read = Compact(token)
        let isMine = read.map { authorizeKey.signed($0) && ($0.claims["exp"]?.integer ?? 0) > ask.now } == true
        let jwt = try ask.need("S6", isMine ? read : nil, wrong)
        let address = ask.origin + ask.question.path
        let proof = try proof(ask, .init(method: "GET", address: address, accessToken: token, longest: 120))
        try ask.must("S6", jwt.claims["cnf"]?["jkt"]?.string == proof.thumbprint, wrong)
        let subject = jwt.claims["sub"]?.string ?? ""
        try ask.must(
            "S6", ask.question.path == Self.base + "/person/" + subject, Self.error("404", "Unknown person", .notFound))
        let wanted = OpenID.scopes(ask["scope"])
        let granted = OpenID.scopes(jwt.claims["scope"]?.string)
        try ask.must(
            "S6", !wanted.isEmpty && wanted.isSubset(of: granted), Self.error("403", "Invalid scope", .forbidden))
        var data: JSON = [:]
        for (name, value) in Self.attributes where wanted.contains(name) { data[name] = value }
        if ground.has("sandbox") { return .json(data) }
        ask.shows("S7")
        let text = ground.mischief.resource(.init(data, by: personKey, sealing: client.sealing(.gcm)))
        return .text(text, type: "application/jose")
    }
}

extension HTTPField.Name {
    static let dpop: Self = {
        guard let name = Self("DPoP") else { preconditionFailure("DPoP is no field name") }
        return name
    }()
}
