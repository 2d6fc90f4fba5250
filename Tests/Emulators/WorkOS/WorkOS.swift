import DemoProvider
import HTTPTypes

/// WorkOS AuthKit (User Management): fixed addresses, no discovery, no scope, no ID token.
///
/// What is known comes from WorkOS's API description, its SDKs and its own emulator. What is only ours, because nothing
/// public says it: the shape of refusals at the authorization endpoint, and that unknown parameters are refused.
struct WorkOS: System {
    static let user = "user_01E4ZCR3C56J083X43JQXF3JK5"
    static let organization = "org_01H945H0YD4F97JN9MATX7BYAG"
    static let connection = "conn_01E4ZCR3C56J083X43JQXF3JK5"
    static let email = "marcelina.davis@example.com"
    static let secret = "sk_test_emulated"

    let ground: Ground
    let key: Signer
    let jwk: JSON
    let clientID = "client_01HEMULATED"

    init(_ ground: Ground, _ folder: KeyFolder) throws {
        self.ground = ground
        key = try folder.signer(.rs256, "rsa-server")
        jwk = try KeyCertificate.jwk(of: key)
    }

    /// A client with a secret, which it must send; without one, which it must not.
    var isConfidential: Bool { ground.has("confidential") }

    func facts(origin: String) -> JSON {
        .members([
            "base": .string(origin), "client_id": .string(clientID), "issuer": .string(issuer(origin)),
            "client_secret": isConfidential ? .string(Self.secret) : nil,
            "organization_id": .string(Self.organization), "connection_id": .string(Self.connection),
            "login_hint": .string(Self.email),
            "token_endpoint": .string(origin + "/user_management/authenticate"),
        ])
    }

    /// With the slash, as WorkOS documents it.
    func issuer(_ origin: String) -> String { origin + "/" }

    /// Every answer carries an identifier that WorkOS's support asks for.
    func finish(_ answer: inout Answer) {
        answer.fields[.requestID] = "req_" + RandomText.token().prefix(20)
    }

    func answer(_ ask: Ask) throws(Refusal) -> Answer {
        switch (ask.question.method, ask.question.path) {
        case (.get, "/user_management/authorize"): return try authorize(ask)
        case (.post, "/user_management/authorize"):
            ask.at(.authorize)
            throw Refusal(rule: "W1", answer: notFound(ask))
        case (.post, "/user_management/authenticate"): return try authenticate(ask)
        case (.post, "/user_management/authorize/device"): return try authorizeDevice(ask)
        case (.get, "/user_management/sessions/logout"): return try logOut(ask)
        case (.get, "/sso/jwks/\(clientID)"):
            ask.at(.keys)
            ask.shows("W20")
            return .json(["keys": [jwk]])
        case (.get, "/device"): return devicePage(ask)
        case (.get, "/.well-known/openid-configuration"):
            // There is no discovery here, so whoever looks for it has not been told.
            throw Refusal(rule: "W20", answer: notFound(ask))
        case _: return notFound(ask)
        }
    }

    func notFound(_ ask: Ask) -> Answer {
        .json(
            ["message": .string("Cannot \(ask.question.method.rawValue) \(ask.question.path)"), "error": "Not Found"],
            status: .notFound)
    }

    /// 422 with the names of what is wrong. The shape is the one of WorkOS's validation errors.
    static func invalid(_ name: String, _ message: String) -> Answer {
        .json(
            [
                "code": "invalid_request_parameters", "message": "Validation failed.",
                "errors": [["field": .string(name), "code": .string(message)]],
            ], status: .unprocessableContent)
    }
}

extension HTTPField.Name {
    static let requestID: Self = {
        guard let name = Self("X-Request-ID") else { preconditionFailure("X-Request-ID is no field name") }
        return name
    }()
}
