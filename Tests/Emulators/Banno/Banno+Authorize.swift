import DemoProvider
import HTTPTypes

extension Banno {
    private static let parameters: Set<String> = [
        "scope", "response_type", "client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method",
        "claims", "nonce", "acr_values", "prompt", "max_age", "login_hint", "response_mode", "request_uri",
    ]

    func authorize(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.authorize)
        if let reference = ask["request_uri"] {
            let grant = try ask.need(
                "B2", ground.grants.good(reference, now: ask.now),
                .oauth("invalid_request_uri", "request_uri is invalid"))
            _ = ground.grants.use(reference)
            try ask.must("B2", grant["client_id"] == ask["client_id"], .oauth("invalid_request", "client_id mismatch"))
            return code(grant, ask, redirect: grant["redirect_uri"] ?? "", state: grant["state"])
        }
        let grant = try judge(ask) { error, words in
            .redirect(
                to: way(
                    ask["redirect_uri"] ?? "", ask["state"], ask,
                    [
                        FormPair("error", error), FormPair("error_description", words),
                    ]
                ).address)
        }
        return code(grant, ask, redirect: ask["redirect_uri"] ?? "", state: ask["state"])
    }

    /// RFC 9126.
    func push(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.pushed)
        try ask.must("B2", ask.bodyKind == .form, .oauth("invalid_request", "only application/x-www-form-urlencoded"))
        try authenticate(ask)
        try ask.must("B2", ask["request_uri"] == nil, .oauth("invalid_request", "request_uri must not be here"))
        let grant = try judge(ask, also: ["client_secret", "client_assertion", "client_assertion_type"]) {
            .oauth($0, $1)
        }
        let reference = "urn:ietf:params:oauth:request_uri:" + RandomText.token()
        ground.grants.put(grant, under: reference, until: ask.now + 60)
        return .json(["request_uri": .string(reference), "expires_in": 60], status: .created)
    }

    private func judge(
        _ ask: Ask, also: Set<String> = [], _ refuse: (String, String) -> Answer
    ) throws(Refusal) -> Grant {
        try ask.must(
            "B7", ask.repeatedName() == nil, .oauth("invalid_request", "parameters must not be provided twice"))
        try ask.must("B10", ask["client_id"] == clientID, .oauth("invalid_client", "client is invalid"))
        // Exact, with case and path; there are no wildcards.
        let redirect = RedirectRule(exactly: ground.redirects)
        try ask.must(
            "B14", redirect.allows(ask["redirect_uri"] ?? ""),
            .oauth("invalid_redirect_uri", "redirect_uri did not match any of the client's registered redirect_uris"))
        for name in ask.names.sorted() {
            let isKnown = Self.parameters.contains(name) || also.contains(name)
            try ask.must("B7", isKnown, refuse("invalid_request", "unrecognized parameter \(name)"))
        }
        try ask.must("B7", ask["response_type"] == "code", refuse("unsupported_response_type", "only code"))
        try ask.must(
            "B7", OpenID.scopes(ask["scope"]).contains("openid"), refuse("invalid_scope", "openid is required"))
        let known: Set = ["openid", "offline_access", "profile", Self.offline, Self.accounts]
        try ask.must(
            "B7", OpenID.scopes(ask["scope"]).isSubset(of: known),
            refuse("invalid_scope", "requested scope is not allowed"))
        let policy = "Authorization Server policy requires PKCE to be used for this request"
        let challenge = try ask.need("B4", ask["code_challenge"], refuse("invalid_request", policy))
        if let words = Self.fault(challenge, "code_challenge") {
            throw Refusal(rule: "B5", answer: refuse("invalid_request", words))
        }
        let missing = refuse("invalid_request", "code_challenge_method must be provided with code_challenge")
        let method = try ask.need("B5", ask["code_challenge_method"], missing)
        let wrong = refuse("invalid_request", "not supported value of code_challenge_method")
        try ask.must("B4", method == "S256", wrong)
        if let claims = ask["claims"] {
            guard case .object? = JSON.read(Array(claims.utf8)) else {
                throw Refusal(
                    rule: "B8", answer: refuse("invalid_request", "could not parse the claims parameter JSON"))
            }
            ask.shows("B8")
        }
        return Grant(family: RandomText.token(), order: OpenID.order(ask))
    }

    private func code(_ grant: Grant, _ ask: Ask, redirect: String, state: String?) -> Answer {
        ask.shows("B6")
        let code = ground.mischief.keep(grant, until: ask.now + 60, in: ground.grants)
        return ground.mischief.callback(way(redirect, state, ask, [FormPair("code", code)]), ask)
    }

    /// Always with `iss`, also for errors.
    private func way(_ redirect: String, _ state: String?, _ ask: Ask, _ pairs: [FormPair]) -> Way {
        let more = [state.map { FormPair("state", $0) }, FormPair("iss", issuer(ask.origin))].compactMap { $0 }
        return Way(uri: redirect, pairs: pairs + more)
    }

    /// What is wrong with the form of a verifier or a challenge, in oidc-provider's words.
    static func fault(_ text: String, _ name: String) -> String? {
        if text.utf8.count < 43 { return "\(name) must be a string with a minimum length of 43 characters" }
        if text.utf8.count > 128 { return "\(name) must be a string with a maximum length of 128 characters" }
        return PKCE.isVerifier(text) ? nil : "\(name) contains invalid characters"
    }
}
