/// Why the provider's answer about the person is not used. The session stays: it does not depend on it.
public enum UserInfoFault: Error, Sendable, Equatable {
    /// 401: the access token is not accepted there. Carries the challenge (RFC 6750 section 3).
    case unauthorized(ForeignText?)
    case status(Int)
    /// It looks like a page for people.
    case notJSON
    /// A signed or encrypted answer, which pixie did not ask for (OpenID Connect Core section 5.3.2).
    case signed
    case badJSON(JSONFault)
    case subjectMissing(expected: String)
    /// It is about somebody else than the ID token.
    case subjectDiffers(expected: String, found: ForeignText)
}

extension UserInfoFault {
    /// A stable name for scripts.
    public var reason: String {
        switch self {
        case .unauthorized: "userinfo_unauthorized"
        case .status: "userinfo_http_status"
        case .notJSON: "userinfo_not_json"
        case .signed: "userinfo_signed"
        case .badJSON: "userinfo_bad_json"
        case .subjectMissing: "userinfo_sub_missing"
        case .subjectDiffers: "userinfo_sub_mismatch"
        }
    }

    /// What happened and what to do, as sentences for the person.
    public var message: String {
        switch self {
        case .unauthorized(let challenge):
            "The provider does not accept the access token at its userinfo endpoint (401"
                + (challenge.map { ": \($0.safe(limit: 160))" } ?? "")
                + "). The session is kept. Refresh the token or log in again to see more about the person."
        case .status(let status):
            "The provider's userinfo endpoint answered with status \(status). The session is kept. Try again later."
        case .notJSON:
            "The provider's userinfo endpoint shows a web page instead of claims. The session is kept."
        case .signed:
            "The provider sent signed or encrypted userinfo, which pixie did not ask for and cannot use. The session "
                + "is kept. Ask the provider to send this client plain JSON."
        case .badJSON(let fault):
            "The provider's userinfo cannot be read. \(fault.message) The session is kept."
        case .subjectMissing:
            "The provider's userinfo does not say whom it is about (sub), so it is not shown. The session is kept."
        case .subjectDiffers(let expected, let found):
            "The provider's userinfo is about another person (\(found.safe(limit: 80))) than the ID token "
                + "(\(ForeignText(expected).safe(limit: 80))). It is not shown and not stored. The session is kept; "
                + "tell the provider."
        }
    }

    /// The check that failed, with its evidence.
    public var check: Check {
        switch self {
        case .unauthorized(let challenge): form(ForeignText("401 " + (challenge?.safe(limit: 120) ?? "")))
        case .status(let status): form(ForeignText("status \(status)"))
        case .notJSON: form(ForeignText("a web page"))
        case .signed: form(ForeignText("a token"))
        case .badJSON(let fault): form(ForeignText(fault.message))
        case .subjectMissing(let expected): subject(expected, ForeignText("not there"))
        case .subjectDiffers(let expected, let found): subject(expected, found)
        }
    }

    private func form(_ found: ForeignText) -> Check {
        Check("userinfo.form", .failed, expected: "a JSON object", found: found, clause: UserInfoAnswer.formClause)
    }

    private func subject(_ expected: String, _ found: ForeignText) -> Check {
        UserInfoAnswer.subjectCheck(.failed, expected: expected, found: found)
    }
}
