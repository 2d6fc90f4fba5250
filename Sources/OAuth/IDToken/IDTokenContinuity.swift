/// The rules for an ID token that came with a refresh, beside the rules for every ID token: it continues the one of the
/// login (OpenID Connect Core section 12.2).
public enum IDTokenContinuity {
    /// What is known of the ID token of the login.
    public struct Before: Sendable, Equatable {
        public let claims: JSONObject
        /// Of the login's nonce; nil when it had none.
        public let nonceHash: String?

        public init(claims: JSONObject, nonceHash: String?) {
            self.claims = claims
            self.nonceHash = nonceHash
        }
    }

    /// Judges by all rules. Issuer and subject are among those for every ID token: `expecting` has them.
    public static func judge(
        _ token: Secret, keys: JWKSet, expecting: IDTokenExpectation, before: Before
    ) -> IDTokenJudgement {
        let judgement = IDTokenRules.judge(token, keys: keys, expecting: expecting)
        guard case .verified(let verified) = judgement.outcome else { return judgement }
        let findings = rules(verified.claims, before)
        let checks = judgement.checks + findings.map(\.check)
        if let fault = findings.lazy.compactMap(\.fault).first {
            return IDTokenJudgement(checks: checks, outcome: .refused(fault))
        }
        return IDTokenJudgement(checks: checks, outcome: judgement.outcome)
    }

    /// The first contradiction that shows without a signature, for when the keys cannot be had: the tokens beside it
    /// are then kept, and must not be somebody else's.
    public static func contradiction(of token: Secret, expecting: IDTokenExpectation) -> IDTokenFault? {
        let (inner, opening) = IDTokenRules.unsealed(token, expecting)
        guard let inner else { return opening.lazy.compactMap(\.fault).first }
        let jwt: JWT
        do throws(JWTFault) {
            jwt = try JWT.decode(inner)
        } catch {
            return IDTokenRules.form(of: error).fault
        }
        // The algorithm decides only about hashes, which are not among these rules.
        let facts = IDTokenFacts(claims: jwt.claims, algorithm: .RS256, expecting: expecting)
        let parties = ["id_token.iss", "id_token.aud", "id_token.sub"]
        return IDTokenRules.claimRules.filter { parties.contains($0.id) }.lazy
            .compactMap { $0.ruling(on: facts).fault }.first
    }

    private static let clause = "OIDC Core 12.2"

    private static func rules(_ claims: JSONObject, _ before: Before) -> [Finding] {
        [
            Finding(id: "id_token.same_aud", clause: clause, audience(claims, before.claims)),
            Finding(id: "id_token.same_azp", clause: clause, party(claims, before.claims)),
            Finding(id: "id_token.same_nonce", clause: clause, nonce(claims, before.nonceHash)),
            Finding(id: "id_token.same_auth_time", clause: clause, signInTime(claims, before.claims)),
        ]
    }

    /// The same audiences, in whatever order.
    private static func audience(_ claims: JSONObject, _ before: JSONObject) -> Ruling {
        let old = audiences(before)
        let expected = old.map { ForeignText($0).safe(limit: 60) }.joined(separator: " ")
        let found = claims["aud"]?.plain(limit: 120) ?? ForeignText("not there")
        guard audiences(claims) == old else {
            return .failed(
                expected: expected, found: found, reason: "aud_changed",
                message: "The new ID token has other audiences than the one of the login. " + refused)
        }
        return .passed(expected: expected, found: found)
    }

    private static func audiences(_ claims: JSONObject) -> [String] {
        let aud = claims["aud"]
        return (aud?.strings ?? aud?.string.map { [$0] } ?? []).sorted()
    }

    private static func party(_ claims: JSONObject, _ before: JSONObject) -> Ruling {
        let expected = before["azp"]?.plain(limit: 60).safe() ?? "none"
        guard before["azp"] != nil || claims["azp"] != nil else { return .skipped("not sent", expected: expected) }
        let found = claims["azp"]?.plain(limit: 120) ?? ForeignText("not there")
        guard claims["azp"] == before["azp"] else {
            return .failed(
                expected: expected, found: found, reason: "azp_changed",
                message: "The new ID token was issued to another party (azp) than the one of the login. " + refused)
        }
        return .passed(expected: expected, found: found)
    }

    /// "It SHOULD NOT have a nonce Claim (…) however, if it is present, its value MUST be the same."
    private static func nonce(_ claims: JSONObject, _ hash: String?) -> Ruling {
        let expected = "none, or the nonce of the login"
        guard let value = claims["nonce"] else { return .skipped("not sent, as recommended", expected: expected) }
        guard let hash else { return .skipped("the login had none to compare with", expected: expected) }
        guard let nonce = value.string, NonceHash.of(Secret(nonce)).hasOctets(of: hash) else {
            return .failed(
                expected: expected, found: ForeignText("another one"), reason: "nonce_changed",
                message: "The new ID token carries another nonce than the login. " + refused)
        }
        return .passed(expected: expected, found: ForeignText("the nonce of the login"))
    }

    /// "Its value MUST represent the time of the original authentication."
    private static func signInTime(_ claims: JSONObject, _ before: JSONObject) -> Ruling {
        guard let new = claims["auth_time"] else { return .skipped("not sent, optional", expected: "auth_time") }
        guard let old = before["auth_time"] else {
            return .skipped("the login had none to compare with", expected: "auth_time")
        }
        let expected = old.plain(limit: 40).safe()
        guard let one = new.double, let other = old.double, one == other else {
            return .failed(
                expected: expected, found: new.plain(limit: 40), reason: "auth_time_changed",
                message: "The new ID token tells of another sign-in than the login (auth_time). " + refused)
        }
        return .passed(expected: expected, found: new.plain(limit: 40))
    }

    private static let refused = "The answer is refused, the session is kept as it was. Log in again."
}
