import DemoProvider
import HTTPTypes

extension WorkOS {
    private static let deviceGrant = "urn:ietf:params:oauth:grant-type:device_code"
    private static let stepUpGrants: Set<String> = [
        "urn:workos:oauth:grant-type:organization-selection", "urn:workos:oauth:grant-type:mfa-totp",
        "urn:workos:oauth:grant-type:email-verification:code",
    ]
    private static let context: Set<String> = [
        "invitation_token", "ip_address", "user_agent", "device_id", "signals_id",
    ]

    func authenticate(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.token)
        try ask.must("W9", ask.bodyKind != .none, Self.bad("The body must be JSON or a form."))
        try ask.must("W9", ask.repeatedName() == nil, Self.bad("A parameter is there more than once."))
        let kind = try ask.need("W9", ask["grant_type"], Self.bad("grant_type is required."))
        switch kind {
        case "authorization_code": return try exchange(ask)
        case "refresh_token": return try refresh(ask)
        case Self.deviceGrant: return try poll(ask)
        case _ where Self.stepUpGrants.contains(kind):
            try ask.must("W15", ask["client_secret"] != nil, Self.invalid("client_secret", "client_secret_required"))
            throw Refusal(rule: "W15", answer: Self.bad("The pending authentication token is not valid."))
        case _:
            // Not unsupported_grant_type, as RFC 6749 would have it.
            throw Refusal(rule: "W9", answer: Self.bad("Unsupported grant type."))
        }
    }

    private func exchange(_ ask: Ask) throws(Refusal) -> Answer {
        try authenticateClient(ask)
        try only(ask, ["code", "code_verifier"], rule: "W11")
        if !ask.names.isDisjoint(with: Self.context) { ask.shows("W11") }
        let code = try ask.need("W9", ask["code"], Self.bad("code is required."))
        let unknown = Answer.oauth("invalid_grant", "The code '\(code.prefix(60))' has expired or is invalid.")
        guard let item = ground.grants.item(code) else { throw Refusal(rule: "W9", answer: unknown) }
        try ask.must("W25", !item.isUsed, unknown)
        try ask.must("W9", item.expires > ask.now, unknown)
        try ask.must("W9", item.grant["client_id"] == ask["client_id"], unknown)
        if ground.has("burning") { _ = ground.grants.use(code) }
        if let challenge = item.grant["code_challenge"] {
            let verifier = try ask.need("W16", ask["code_verifier"], Self.bad("code_verifier is required."))
            try ask.must("W16", PKCE.isVerifier(verifier), Self.bad("code_verifier is malformed."))
            try ask.must("W16", PKCE.challenge(of: verifier) == challenge, unknown)
        } else {
            try ask.must(
                "W16", ask["code_verifier"] == nil,
                .json(
                    ["code": "code_challenge_not_found", "message": "No code challenge was sent for this code."],
                    status: .badRequest))
            try ask.must("W16", isConfidential, Self.bad("code_verifier is required."))
        }
        _ = ground.grants.use(code)
        ask.shows("W12", "W21")
        return ground.mischief.tokens(reply(item.grant, ask), ask)
    }

    private func refresh(_ ask: Ask) throws(Refusal) -> Answer {
        try authenticateClient(ask, rule: "W18")
        try only(ask, ["refresh_token", "organization_id"], rule: "W18")
        let token = try ask.need("W18", ask["refresh_token"], Self.bad("refresh_token is required."))
        let grant = try ask.need(
            "W18", ground.grants.good(token, now: ask.now), .oauth("invalid_grant", "Invalid refresh token."))
        try ask.must("W18", grant["client_id"] == ask["client_id"], .oauth("invalid_grant", "Invalid refresh token."))
        var chosen = grant
        if let organization = ask["organization_id"] {
            try ask.must(
                "W18", organization == Self.organization, Self.invalid("organization_id", "organization_not_found"))
            chosen.order["organization_id"] = organization
        }
        if !ground.mischief.keepsRefreshToken { _ = ground.grants.use(token) }
        return ground.mischief.refreshed(reply(chosen, ask), ask)
    }

    /// A public client sends no secret in any form; a confidential one sends its own.
    func authenticateClient(_ ask: Ask, rule: String = "W9") throws(Refusal) {
        let wrong = Answer.oauth("invalid_client", "Invalid client ID or secret.")
        try ask.must(rule, ask["client_id"] == clientID, wrong)
        try ask.must(rule, ask.question.fields[.authorization] == nil, wrong)
        if isConfidential {
            try ask.must("W10", ask["client_secret"] == Self.secret, wrong)
        } else {
            // The key alone is wrong, whatever its value.
            try ask.must(rule, !ask.names.contains("client_secret"), wrong)
        }
    }

    private func only(_ ask: Ask, _ names: Set<String>, rule: String) throws(Refusal) {
        let known = names.union(Self.context).union(["client_id", "grant_type", "client_secret"])
        for name in ask.names.sorted() {
            try ask.must(rule, known.contains(name), Self.invalid(name, "unknown_parameter"))
        }
    }

    static func bad(_ description: String) -> Answer { .oauth("invalid_request", description) }

    /// The success: the user, no `token_type`, no `expires_in`, no `scope`, no `id_token`.
    func reply(_ grant: Grant, _ ask: Ask) -> TokenReply {
        let refresh = RandomText.token()
        ground.grants.put(grant, under: refresh, until: ask.now + 30 * 86400)
        var claims: JSON = [
            "iss": .string(issuer(ask.origin)), "sub": .string(Self.user), "sid": .string(grant.session),
            "jti": .string("01" + RandomText.token().prefix(24)), "client_id": .string(clientID),
            "iat": .integer(ask.now), "exp": .integer(ask.now + 3600),
        ]
        var members: JSON = ["user": Self.person]
        if let organization = grant["organization_id"] {
            members["organization_id"] = .string(organization)
            claims["org_id"] = .string(organization)
            claims["role"] = "member"
            claims["permissions"] = ["posts:read"]
        }
        members["access_token"] = ""
        members["refresh_token"] = .string(refresh)
        members["authentication_method"] = grant["connection_id"] == nil ? "Password" : "SSO"
        return TokenReply(members: members, access: .init(claims, by: key))
    }

    private static let person: JSON = [
        "object": "user", "id": .string(user), "first_name": "Marcelina", "last_name": "Davis",
        "name": "Marcelina Davis", "email": .string(email), "email_verified": true,
        "profile_picture_url": "https://workoscdn.com/images/v1/123abc", "external_id": "f1ffa2b2-c20b-4d39-be5c",
        "metadata": ["timezone": "America/New_York"], "last_sign_in_at": "2025-06-25T19:07:33.000Z",
        "locale": "en-US", "created_at": "2023-11-27T19:07:33.155Z", "updated_at": "2023-11-27T19:07:33.155Z",
    ]
}
