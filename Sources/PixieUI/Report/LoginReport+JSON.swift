import LoginFlow
public import OAuth

extension LoginReport {
    /// The one object that a script reads from standard output.
    ///
    /// Members: `outcome`, `step`, `reason`, `message`, `checks`, `profile`, `tokens`, and after a login with an ID
    /// token `claims` (of the verified ID token) and `userinfo` (what the UserInfo endpoint added, or `null`); `user` is
    /// what the token answer told about the person, from a provider that tells it there. After a failure `choices` are
    /// what the provider offers for a step that is left, each with the `option` that chooses it; `request_id` is the
    /// provider's number of the request, and `retry_after` the seconds that it asks to wait.
    /// `expires_at` counts seconds since 1970 and is `null` where the provider did not say.
    ///
    /// - Parameter showTokens: Adds the token itself to each token, as `value`.
    public func json(showTokens: Bool, profile: String?) -> JSONValue {
        var members: [JSONObject.Member] = [
            member("outcome", outcome.rawValue),
            member("step", step.id),
            member("reason", reason),
            member("message", message),
            JSONObject.Member(name: "checks", value: .array(checks.map(\.json))),
            JSONObject.Member(name: "profile", value: profile.map(JSONValue.string) ?? .null),
            JSONObject.Member(name: "tokens", value: .object(JSONObject(members: tokens(showTokens)))),
        ]
        if let session, let claims = session.claims {
            members.append(JSONObject.Member(name: "claims", value: .object(claims)))
            members.append(
                JSONObject.Member(name: "userinfo", value: session.userInfoClaims.map(JSONValue.object) ?? .null))
        }
        if !choices.isEmpty {
            members.append(JSONObject.Member(name: "choices", value: .array(choices.map(\.json))))
        }
        if let requestID { members.append(member("request_id", requestID.safe(limit: 200))) }
        if let retryAfter, retryAfter.isFinite, retryAfter.magnitude < 1e9 {
            members.append(
                JSONObject.Member(name: "retry_after", value: .number(JSONNumber(Int(retryAfter.rounded(.up))))))
        }
        if let user = session?.tokens.user { members.append(JSONObject.Member(name: "user", value: .object(user))) }
        return .object(JSONObject(members: members))
    }

    private func tokens(_ showTokens: Bool) -> [JSONObject.Member] {
        guard let session else { return [] }
        let tokens = session.tokens
        func entry(
            _ name: String, _ token: Secret, type: String? = nil, expires: JSONValue? = nil, scope: String? = nil
        ) -> JSONObject.Member {
            var members: [JSONObject.Member] = []
            if let type { members.append(member("type", type)) }
            if let expires { members.append(JSONObject.Member(name: "expires_at", value: expires)) }
            if let scope { members.append(member("scope", scope)) }
            members.append(JSONObject.Member(name: "jwt", value: .bool((try? JWT.decode(token)) != nil)))
            if showTokens { members.append(member("value", token.reveal())) }
            return JSONObject.Member(name: name, value: .object(JSONObject(members: members)))
        }
        var entries = [
            entry(
                "access_token", tokens.accessToken, type: tokens.tokenType,
                expires: Self.time(session.accessExpiresAt), scope: session.grantedScope)
        ]
        if let token = tokens.idToken {
            let expiry = session.claims?["exp"]?.double.map(Timestamp.init(seconds:))
            entries.append(entry("id_token", token, expires: Self.time(expiry)))
        }
        if let token = tokens.refreshToken {
            entries.append(entry("refresh_token", token))
        }
        return entries
    }

    /// Whole seconds, or null for a time that is not known or beyond every calendar.
    private static func time(_ time: Timestamp?) -> JSONValue {
        guard let time, time.seconds.magnitude < 253_402_300_800 else { return .null }
        return .number(JSONNumber(Int(time.seconds)))
    }
}

/// A member with a text of ours.
func member(_ name: String, _ text: String) -> JSONObject.Member {
    JSONObject.Member(name: name, value: .string(text))
}
