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
        let always: JSONObject = [
            "outcome": .string(outcome.rawValue), "step": .string(step.id), "reason": .string(reason),
            "message": .string(message), "checks": .array(checks.map(\.json)), "profile": .orNull(profile),
            "tokens": .object(session.map { Self.tokens($0, showTokens) } ?? [:]),
        ]
        let person: JSONObject =
            if let session, let claims = session.claims {
                ["claims": .object(claims), "userinfo": session.userInfoClaims.map(JSONValue.object) ?? .null]
            } else {
                [:]
            }
        let wait = retryAfter.flatMap { $0.isFinite && $0.magnitude < 1e9 ? Int($0.rounded(.up)) : nil }
        let sometimes: JSONObject = [
            "choices": choices.isEmpty ? nil : .array(choices.map(\.json)),
            "request_id": requestID.map { .string($0.safe(limit: 200)) },
            "retry_after": wait.map { .integer($0) },
            "user": session?.tokens.user.map { .object($0) },
        ]
        return .object(always + person + sometimes)
    }

    private static func tokens(_ session: Session, _ showTokens: Bool) -> JSONObject {
        let tokens = session.tokens
        func entry(
            _ token: Secret, type: String? = nil, expires: JSONValue? = nil, scope: String? = nil
        ) -> JSONValue {
            [
                "type": type.map { .string($0) }, "expires_at": expires, "scope": scope.map { .string($0) },
                "jwt": .bool((try? JWT.decode(token)) != nil), "value": showTokens ? .string(token.reveal()) : nil,
            ]
        }
        let idTokenExpiry = session.claims?["exp"]?.double.map(Timestamp.init(seconds:))
        return [
            "access_token": entry(
                tokens.accessToken, type: tokens.tokenType, expires: time(session.accessExpiresAt),
                scope: session.grantedScope),
            "id_token": tokens.idToken.map { entry($0, expires: time(idTokenExpiry)) },
            "refresh_token": tokens.refreshToken.map { entry($0) },
        ]
    }

    /// Whole seconds, or null for a time that is not known or beyond every calendar.
    private static func time(_ time: Timestamp?) -> JSONValue {
        guard let time, time.seconds.magnitude < 253_402_300_800 else { return .null }
        return .integer(Int(time.seconds))
    }
}
