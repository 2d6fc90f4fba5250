import DemoProvider
import HTTPTypes

/// WorkOS Connect: OAuth and OpenID Connect with discovery, `nonce` required.
///
/// Ours, because nothing public says it: lifetimes of codes, the words of errors, userinfo.
struct Connect: System {
    static let secret = "connect-secret-emulated"
    static let user = "user_01E4ZCR3C56J083X43JQXF3JK5"
    static let deviceGrant = "urn:ietf:params:oauth:grant-type:device_code"

    let ground: Ground
    let key: Signer
    let clientID = "client_01HCONNECT"

    init(_ ground: Ground, _ folder: KeyFolder) throws {
        self.ground = ground
        key = try folder.signer(.rs256, "rsa-server")
    }

    var secret: ClientSecret {
        ClientSecret(
            rule: "C3", clientID: clientID, secret: ground.has("confidential") ? Self.secret : nil)
    }

    func facts(origin: String) -> JSON {
        .members([
            "issuer": .string(origin), "client_id": .string(clientID),
            "client_secret": ground.has("confidential") ? .string(Self.secret) : nil,
            "token_endpoint": .string(origin + "/oauth2/token"),
        ])
    }

    func answer(_ ask: Ask) throws(Refusal) -> Answer {
        switch (ask.question.method, ask.question.path) {
        case (.get, "/.well-known/openid-configuration"), (.get, "/.well-known/oauth-authorization-server"):
            ask.shows("C1")
            return ground.mischief.discovery(metadata(ask.origin), ask)
        case (.get, "/oauth2/jwks"):
            ask.at(.keys)
            return .json(["keys": [key.jwk]])
        case (.get, "/oauth2/authorize"): return try authorize(ask)
        case (.post, "/oauth2/token"): return try token(ask)
        case (.post, "/oauth2/device_authorization"): return try authorizeDevice(ask)
        case (.post, "/oauth2/introspection"): return try introspect(ask)
        case (.get, "/oauth2/userinfo"): return try userInfo(ask)
        case (.get, "/device"):
            guard let code = ask["user_code"] else { return .page("Enter the code that your device shows.") }
            return ground.devices.enter(code) ? .page("Done.") : .page("Unknown code", status: .notFound)
        case _: return notFound(ask)
        }
    }

    func notFound(_ ask: Ask) -> Answer { .json(["message": "Not Found"], status: .notFound) }

    private func metadata(_ origin: String) -> JSON {
        [
            "issuer": .string(origin), "authorization_endpoint": .string(origin + "/oauth2/authorize"),
            "token_endpoint": .string(origin + "/oauth2/token"), "jwks_uri": .string(origin + "/oauth2/jwks"),
            "userinfo_endpoint": .string(origin + "/oauth2/userinfo"),
            "introspection_endpoint": .string(origin + "/oauth2/introspection"),
            "device_authorization_endpoint": .string(origin + "/oauth2/device_authorization"),
            "response_types_supported": ["code"], "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token", .string(Self.deviceGrant)],
            "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["email", "offline_access", "openid", "profile"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["none", "client_secret_post", "client_secret_basic"],
        ]
    }

    private func userInfo(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.resource)
        let grant = ground.grant(of: ask.authorization("Bearer"), signedBy: key, now: ask.now)
        _ = try ask.need("C5", grant, .unauthorized("Bearer", "invalid_token", "The access token is not valid."))
        return .json(Self.person)
    }

    static let person: JSON = [
        "sub": .string(user), "name": "Marcelina Davis", "given_name": "Marcelina", "family_name": "Davis",
        "email": "marcelina.davis@example.com", "email_verified": true,
    ]
}
