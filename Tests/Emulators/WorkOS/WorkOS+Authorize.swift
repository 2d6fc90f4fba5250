import DemoProvider
import HTTPTypes

extension WorkOS {
    private static let providers: Set<String> = [
        "authkit", "AppleOAuth", "BitbucketOAuth", "GitHubOAuth", "GitLabOAuth", "GoogleOAuth", "IntuitOAuth",
        "LinkedInOAuth", "MicrosoftOAuth", "SalesforceOAuth", "SlackOAuth", "VercelMarketplaceOAuth", "VercelOAuth",
        "XeroOAuth",
    ]
    private static let parameters: Set<String> = [
        "client_id", "redirect_uri", "response_type", "provider", "connection_id", "organization_id", "screen_hint",
        "code_challenge", "code_challenge_method", "state", "domain_hint", "login_hint", "prompt", "max_age",
        "invitation_token", "provider_scopes", "claim_nonce",
    ]

    func authorize(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.authorize)
        ask.shows("W1", "W8")
        let redirect = try client(ask)
        for name in ask.names.sorted() where !Self.parameters.contains(name) {
            try ask.must("W6", name.hasPrefix("provider_query_params["), Self.invalid(name, "unknown_parameter"))
        }
        if let name = ask.repeatedName(but: ["provider_scopes"]) {
            throw Refusal(rule: "W6", answer: Self.invalid(name, "repeated_parameter"))
        }
        try options(ask)
        if let error = try selector(ask, redirect) { return error }
        if ask["provider_scopes"] != nil { ask.shows("W7") }
        if ground.has("no-users") { return back(redirect, ask, error: "no_users") }
        if let hint = ask["login_hint"], hint != Self.email { return back(redirect, ask, error: "user_not_found") }
        let grant = Grant(
            family: RandomText.token(),
            order: Dictionary(ask.query.map { ($0.name, $0.value) }, uniquingKeysWith: { $0 + "," + $1 }))
        // WorkOS's own emulator: a code lives ten minutes.
        let code = ground.mischief.keep(grant, until: ask.now + 600, in: ground.grants)
        return ground.mischief.callback(way(redirect, ask, [FormPair("code", code)]), ask)
    }

    /// The client and where it is sent back to.
    private func client(_ ask: Ask) throws(Refusal) -> String {
        for name in ["client_id", "redirect_uri", "response_type"] {
            try ask.must("W2", ask[name] != nil, Self.invalid(name, "\(name)_required"))
        }
        try ask.must("W2", ask["response_type"] == "code", Self.invalid("response_type", "must_be_code"))
        try ask.must("W2", ask["client_id"] == clientID, .oauth("invalid_client", "Invalid client ID."))
        let redirect = ask["redirect_uri"] ?? ""
        // Staging takes localhost; production only the address, or https.
        let rule =
            ground.has("production")
            ? RedirectRule("http://127.0.0.1:*/callback", "https://app.example.com/callback")
            : RedirectRule("http://127.0.0.1:*/callback", "http://localhost:*/callback", "myapp://callback")
        try ask.must(
            "W23", rule.allows(redirect),
            .json(
                ["code": "invalid_redirect_uri", "message": "The redirect URI is not registered for this client."],
                status: .badRequest))
        return redirect
    }

    private func options(_ ask: Ask) throws(Refusal) {
        if let hint = ask["screen_hint"] {
            let isRight = ["sign-up", "sign-in"].contains(hint) && ask["provider"] == "authkit"
            try ask.must("W5", isRight, Self.invalid("screen_hint", "only_supported_for_authkit"))
        }
        let (challenge, method) = (ask["code_challenge"], ask["code_challenge_method"])
        if challenge != nil || method != nil {
            try ask.must("W6", challenge != nil, Self.invalid("code_challenge", "required_with_method"))
            try ask.must("W6", method == "S256", Self.invalid("code_challenge_method", "must_be_S256"))
            try ask.must("W6", PKCE.isChallenge(challenge ?? ""), Self.invalid("code_challenge", "malformed"))
        }
        if let prompt = ask["prompt"] {
            try ask.must("W6", ["login", "consent"].contains(prompt), Self.invalid("prompt", "unknown_value"))
        }
        if let age = ask["max_age"] {
            let isRight = (Int(age) ?? -1) >= 0 && ask["provider"] == "authkit"
            try ask.must("W6", isRight, Self.invalid("max_age", "must_be_a_non_negative_integer_for_authkit"))
        }
    }

    /// Exactly one selector; `organization_id` beside `provider=authkit` chooses the organization beforehand.
    private func selector(_ ask: Ask, _ redirect: String) throws(Refusal) -> Answer? {
        let given = ["provider", "connection_id", "organization_id"].filter { ask[$0] != nil }
        try ask.must("W3", !given.isEmpty, back(redirect, ask, error: "invalid_connection_selector"))
        let isPair = given == ["provider", "organization_id"] && ask["provider"] == "authkit"
        try ask.must("W3", given.count == 1 || isPair, back(redirect, ask, error: "ambiguous_connection_selector"))
        if let provider = ask["provider"] {
            try ask.must(
                "W4", Self.providers.contains(provider), back(redirect, ask, error: "invalid_connection_selector"))
        }
        if let connection = ask["connection_id"], connection != Self.connection {
            return back(redirect, ask, error: "connection_invalid")
        }
        if let organization = ask["organization_id"], organization != Self.organization {
            return back(redirect, ask, error: "organization_invalid")
        }
        return nil
    }

    private func way(_ redirect: String, _ ask: Ask, _ pairs: [FormPair]) -> Way {
        Way(uri: redirect, pairs: pairs + [ask["state"].map { FormPair("state", $0) }].compactMap { $0 })
    }

    private func back(_ redirect: String, _ ask: Ask, error: String) -> Answer {
        ask.shows("W22")
        let pairs = [
            FormPair("error", error), FormPair("error_description", "The request cannot be completed: \(error)."),
        ]
        return .redirect(to: way(redirect, ask, pairs).address)
    }
}
