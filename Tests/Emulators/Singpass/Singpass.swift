import DemoProvider
import HTTPTypes

/// Singpass with the FAPI 2.0 profile: pushed requests, an assertion at every step, DPoP, encrypted tokens.
///
/// The checks and their order (body, assertion, proof; 400 with `error` alone) are those of the public mock, without
/// its faults: `iat` is whole, the metadata say what is done, identifiers count once, `exp` is capped, and there is
/// userinfo. Ours: the addresses below the issuer where the mock has none, and which scopes give which data.
struct Singpass: System {
    static let path = "/fapi"
    static let subject = "1c0cee38-3a8f-4f8a-83bc-7a0e4c59d6a9"

    let ground: Ground
    let key: Signer
    let client: ClientKeys
    let clientID = "singpass-client-emulated"

    init(_ ground: Ground, _ folder: KeyFolder) throws {
        self.ground = ground
        key = try folder.signer(.es256, "ec-server")
        client = try ClientKeys(folder)
    }

    var content: Sealing.Content { ground.has("A256CBC-HS512") ? .cbc : .gcm }
    func issuer(_ origin: String) -> String { origin + Self.path }

    func facts(origin: String) -> JSON {
        var facts: JSON = [
            "issuer": .string(issuer(origin)), "client_id": .string(clientID), "scope": "openid name uinfin",
            "token_endpoint": .string(issuer(origin) + "/token"),
        ]
        facts["keys"] = client.facts
        return facts
    }

    func answer(_ ask: Ask) throws(Refusal) -> Answer {
        guard ask.question.path.hasPrefix(Self.path) else { return notFound(ask) }
        switch (ask.question.method, ask.question.path.dropFirst(Self.path.count)) {
        case (.get, "/.well-known/openid-configuration"):
            ask.shows("F1")
            return ground.mischief.discovery(metadata(issuer(ask.origin)), ask)
        case (.get, "/.well-known/keys"):
            ask.at(.keys)
            return .json(["keys": [key.jwk]])
        case (.post, "/par"): return try push(ask)
        case (.get, "/auth"): return try authorize(ask)
        case (.post, "/token"): return try token(ask)
        case (.get, "/userinfo"): return try userInfo(ask)
        case _: return notFound(ask)
        }
    }

    func notFound(_ ask: Ask) -> Answer { .oauth("Not Found", nil, .notFound) }

    private func metadata(_ issuer: String) -> JSON {
        [
            "issuer": .string(issuer), "pushed_authorization_request_endpoint": .string(issuer + "/par"),
            "authorization_endpoint": .string(issuer + "/auth"), "token_endpoint": .string(issuer + "/token"),
            "userinfo_endpoint": .string(issuer + "/userinfo"), "jwks_uri": .string(issuer + "/.well-known/keys"),
            "require_pushed_authorization_requests": true, "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"], "subject_types_supported": ["public"],
            "scopes_supported": ["openid", "user.identity", "name", "uinfin"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": ["ES256"],
            "dpop_signing_alg_values_supported": ["ES256"], "code_challenge_methods_supported": ["S256"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "id_token_encryption_alg_values_supported": [.string(Sealing.algorithm)],
            "id_token_encryption_enc_values_supported": ["A256CBC-HS512", "A256GCM"],
            "userinfo_signing_alg_values_supported": ["ES256"],
            "userinfo_encryption_alg_values_supported": [.string(Sealing.algorithm)],
            "userinfo_encryption_enc_values_supported": ["A256CBC-HS512", "A256GCM"],
        ]
    }

    /// 400 with `error` alone, in words.
    static func error(_ words: String, _ status: HTTPResponse.Status = .badRequest) -> Answer {
        .oauth(words, nil, status)
    }
}
