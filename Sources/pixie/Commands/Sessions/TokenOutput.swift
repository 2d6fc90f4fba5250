import ArgumentParser
import OAuth
import PixieUI
import Sessions

/// What `pixie token` tells: the token alone on standard output, or one JSON object; everything else goes elsewhere.
struct TokenOutput {
    enum Form {
        case token, header, json
    }

    let form: Form
    let wantsIDToken: Bool
    /// `nil` when it was not found out.
    let session: SessionName?
    /// The one request whose headers are wanted, with a token that is bound to a key.
    var bound: BoundRequest?

    /// What came of the wish for a token.
    struct Result {
        var outcome: TokenOutcome
        /// A `SessionReason`, or that of a refresh.
        var reason: String
        var message: String
        var status: ExitStatus
        var token: KeptToken?
        var isRefreshed = false
        var checks: [Check] = []
        /// Only a person can bring a token, by a login.
        var needsLogin = false
    }

    /// Writes it and gives the exit status.
    func write(_ result: Result) throws -> ExitStatus {
        var result = result
        if result.token != nil, value(of: result) == nil {
            result.outcome = .failed
            result.reason = SessionReason.noIDToken.rawValue
            result.message = "This session has no ID token. Log in with the scope openid."
            result.status = .other
            result.token = nil
        }
        if let bound, let token = result.token {
            guard let headers = bound.headers(token) else {
                Streams.err(
                    "pixie: This token is not bound to a key, so there is nothing to prove. Use --header instead.")
                return .other
            }
            try Streams.answer(headers)
            return result.status
        }
        guard let line = line(result) else {
            Streams.err("pixie: \(result.message)")
            return result.status
        }
        if form != .json, !wantsIDToken, result.token?.type == "DPoP" { Streams.err("pixie: \(BoundToken.sentence)") }
        try Streams.answer([line])
        return result.status
    }

    /// What standard output gets; nil without a token, except in JSON.
    func line(_ result: Result) -> String? {
        if form == .json { return JSONText.write(json(result)) }
        guard let token = result.token, let value = value(of: result) else { return nil }
        return form == .header ? "Authorization: \(token.type) \(value.reveal())" : value.reveal()
    }

    private func value(of result: Result) -> Secret? {
        wantsIDToken ? result.token?.idToken : result.token?.accessToken
    }

    private func json(_ result: Result) -> JSONValue {
        let always: JSONObject = [
            "outcome": .string(result.outcome.rawValue), "reason": .string(result.reason),
            "message": .string(result.message), "profile": .orNull(session?.text),
            "refreshed": .bool(result.isRefreshed), "checks": .array(result.checks.map(\.json)),
        ]
        guard let token = result.token, let value = value(of: result) else { return .object(always) }
        let end = wantsIDToken ? nil : token.expiresAt
        return .object(
            always + [
                "token": .string(value.reveal()), "type": .string(token.type),
                "expires_at": end.map { JSONValue($0.seconds) } ?? .null,
            ])
    }
}

extension TokenOutput.Result {
    init(
        _ outcome: TokenOutcome, _ reason: SessionReason, message: String, status: ExitStatus,
        token: KeptToken? = nil, needsLogin: Bool = false
    ) {
        self.init(
            outcome: outcome, reason: reason.rawValue, message: message, status: status, token: token,
            needsLogin: needsLogin)
    }
}
