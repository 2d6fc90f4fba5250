/// An ID token that passed every rule. Only ``IDTokenRules/judge(_:keys:expecting:)`` makes one.
public struct VerifiedIDToken: Sendable, Equatable {
    public let jwt: JWT
    /// The signed token, as it came or as it was inside of an encrypted one.
    public let text: Secret
    /// `sub`: who signed in, unique at this issuer, compared octet for octet.
    public let subject: String
    public let algorithm: SignatureAlgorithm
    /// `kid` of the key that signed it.
    public let keyID: ForeignText?

    public var claims: JSONObject { jwt.claims }

    fileprivate init(jwt: JWT, text: Secret, subject: String, algorithm: SignatureAlgorithm, key: JSONWebKey) {
        self.jwt = jwt
        self.text = text
        self.subject = subject
        self.algorithm = algorithm
        keyID = key.keyID.map(ForeignText.init)
    }
}

/// What the rules said about an ID token.
public typealias IDTokenJudgement = TokenJudgement<VerifiedIDToken>

/// The rules for ID tokens: OpenID Connect Core sections 2, 3.1.3.7 and 3.1.3.8, and RFC 8725.
///
/// The signature comes before any claim. After it all claims are judged, also when one of them failed already, so that
/// the person sees everything that is wrong at once.
public enum IDTokenRules {
    /// Judges the ID token of a token answer.
    public static func judge(
        _ token: Secret, keys: JWKSet, expecting: IDTokenExpectation
    ) -> IDTokenJudgement {
        let (inner, opening) = unsealed(token, expecting)
        guard let inner else { return stopped(opening) }
        let jwt: JWT
        do throws(JWTFault) {
            jwt = try JWT.decode(inner)
        } catch {
            return stopped(opening + [form(of: error)])
        }
        let form = form(of: jwt)
        guard form.fault == nil else { return stopped(opening + [form]) }

        let outcome = SignatureCheck.verify(jwt, with: keys, allowed: expecting.allowed)
        let signature = signature(outcome, jwt, keys, expecting)
        switch outcome {
        case .refused: return stopped(opening + [form, signature])
        case .unknownKey: return stopped(opening + [form, signature], as: IDTokenJudgement.Outcome.keyUnknown)
        case .valid(let key, let algorithm):
            let facts = IDTokenFacts(claims: jwt.claims, algorithm: algorithm, expecting: expecting)
            let findings = opening + [form, signature] + claimRules.map { $0.ruling(on: facts) }
            let checks = findings.map(\.check)
            if let fault = findings.lazy.compactMap(\.fault).first {
                return IDTokenJudgement(checks: checks, outcome: .refused(fault))
            }
            guard let subject = jwt.claims["sub"]?.string else {
                preconditionFailure("id_token.sub passed without a sub")
            }
            let verified = VerifiedIDToken(jwt: jwt, text: inner, subject: subject, algorithm: algorithm, key: key)
            return IDTokenJudgement(checks: checks, outcome: .verified(verified))
        }
    }

    /// The rules about claims, in the order in which they are shown.
    static let claimRules: [IDTokenRule] = [
        IDTokenRule(id: "id_token.iss", clause: "OIDC Core 3.1.3.7 (2)") { $0.issuer() },
        IDTokenRule(id: "id_token.aud", clause: "OIDC Core 3.1.3.7 (3)") { $0.audience() },
        IDTokenRule(id: "id_token.azp", clause: "OIDC Core 3.1.3.7 (4), (5)") { $0.authorizedParty() },
        IDTokenRule(id: "id_token.exp", clause: "OIDC Core 3.1.3.7 (9)") { $0.expiry() },
        IDTokenRule(id: "id_token.iat", clause: "OIDC Core 3.1.3.7 (10)") { $0.issuedAt() },
        IDTokenRule(id: "id_token.nbf", clause: "RFC 7519 4.1.5") { $0.notBefore() },
        IDTokenRule(id: "id_token.nonce", clause: "OIDC Core 3.1.3.7 (11)") { $0.nonce() },
        IDTokenRule(id: "id_token.sub", clause: "OIDC Core 2") { $0.subject() },
        IDTokenRule(id: "id_token.at_hash", clause: "OIDC Core 3.1.3.8") { $0.accessTokenHash() },
        IDTokenRule(id: "id_token.c_hash", clause: "OIDC Core 3.3.2.11") { $0.codeHash() },
        IDTokenRule(id: "id_token.auth_time", clause: "OIDC Core 3.1.3.7 (13)") { $0.signInTime() },
    ]

    /// A judgement that ended before the claims: what they say means nothing, so they are not judged.
    private static func stopped(
        _ findings: [Finding],
        as outcome: (IDTokenFault) -> IDTokenJudgement.Outcome = IDTokenJudgement.Outcome.refused
    ) -> IDTokenJudgement {
        guard let fault = findings.lazy.compactMap(\.fault).first else {
            preconditionFailure("The rules for ID tokens stopped without a fault")
        }
        var checks = findings.map(\.check)
        let why = Ruling.skipped("not reached: \(fault.check.id) failed")
        for (id, clause) in [(formID, formClause), (signatureID, signatureClause)] {
            guard !findings.contains(where: { $0.check.id == id }) else { continue }
            checks.append(Finding(id: id, clause: clause, why).check)
        }
        checks += claimRules.map { Finding(id: $0.id, clause: $0.clause, why).check }
        return IDTokenJudgement(checks: checks, outcome: outcome(fault))
    }

    static let signatureID = "id_token.signature"
    static let signatureClause = "OIDC Core 3.1.3.7 (6)-(8)"
}
