/// What the provider gave a client that registered (RFC 7591 section 3.2.1). Only ``judge(_:asked:)`` makes one.
public struct RegisteredClient: Sendable, Equatable {
    public let clientID: String
    /// How the client has to prove itself from now on.
    public let method: ClientRules.Method
    /// Only for a client that has to prove itself with one.
    public let secret: Secret?
    /// When the secret ends, in seconds since 1970; `nil` for never.
    public let secretEnds: Timestamp?
    /// With what the registration can be read and changed later (RFC 7592). Whoever has it owns the client.
    public let accessToken: Secret?
    public let configuration: Endpoint?
    /// In what the provider registered something else than was asked for.
    public let notes: [String]

    /// Reads the answer to a registration.
    ///
    /// - Parameters:
    ///   - asked: What was sent; what the provider registered instead is told in ``notes``.
    ///   - now: A secret that has ended by then is none.
    /// - Throws: The provider's refusal, or what makes the answer unusable: a client id or secret that is missing, too
    ///   long, not printable or over, or a client that may not log in with a code.
    public static func judge(
        _ reply: HTTPReply, asked: ClientRegistration, at now: Timestamp
    ) throws(RegistrationFault) -> RegisteredClient {
        let client: RegisteredClient
        do throws(TokenFault) {
            let json = try TokenAnswer.object(in: reply)
            let members = TokenMembers(json)
            guard let clientID = json["client_id"]?.string, !clientID.isEmpty else { throw .missing("client_id") }
            guard clientID.utf8.count <= Limits.clientID else { throw .tooLong("client_id") }
            guard clientID.unicodeScalars.allSatisfy(DisplaySafety.isPlain) else { throw .badCharacters("client_id") }
            let given = try members.token("client_secret")
            guard let method = method(json, asked) else { throw .wrongType("token_endpoint_auth_method") }
            let secret = method == .none ? nil : given
            if secret == nil, method != .none { throw .missing("client_secret") }
            let ends = json["client_secret_expires_at"]?.double ?? 0
            client = RegisteredClient(
                clientID: clientID, method: method, secret: secret,
                secretEnds: secret != nil && ends > 0 ? Timestamp(seconds: ends) : nil,
                accessToken: try members.token("registration_access_token"),
                configuration: json["registration_client_uri"]?.string.flatMap { try? Endpoint($0) },
                notes: differences(json, asked, method, hasSecret: given != nil))
            try judgeGrants(json)
        } catch {
            throw .answer(error)
        }
        if let ends = client.secretEnds, ends <= now { throw .secretOver(ends) }
        return client
    }

    /// How the client is to prove itself, as far as pixie can: what the provider registered, else what was asked for.
    private static func method(_ json: JSONObject, _ asked: ClientRegistration) -> ClientRules.Method? {
        guard let value = json["token_endpoint_auth_method"], value != .null else { return asked.method }
        switch value.string.flatMap(ClientRules.Method.init(rawValue:)) {
        case .some(.none): return ClientRules.Method.none
        case .clientSecretBasic?: return .clientSecretBasic
        case .clientSecretPost?: return .clientSecretPost
        // No key was registered.
        case .privateKeyJWT?, nil: return nil
        }
    }

    /// A client without the code grant cannot log anybody in here.
    private static func judgeGrants(_ json: JSONObject) throws(TokenFault) {
        if let grants = json["grant_types"]?.strings, !grants.contains("authorization_code") {
            throw .wrongType("grant_types")
        }
        if let types = json["response_types"]?.strings, !types.contains("code") { throw .wrongType("response_types") }
    }

    /// "The authorization server MAY reject or replace any of the client's requested metadata values."
    private static func differences(
        _ json: JSONObject, _ asked: ClientRegistration, _ method: ClientRules.Method, hasSecret: Bool
    ) -> [String] {
        var notes: [String] = []
        if let redirects = json["redirect_uris"]?.strings {
            for missing in asked.redirects.map(\.text) where !redirects.contains(missing) {
                notes.append("The provider did not register the redirect URI \(missing).")
            }
        }
        if method != asked.method { notes.append("The client is to prove itself by \(method.rawValue).") }
        if hasSecret, method == .none {
            notes.append("The provider gave a secret to a client that is to prove itself by none; it is not used.")
        }
        if let grants = json["grant_types"]?.strings, !grants.contains("refresh_token") {
            notes.append("The client gets no refresh tokens.")
        }
        return notes
    }
}

/// Why nothing was registered.
public enum RegistrationFault: Error, Sendable, Equatable {
    /// The refusal, or an answer that is none, in the forms of the token endpoint.
    case answer(TokenFault)
    /// The secret has ended before it was used.
    case secretOver(Timestamp)

    /// Whether the provider declined, and did not just answer wrongly.
    public var isRefusal: Bool {
        switch self {
        case .answer(.oauth), .answer(.status(401, _)), .answer(.status(403, _)): true
        case .answer, .secretOver: false
        }
    }

    /// What happened and what to do.
    public var message: String {
        switch self {
        case .answer(let fault): Self.message(fault)
        case .secretOver(let end):
            "The provider registered a client whose secret ended at \(end.iso8601) (client_secret_expires_at). Compare "
                + "the clocks, or ask whoever runs the provider."
        }
    }

    private static func message(_ fault: TokenFault) -> String {
        switch fault {
        case .oauth(let error):
            var sentence = Self.sentence(error)
            if let text = error.text, !text.isEmpty { sentence += " The provider says: \"\(text.safe(limit: 300))\"" }
            return sentence
        case .status(401, _), .status(403, _): return Self.wantsToken
        case .wrongType("token_endpoint_auth_method"):
            return "The provider registered a client that proves itself in a way for which it has nothing "
                + "(token_endpoint_auth_method). Ask whoever runs the provider for a client id."
        case .wrongType("grant_types"), .wrongType("response_types"):
            return "The provider registered a client that may not log anybody in with a code (grant_types, "
                + "response_types; RFC 7591 2). Ask whoever runs the provider for a client id."
        case .missing(let name), .wrongType(let name), .badCharacters(let name), .tooLong(let name):
            return "The provider registered something, but its answer has no usable \(name) (RFC 7591 3.2.1)."
        case .status(let status, let wait?):
            return "The provider registers nobody right now (HTTP \(status)). Try again after \(Durations.short(wait))."
        case .status(let status, nil):
            return "The registration endpoint answered HTTP \(status) without a reason."
        case .redirected: return "The registration endpoint wants to redirect, which is not followed."
        case .notJSON, .badJSON, .unknownTokenType, .notBound:
            return "The registration endpoint did not answer with a JSON object (RFC 7591 3.2.1)."
        }
    }

    private static let wantsToken =
        "The provider registers only who shows an initial access token (RFC 7591 3). Get one from whoever runs it, and "
        + "give its file with --registration-token-file."

    /// RFC 7591 section 3.2.2.
    private static func sentence(_ error: TokenError) -> String {
        for (code, sentence) in [
            (
                "invalid_redirect_uri",
                "The provider does not take these redirect URIs. Give one that it takes with --redirect-uri, or a port "
                    + "with --port."
            ),
            (
                "invalid_client_metadata",
                "The provider does not take something of what was sent, such as a scope or a grant. Ask for less with "
                    + "--scope."
            ),
            (
                "invalid_software_statement",
                "The provider wants a software statement (RFC 7591 2.3), which pixie does not have."
            ),
            (
                "unapproved_software_statement",
                "The provider registers approved software only. Ask whoever runs it for a client id."
            ),
            ("invalid_token", wantsToken), ("access_denied", "The provider does not register this client."),
        ] where error.code.isExactly(code) {
            return sentence
        }
        if error.status == 401 || error.status == 403 { return wantsToken }
        return "The provider refused to register the client with \(error.quotedCode) (HTTP \(error.status))."
    }
}
