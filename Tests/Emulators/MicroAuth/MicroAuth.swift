import DemoProvider
import HTTPTypes

/// MicroAuth, as far as its document on PKCE says: discovery, S256 only, JWTs for both tokens.
///
/// Ours, because nothing else is public: all paths but the discovery's, lifetimes, the shape of errors (RFC 6749
/// section 5.2), RS256, the ID token, userinfo, that redirect URIs are exact, and that unknown parameters are refused.
struct MicroAuth: System {
    let ground: Ground
    let key: Signer
    let clientID = "microauth-client"

    init(_ ground: Ground, _ folder: KeyFolder) throws {
        self.ground = ground
        key = try folder.signer(.rs256, "rsa-server")
    }

    /// The document's own list of fields lacks `client_id`, which RFC 6749 section 4.1.3 demands.
    var isStrict: Bool { !ground.has("document") }

    func facts(origin: String) -> JSON {
        ["issuer": .string(origin), "client_id": .string(clientID), "token_endpoint": .string(origin + "/oauth/token")]
    }

    func answer(_ ask: Ask) throws(Refusal) -> Answer {
        switch (ask.question.method, ask.question.path) {
        case (.get, "/.well-known/openid-configuration"):
            ask.shows("M1", "M2")
            return ground.mischief.discovery(metadata(ask.origin), ask)
        case (.get, "/oauth/jwks"):
            ask.at(.keys)
            return .json(["keys": [key.jwk]])
        case (.get, "/oauth/authorize"): return try authorize(ask)
        case (.post, "/oauth/token"): return try token(ask)
        case (.get, "/oauth/userinfo"):
            ask.at(.resource)
            let grant = ground.grant(of: ask.authorization("Bearer"), signedBy: key, now: ask.now)
            _ = try ask.need("M6", grant, .unauthorized("Bearer", "invalid_token", "The access token is not valid."))
            var person = Self.person
            person["sub"] = person["id"]
            return .json(person)
        case _: return notFound(ask)
        }
    }

    func notFound(_ ask: Ask) -> Answer { .oauth("not_found", nil, .notFound) }

    private func metadata(_ origin: String) -> JSON {
        [
            "issuer": .string(origin), "authorization_endpoint": .string(origin + "/oauth/authorize"),
            "token_endpoint": .string(origin + "/oauth/token"), "jwks_uri": .string(origin + "/oauth/jwks"),
            "userinfo_endpoint": .string(origin + "/oauth/userinfo"), "response_types_supported": ["code"],
            "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "profile", "email"], "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["none"],
        ]
    }

    static let person: JSON = [
        "id": "123e4567-e89b-12d3-a456-426614174000", "email": "hello@example.com", "given_name": "Hello",
        "family_name": "Example", "name": "Hello Example", "picture": "https://cdn.example.com/p.png",
        "email_verified": true, "roles": ["admin", "editor", "customer"], "permissions": ["invoice:read"],
        "tenant_id": "tenant-1", "updated_at": 1,
    ]
}
