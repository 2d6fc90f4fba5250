/// What the provider tells about the person (OpenID Connect Core section 5.3), after it was shown to be about the same
/// person as the ID token. Only ``UserInfoAnswer`` makes one.
public struct UserInfo: Sendable, Equatable {
    public let claims: JSONObject
    public let checks: [Check]

    fileprivate init(claims: JSONObject, checks: [Check]) {
        self.claims = claims
        self.checks = checks
    }
}

/// The request for the person's claims.
public enum UserInfoRequest {
    /// The access token travels in the header and never in the address (RFC 6750 sections 2.1 and 2.3).
    ///
    /// - Parameter type: `Bearer`, or `DPoP` for a token that is bound to the login's key (RFC 9449 section 7.1).
    public static func call(endpoint: Endpoint, accessToken: Secret, type: String = "Bearer") -> HTTPCall {
        HTTPCall(
            .userinfo, .get, endpoint,
            headers: [
                HTTPCall.Field("Accept", "application/json"),
                HTTPCall.Field("Authorization", Secret(type + " " + accessToken.reveal())),
            ], proofs: type == "DPoP" ? [.possession(accessToken: accessToken)] : [])
    }
}

/// Judges the answer of the userinfo endpoint.
public enum UserInfoAnswer {
    static let formClause = "OIDC Core 5.3.2"

    /// The claims, when they are about `subject`, the `sub` of the verified ID token.
    ///
    /// "The sub Claim in the UserInfo Response MUST be verified to exactly match the sub Claim in the ID Token; if they
    /// do not match, the UserInfo Response values MUST NOT be used" (section 5.3.2).
    public static func judge(_ reply: HTTPReply, subject: String) throws(UserInfoFault) -> UserInfo {
        try judge(reply, expecting: UserInfoExpectation(subject: subject))
    }

    /// The same, for an answer that may be signed and encrypted too.
    public static func judge(
        _ reply: HTTPReply, expecting: UserInfoExpectation
    ) throws(UserInfoFault) -> UserInfo {
        let (claims, checks) = try object(of: reply, expecting)
        let form = Check(
            "userinfo.form", .passed, expected: "a JSON object", found: ForeignText("\(claims.count) claims"),
            clause: formClause)
        let subject = expecting.subject
        guard claims["sub"] != nil || expecting.namesSubject else {
            let skipped = subjectCheck(
                .skipped("not sent by this provider: it was asked for by its address"), expected: subject,
                found: ForeignText("not there"))
            return UserInfo(claims: claims, checks: [form] + checks + [skipped])
        }
        guard let found = claims["sub"]?.string, !found.isEmpty else { throw .subjectMissing(expected: subject) }
        guard found.hasOctets(of: subject) else {
            throw .subjectDiffers(expected: subject, found: ForeignText(String(found.prefix(200))))
        }
        let match = subjectCheck(.passed, expected: subject, found: ForeignText(found))
        return UserInfo(claims: claims, checks: [form] + checks + [match])
    }

    /// What stands in the list of checks when no answer came: the session is good, and nothing was added to it.
    public static let unansweredCheck = Check(
        "userinfo.form", .skipped("no answer came"), expected: "a JSON object", found: ForeignText(""),
        clause: formClause)

    /// The expected `sub` came from a token: it is made safe to show like any foreign text.
    static func subjectCheck(_ verdict: Check.Verdict, expected: String, found: ForeignText) -> Check {
        Check(
            "userinfo.sub", verdict, expected: ForeignText(expected).safe(limit: 200), found: found,
            clause: "OIDC Core 5.3.2")
    }

    private static func object(
        of reply: HTTPReply, _ expecting: UserInfoExpectation
    ) throws(UserInfoFault) -> (JSONObject, [Check]) {
        guard reply.status != 401 else { throw .unauthorized(reply.header("WWW-Authenticate")) }
        guard reply.status == 200 else { throw .status(reply.status) }
        switch reply.body.first(where: { !$0.isJSONSpace }) {
        case UInt8(ascii: "<"): throw .notJSON
        case UInt8(ascii: "e"), UInt8(ascii: "\""):  // "eyJ": a token instead of an object
            let signed = try SignedUserInfo(reply.body, expecting)
            return (signed.claims, signed.checks)
        case _: break
        }
        guard expecting.encryption != .required else { throw .notEncrypted }
        do throws(JSONFault) {
            return (try JSONReader.readObject(reply.body), [])
        } catch {
            throw .badJSON(error)
        }
    }
}
