/// The rules for an access token that the provider documents to be a signed JWT for the client to read (Myinfo v4): who
/// signed in stands nowhere else. Every other access token is none of the client's business (RFC 9068 section 6).
public enum AccessTokenRules {
    /// A verified token tells who signed in (`sub`).
    public typealias Judgement = TokenJudgement<String>

    private static let expected = "a signature by a key of the provider"

    /// - Parameter subject: Who it must be about, when that is known already: in a refresh.
    public static func judge(
        _ token: Secret, keys: JWKSet, now: Timestamp, subject: String? = nil
    ) -> Judgement {
        let jwt: JWT
        do throws(JWTFault) {
            jwt = try JWT.decode(token)
        } catch {
            return stopped("token.signature", expected, ForeignText(error.evidence), error.reason, error.message)
        }
        let outcome = SignatureCheck.verify(jwt, with: keys, allowed: Set(SignatureAlgorithm.allCases))
        switch outcome {
        case .refused(let refusal):
            return stopped(
                "token.signature", expected, ForeignText(refusal.evidence), refusal.reason, refusal.message)
        case .unknownKey(let kid):
            let name = kid.map { "kid \($0.safe(limit: 60))" } ?? "no kid"
            return stopped(
                "token.signature", expected, ForeignText("\(name), which the provider does not publish"),
                "key_unknown", "The access token is signed with a key that the provider does not publish (\(name)).",
                as: Judgement.Outcome.keyUnknown)
        case .valid(let key, let algorithm):
            let name = key.keyID.map { ", kid " + ForeignText($0).safe(limit: 60) } ?? ""
            return claims(
                jwt.claims, now, subject,
                [
                    Check(
                        "token.signature", .passed, expected: expected,
                        found: ForeignText("\(algorithm.rawValue)\(name), \(key.kind)"), clause: "RFC 7515 5.2")
                ])
        }
    }

    /// Who signed in, as a token says that nobody has verified; nil when it does not say so.
    public static func subject(of token: Secret) -> String? { (try? JWT.decode(token))?.claims["sub"]?.string }

    /// Of a refresh whose token is not about the person of the login.
    public static func otherSubject(_ token: Secret, before: String?) -> IDTokenFault {
        otherSubject(subject(of: token), before)
    }

    private static func otherSubject(_ found: String?, _ before: String?) -> IDTokenFault {
        let reason = "access_token_sub_changed"
        let check = Check(
            "token.sub", .failed, expected: ForeignText(before ?? "none").safe(limit: 80),
            found: ForeignText(found ?? "not there"), clause: "RFC 7519 4.1")
        return IDTokenFault(
            check: check, reason: reason,
            message: "The new access token is not about the person who signed in. "
                + "The answer is refused, the session is kept as it was. Log in again.")
    }

    private static func claims(
        _ claims: JSONObject, _ now: Timestamp, _ expected: String?, _ checks: [Check]
    ) -> Judgement {
        let clause = "RFC 7519 4.1"
        let end = claims["exp"]?.double.map(Timestamp.init(seconds:))
        guard let end, now < end + Limits.expTolerance else {
            return stopped(
                "token.exp", "after \(now.iso8601)", claims["exp"]?.plain(limit: 40) ?? ForeignText("not there"),
                "expired", "The access token has expired, or does not say when it ends.", after: checks)
        }
        let passed = Check(
            "token.exp", .passed, expected: "after \(now.iso8601)", found: ForeignText(end.iso8601), clause: clause)
        guard let subject = claims["sub"]?.string, !subject.isEmpty, subject.utf8.count <= Limits.clientID else {
            return stopped(
                "token.sub", "the person's identifier", claims["sub"]?.plain(limit: 80) ?? ForeignText("not there"),
                "sub_missing", "The access token does not say who signed in (sub).", after: checks + [passed])
        }
        if let expected, !subject.utf8.elementsEqual(expected.utf8) {
            let fault = otherSubject(subject, expected)
            return Judgement(checks: checks + [passed, fault.check], outcome: .refused(fault))
        }
        let named = Check(
            "token.sub", .passed, expected: "the person's identifier", found: ForeignText(subject), clause: clause)
        return Judgement(checks: checks + [passed, named], outcome: .verified(subject))
    }

    private static func stopped(
        _ id: String, _ expected: String, _ found: ForeignText, _ reason: String, _ message: String,
        as outcome: (IDTokenFault) -> Judgement.Outcome = Judgement.Outcome.refused, after checks: [Check] = []
    ) -> Judgement {
        let check = Check(id, .failed, expected: expected, found: found, clause: "RFC 7515 5.2, RFC 7519 4.1")
        let fault = IDTokenFault(
            check: check, reason: "access_token_" + reason,
            message: "\(message) It is refused and nothing is stored. Log in again; if it stays so, tell the provider.")
        return Judgement(checks: checks + [check], outcome: outcome(fault))
    }
}
