/// The end of an access token that only the token itself tells.
///
/// An access token is the provider's business and not read (RFC 6749 section 1.4), unless its rules say that it is a JWT.
struct TokenEnd {
    let time: Timestamp
    let check: Check

    /// Nil when the rules do not send us there. A token that is no JWT, or has no `exp`, has an end that nobody knows.
    init?(_ token: Secret, _ source: ExpirySource) {
        guard source == .token, let jwt = try? JWT.decode(token), let seconds = jwt.claims["exp"]?.double,
            seconds > 0, seconds < 1e11
        else { return nil }
        time = Timestamp(seconds: seconds)
        check = Check(
            "token.expires_in", .skipped("not sent by this provider: exp of the access token counts"),
            expected: "seconds", found: ForeignText("exp \(Int(seconds))"),
            clause: "RFC 7519 4.1.4")
    }
}

extension IDTokenUse {
    /// Why there is no ID token, for the list of checks.
    var absence: String {
        switch self {
        case .byScope: "openid was not asked for"
        case .required, .optional: "not sent"
        case .absent: "this provider issues none"
        }
    }
}

extension UserSource {
    /// The members of a token answer that tell about the person; nil when there are none or others tell it.
    func told(in json: JSONObject) -> JSONObject? {
        guard case .tokenAnswer(let names) = self else { return nil }
        let members = json.members.filter { names.contains($0.name) && $0.value != .null }
        return members.isEmpty ? nil : JSONObject(members: members)
    }
}
