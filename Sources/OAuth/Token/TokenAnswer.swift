/// Judges the answer of the token endpoint (RFC 6749 sections 5.1 and 5.2).
public enum TokenAnswer {
    /// The tokens in `reply`.
    ///
    /// Strict where a mistake would be dangerous (repeated members, characters of tokens, unknown token types), lenient
    /// where providers differ without harm (`expires_in` as text, `scope` as a list, the spelling of `Bearer`).
    ///
    /// - Parameters:
    ///   - requestedScopes: Compared with what was granted; a difference is shown and not refused (RFC 6749 3.3).
    ///   - wantsIDToken: Whether an answer without ID token is refused.
    ///   - isBound: Whether the request proved a DPoP key, so that only a token bound to it will do.
    ///   - grant: What the request wanted; it changes what a missing token means.
    ///   - rules: What the answers of this provider lack, and what they tell besides.
    public static func judge(
        _ reply: HTTPReply, requestedScopes: [String], wantsIDToken: Bool, grant: TokenError.Grant = .code,
        isBound: Bool = false, rules: ProviderRules = .standard
    ) throws(TokenFault) -> TokenSet {
        let json = try object(in: reply)
        let members = TokenMembers(json)
        let access = try members.token("access_token")
        guard let access else { throw .missing("access_token") }
        let type = try members.tokenType(rules.token.tokenType, isBound: isBound)
        let lifetime = try members.lifetime()
        let scope = try members.scope(rules.token.scope)
        let refresh = try members.token("refresh_token")
        let identity = rules.idToken == .absent ? nil : try members.token("id_token")
        if wantsIDToken, identity == nil { throw .missing("id_token") }

        let end = lifetime == nil ? TokenEnd(access, rules.token.expiry) : nil
        let granted = ScopeComparison(requested: requestedScopes, granted: scope)
        return TokenSet(
            accessToken: access, tokenType: type ?? (isBound ? "DPoP" : "Bearer"), expiresIn: lifetime,
            expiresAt: end?.time,
            scope: scope.map { $0.map { ForeignText($0) } },
            refreshToken: refresh, idToken: identity, user: rules.user.told(in: json),
            checks: [
                Check(
                    "token.answer", .passed, expected: "JSON with an access token",
                    found: ForeignText("HTTP \(reply.status), access token of \(access.count) octets"),
                    clause: "RFC 6749 5.1"),
                members.typeCheck(type, isBound: isBound), end?.check ?? members.lifetimeCheck(lifetime),
                granted.check,
                members.presenceCheck(
                    "refresh_token", refresh,
                    reason: grant == .refresh ? "not sent: the old one stays" : "not offered",
                    clause: grant == .refresh ? "RFC 6749 6" : "RFC 6749 5.1"),
                members.presenceCheck(
                    "id_token", identity,
                    reason: grant == .refresh ? "not sent: the old claims stay" : rules.idToken.absence,
                    clause: grant == .refresh ? "OIDC Core 12.2" : "OIDC Core 3.1.3.3"),
            ],
            addedScopes: granted.added, missingScopes: granted.missing)
    }

    /// The object of a successful answer; refusals of every shape are thrown.
    static func object(in reply: HTTPReply) throws(TokenFault) -> JSONObject {
        if (300..<400).contains(reply.status) { throw .redirected(to: reply.header("Location")) }
        guard (200..<300).contains(reply.status) else { throw refusal(reply) }
        let kind = BodyKind(reply)
        let json: JSONObject
        do throws(JSONFault) {
            json = try JSONReader.readObject(reply.body)
        } catch {
            guard kind != .empty, reply.claimsJSON else { throw .notJSON(kind: kind, status: reply.status) }
            throw .badJSON(error)
        }
        // GitHub sends its refusals with 200. An empty error is none.
        if let error = json["error"], error != .null, error.string?.isEmpty != true,
            let refusal = TokenError(json, reply: reply)
        {
            throw .oauth(refusal)
        }
        return json
    }

    private static func refusal(_ reply: HTTPReply) -> TokenFault {
        let wait = reply.retryAfter
        // Here the time to wait matters more than the words.
        if reply.status == 429 || (reply.status == 503 && wait != nil) {
            return .status(reply.status, retryAfter: wait)
        }
        // A server in trouble that gives no code has refused nothing.
        if let json = try? JSONReader.readObject(reply.body), let error = TokenError(json, reply: reply),
            reply.status < 500 || !error.code.isEmpty
        {
            return .oauth(error)
        }
        return .status(reply.status, retryAfter: wait)
    }
}
