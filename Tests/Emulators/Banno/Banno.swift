import DemoProvider
import HTTPTypes

/// Banno's Consumer API: one issuer a bank, in the shape of the open-source oidc-provider.
///
/// That it runs oidc-provider is inferred from its discovery document, and with it the words of the errors.
struct Banno: System {
    static let path = "/a/consumer/api/v0/oidc"
    static let oldPath = "/a/consumer/api/oidc"
    static let offline = "https://api.banno.com/consumer/auth/offline_access"
    static let accounts = "https://api.banno.com/consumer/auth/accounts.readonly"
    static let institution = "https://api.banno.com/consumer/claim/institution_id"
    static let user = "5cad5c30-6d24-11e9-870c-0242b78f8571"
    static let secret = "banno-secret-emulated"

    let ground: Ground
    let key: Signer
    /// The client's own keys, where it signs assertions.
    let client: ClientKeys

    init(_ ground: Ground, _ folder: KeyFolder) throws {
        self.ground = ground
        client = try ClientKeys(folder)
        // The demo bank signs with ES256; others may not.
        key =
            ground.has("PS256")
            ? try folder.signer(.ps256, "rsa-server")
            : ground.has("RS256") ? try folder.signer(.rs256, "rsa-server") : try folder.signer(.es256, "ec-server")
    }

    var signsAssertions: Bool { ground.has("private-key") }
    var isConfidential: Bool { ground.has("confidential") || signsAssertions }
    /// Two clients, of one kind each.
    var clientID: String {
        isConfidential ? "0a1b2c3d-0000-4000-8000-00000000c0de" : "05166b79-0000-4000-8000-00000000a11e"
    }
    var secret: ClientSecret {
        ClientSecret(rule: "B10", clientID: clientID, secret: isConfidential ? Self.secret : nil)
    }

    /// By its secret, by an assertion (RFC 7523 section 2.2) for the issuer, or, where it is public, by nothing.
    func authenticate(_ ask: Ask) throws(Refusal) {
        guard signsAssertions else { return try secret.check(ask) }
        let wrong = Answer.oauth("invalid_client", "client authentication failed", .unauthorized)
        try ask.must("B10", ask["client_id"] == nil || ask["client_id"] == clientID, wrong)
        try ask.must("B10", ask["client_assertion_type"] == Assertion.type, wrong)
        do throws(Assertion.Fault) {
            let policy = Assertion.Policy(clientID: clientID, audience: issuer(ask.origin), longest: 300)
            _ = try Assertion(
                ask["client_assertion"] ?? "", policy, key: client.signing, grants: ground.grants, now: ask.now)
        } catch {
            throw Refusal(rule: "B10", answer: wrong)
        }
    }

    func issuer(_ origin: String) -> String { origin + Self.path }

    func facts(origin: String) -> JSON {
        .members([
            "issuer": .string(issuer(origin)), "client_id": .string(clientID),
            "client_secret": isConfidential && !signsAssertions ? .string(Self.secret) : nil,
            "keys": signsAssertions ? client.facts : nil, "offline_scope": .string(Self.offline),
            "accounts_scope": .string(Self.accounts), "institution_claim": .string(Self.institution),
            "old_issuer": .string(origin + Self.oldPath),
            "token_endpoint": .string(issuer(origin) + "/token"),
        ])
    }

    func answer(_ ask: Ask) throws(Refusal) -> Answer {
        let path = ask.question.path
        if path == Self.oldPath + "/.well-known/openid-configuration" {
            // The old, unversioned API: whatever address it is asked at, its issuer is the one of before.
            ask.shows("B3")
            ask.at(.discovery)
            return .json(metadata("https://www.banno.com" + Self.oldPath))
        }
        guard path.hasPrefix(Self.path) else {
            let lead = "/a/consumer/api/v0/users/\(Self.user)/accounts"
            return path == lead && ask.question.method == .get ? try accounts(ask) : notFound(ask)
        }
        switch (ask.question.method, path.dropFirst(Self.path.count)) {
        case (.get, "/.well-known/openid-configuration"):
            ask.shows("B1", "B2", "B11")
            return ground.mischief.discovery(metadata(issuer(ask.origin)), ask)
        case (.get, "/jwks"):
            ask.at(.keys)
            ask.shows("B12")
            return .json(["keys": [key.jwk]])
        case (.get, "/auth"): return try authorize(ask)
        case (.post, "/request"): return try push(ask)
        case (.post, "/token"): return try token(ask)
        case (.get, "/me"): return try me(ask)
        case (.get, "/logout"): return try logOut(ask)
        case (.post, "/token/revocation"): return try revoke(ask)
        case (.post, "/token/introspection"): return try introspect(ask)
        case _: return notFound(ask)
        }
    }

    func notFound(_ ask: Ask) -> Answer {
        .oauth(
            "invalid_request", "unrecognized route or not allowed method (\(ask.question.method.rawValue))", .notFound)
    }

    private func metadata(_ issuer: String) -> JSON {
        [
            "issuer": .string(issuer), "authorization_endpoint": .string(issuer + "/auth"),
            "token_endpoint": .string(issuer + "/token"), "userinfo_endpoint": .string(issuer + "/me"),
            "jwks_uri": .string(issuer + "/jwks"), "end_session_endpoint": .string(issuer + "/logout"),
            "pushed_authorization_request_endpoint": .string(issuer + "/request"),
            "revocation_endpoint": .string(issuer + "/token/revocation"),
            "introspection_endpoint": .string(issuer + "/token/introspection"),
            "response_types_supported": ["code"], "response_modes_supported": ["form_post", "fragment", "query"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "subject_types_supported": ["public"],
            "scopes_supported": ["openid", "offline_access", "profile", .string(Self.offline), .string(Self.accounts)],
            "id_token_signing_alg_values_supported": ["ES256", "PS256", "RS256"],
            "code_challenge_methods_supported": ["S256"], "claims_parameter_supported": true,
            // A public client is possible although `none` is not listed.
            "token_endpoint_auth_methods_supported": [
                "client_secret_basic", "client_secret_post", "private_key_jwt",
            ],
            "authorization_response_iss_parameter_supported": true,
        ]
    }
}
