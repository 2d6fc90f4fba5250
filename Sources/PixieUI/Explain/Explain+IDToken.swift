import LoginFlow
import OAuth

// An ID token that breaks a rule of OpenID Connect Core 3.1.3.7.
extension Explain {
    /// The rules by the name of their check. A text beside them is a rule that this table has no words for yet.
    enum IDTokenRuleID: String, CaseIterable {
        case form = "id_token.form"
        case signature = "id_token.signature"
        case issuer = "id_token.iss"
        case audience = "id_token.aud"
        case party = "id_token.azp"
        case expiry = "id_token.exp"
        case issuedAt = "id_token.iat"
        case notBefore = "id_token.nbf"
        case nonce = "id_token.nonce"
        case subject = "id_token.sub"
        case accessTokenHash = "id_token.at_hash"
        case codeHash = "id_token.c_hash"
        case signInTime = "id_token.auth_time"
    }

    static func idToken(_ fault: IDTokenFault, _ known: Known) -> Explanation {
        guard let rule = IDTokenRuleID(rawValue: fault.check.id) else {
            return Explanation(
                "The ID token is refused", what: evidence(of: fault), why: [fault.message],
                next: [.startAnew, .leave])
        }
        return Explanation(
            rule.title, what: evidence(of: fault),
            why: [rule.meaning + " (\(fault.check.clause))."] + clock(rule, known) + [nothingKept],
            risk: rule.risk, next: rule.next(known) + [.startAnew, .leave])
    }

    private static let nothingKept = "The tokens of this answer are dropped; nothing is kept."

    private static func evidence(of fault: IDTokenFault) -> String {
        let expected = ForeignText(fault.check.expected).safe(limit: 160)
        return "Expected: \(expected). Found: \(fault.check.found.safe(limit: 200))."
    }

    /// Clocks closer than this agree: a `Date` header has whole seconds and was on its way.
    private static let clocksAgree = 30.0

    /// Whether a wrong clock of this machine explains a wrong time.
    private static func clock(_ rule: IDTokenRuleID, _ known: Known) -> [String] {
        switch rule {
        case .expiry, .issuedAt, .notBefore, .signInTime:
            guard let ahead = known.failure.facts.clockDifference else {
                return ["The provider sent no Date header, so pixie cannot tell whose clock is wrong."]
            }
            guard ahead.magnitude >= clocksAgree else {
                return ["The clocks agree to \(length(ahead)), so this machine's clock is not the reason."]
            }
            return ["This machine's clock is \(length(ahead)) \(ahead < 0 ? "ahead of" : "behind") the provider's."]
        case .form, .signature, .issuer, .audience, .party, .nonce, .subject, .accessTokenHash, .codeHash:
            return []
        }
    }
}

extension Explain.IDTokenRuleID {
    var title: String {
        switch self {
        case .form: "The ID token cannot be read"
        case .signature: "The ID token's signature is not proven"
        case .issuer: "The ID token is from another issuer"
        case .audience: "The ID token is for another client"
        case .party: "The ID token was issued to another client"
        case .expiry: "The ID token has expired"
        case .issuedAt: "The ID token is from the future"
        case .notBefore: "The ID token is not valid yet"
        case .nonce: "The ID token is of another login"
        case .subject: "The ID token does not say who signed in"
        case .accessTokenHash: "The access token is not the one of the ID token"
        case .codeHash: "The ID token is not for this code"
        case .signInTime: "The sign-in is too long ago"
        }
    }

    /// Why the rule is there; without a full stop, the clause follows.
    fileprivate var meaning: String {
        switch self {
        case .form: "An ID token is a signed JWT of three parts, not encrypted, not another kind of token"
        case .signature: "Only a signature by a published key of the provider proves who wrote the token"
        case .issuer: "iss must be the issuer of the metadata, character by character"
        case .audience: "aud must name this client, else the token was made for another application"
        case .party: "With several audiences azp must name this client, else the token was given to another one"
        case .expiry: "From exp on a token counts no more; one minute of clock difference is allowed"
        case .issuedAt: "iat says when the token was made; five minutes ahead of this machine's clock are allowed"
        case .notBefore: "Before nbf a token does not count; one minute of clock difference is allowed"
        case .nonce: "The nonce of the request must come back in the token, which ties it to this very login"
        case .subject: "sub is the person's identifier at the provider; without it a token is about nobody"
        case .accessTokenHash: "at_hash is a hash of the access token and ties the two together"
        case .codeHash: "c_hash is a hash of the code and ties the two together"
        case .signInTime: "The request set a limit (max_age) on the time since the person signed in"
        }
    }

    fileprivate var risk: String? {
        switch self {
        case .signature: "Somebody else may have written the token. Do not use it anywhere else."
        case .issuer, .audience, .party: "A token of another login may have been slipped in (mix-up, RFC 9700 4.4)."
        case .nonce: "A token of another login may have been slipped in (replay)."
        case .accessTokenHash, .codeHash: "A token or code may have been exchanged on its way."
        case .form, .expiry, .issuedAt, .notBefore, .subject, .signInTime: nil
        }
    }

    fileprivate func next(_ known: Explain.Known) -> [NextStep] {
        switch self {
        case .form, .subject: [.advice("Tell whoever runs the provider if it stays so.")]
        case .signature: [.advice("Compare the alg and kid of the ID token with the provider's published keys.")]
        case .issuer: [.correctIssuer]
        case .audience, .party: [.correctClient]
        case .expiry, .issuedAt, .notBefore:
            [.advice("Compare this machine's clock with a good one and set it if it is wrong.")]
        case .nonce, .accessTokenHash, .codeHash: []
        case .signInTime: [.advice("Sign out at the provider first, so that it asks for the password again.")]
        }
    }
}
