import DemoProvider
import HTTPTypes

/// Singpass Myinfo v4, which ends on 2026-12-31: fixed addresses, no `state`, an assertion bound to the proof's key.
///
/// Ours, because nothing public says it: that the two key sets stand under `/authorise` and `/myinfo` of one host, the
/// shape of errors around their known words, and that a `state` is refused (whether the system echoes one is unknown).
struct Myinfo: System {
    static let base = "/com/v4"
    static let subject = "f22c6e1a-9b1f-4f0e-8a2d-000000000001"
    static let purpose = "demonstration"
    /// What the client may ask for.
    static let attributes: [(String, JSON)] = [
        ("uinfin", ["value": "S1234567D", "source": "1", "classification": "C", "lastupdated": "2026-01-01"]),
        ("name", ["value": "TAN AH KOW", "source": "1", "classification": "C", "lastupdated": "2026-01-01"]),
        ("sex", ["code": "M", "desc": "MALE", "source": "1", "classification": "C", "lastupdated": "2026-01-01"]),
    ]

    let ground: Ground
    /// Signs access tokens; the other one signs the person's data.
    let authorizeKey: Signer
    let personKey: Signer
    let client: ClientKeys
    let clientID = "STG2-MYINFO-SELF-TEST"

    init(_ ground: Ground, _ folder: KeyFolder) throws {
        self.ground = ground
        authorizeKey = try folder.signer(.es256, "authorise-server")
        personKey = try folder.signer(.es256, "myinfo-server")
        client = try ClientKeys(folder)
    }

    func facts(origin: String) -> JSON {
        var facts: JSON = [
            "base": .string(origin + Self.base), "client_id": .string(clientID), "purpose_id": .string(Self.purpose),
            "scope": "uinfin name", "authorize_jwks": .string(origin + "/authorise/.well-known/keys.json"),
            "myinfo_jwks": .string(origin + "/myinfo/.well-known/keys.json"),
            "authorization_endpoint": .string(origin + Self.base + "/authorize"),
            "token_endpoint": .string(origin + Self.base + "/token"),
            "person_endpoint": .string(origin + Self.base + "/person"),
        ]
        facts["keys"] = client.facts
        return facts
    }

    func answer(_ ask: Ask) throws(Refusal) -> Answer {
        let path = ask.question.path
        switch (ask.question.method, path) {
        case (.get, Self.base + "/authorize"): return try authorize(ask)
        case (.post, Self.base + "/token"): return try token(ask)
        case (.get, "/authorise/.well-known/keys.json"):
            ask.at(.keys)
            return .json(["keys": [authorizeKey.jwk]])
        case (.get, "/myinfo/.well-known/keys.json"):
            ask.at(.keys)
            return .json(["keys": [personKey.jwk]])
        case (.get, _) where path.hasPrefix(Self.base + "/person/"): return try person(ask)
        case _: return notFound(ask)
        }
    }

    func notFound(_ ask: Ask) -> Answer { Self.error("404", "Not Found", .notFound) }

    static func error(_ code: String, _ message: String, _ status: HTTPResponse.Status = .badRequest) -> Answer {
        .json(["error": .string(code), "error_description": .string(message)], status: status)
    }
}
