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
        let judgesClaim = rule != .form && rule != .signature
        let advice = fault.problem == .mismatch ? rule.next(known) : [tellIfItStays]
        return Explanation(
            title(of: rule, fault), what: evidence(of: fault),
            why: (judgesClaim ? [] : [fault.message]) + [rule.meaning + " (\(fault.check.clause))."]
                + (fault.problem == .mismatch ? clock(rule, known) : []) + fetches(fault, known) + [nothingKept],
            risk: rule.risk, next: advice + [.startAnew, .leave])
    }

    private static let tellIfItStays = NextStep.advice("Tell whoever runs the provider if it stays so.")

    private static func title(of rule: IDTokenRuleID, _ fault: IDTokenFault) -> String {
        switch fault.problem {
        case .missing: rule.titleOfAbsence
        case .invalid: "The ID token's \(rule.claim) is no time"
        case .mismatch:
            fault.reason == "id_token_sub_mismatch" ? "The ID token is about another person" : rule.title
        }
    }

    /// How hard a key was looked for that is not there.
    private static func fetches(_ fault: IDTokenFault, _ known: Known) -> [String] {
        let count = known.failure.journal.entries.count { $0.purpose == .keys }
        guard fault.reason == "id_token_key_unknown", count > 0 else { return [] }
        return [
            "The key set was fetched \(count == 1 ? "once" : "\(count) times"), the last time after the token had come: "
                + "a key that was changed meanwhile would have been found."
        ]
    }

    private static let nothingKept = "The tokens of this answer are dropped; nothing is kept."

    private static func evidence(of fault: IDTokenFault) -> String {
        let expected = ForeignText(fault.check.expected).safe(limit: 160)
        return "Expected: \(expected). Found: \(fault.check.found.safe(limit: 200))."
    }

    /// Clocks closer than this agree: a `Date` header has whole seconds and was on its way.
    fileprivate static let clocksAgree = 30.0

    /// Whether a wrong clock of this machine explains a wrong time.
    private static func clock(_ rule: IDTokenRuleID, _ known: Known) -> [String] {
        switch rule {
        case .expiry, .issuedAt, .notBefore, .signInTime:
            guard let clocks = known.failure.facts.clocks else {
                return ["The provider sent no Date header, so pixie cannot tell whose clock is wrong."]
            }
            let both = "This machine's clock said \(clocks.ours.iso8601), the provider's \(clocks.provider.iso8601)"
            guard clocks.lead.magnitude >= clocksAgree else {
                return ["\(both): they agree to \(length(clocks.lead)), so this machine's clock is not the reason."]
            }
            let place = clocks.lead > 0 ? "ahead" : "behind"
            return ["\(both): this machine is \(length(clocks.lead)) \(place)."]
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

    /// The claim that the rule is about.
    var claim: String { String(rawValue.dropFirst("id_token.".count)) }

    fileprivate var titleOfAbsence: String {
        switch self {
        case .form, .signature, .accessTokenHash, .codeHash, .notBefore: title
        case .issuer: "The ID token does not say who issued it"
        case .audience: "The ID token does not say for whom it is"
        case .party: "The ID token does not say to which client it was issued"
        case .expiry: "The ID token does not say until when it is valid"
        case .issuedAt: "The ID token does not say when it was made"
        case .nonce: "The ID token does not carry the nonce of this login"
        case .subject: "The ID token does not say who signed in"
        case .signInTime: "The ID token does not say when the person signed in"
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
            [clockAdvice(known)]
        case .nonce, .accessTokenHash, .codeHash: []
        case .signInTime: [.advice("Sign out at the provider first, so that it asks for the password again.")]
        }
    }

    /// Whose clock to look at, if the provider told its own.
    private func clockAdvice(_ known: Explain.Known) -> NextStep {
        guard let clocks = known.failure.facts.clocks else {
            return .advice("Compare this machine's clock with a good one and set it if it is wrong.")
        }
        if clocks.lead.magnitude < Explain.clocksAgree {
            return .advice("Tell whoever runs the provider: the time in its token is wrong.")
        }
        return .advice("Set this machine's clock, or tell the provider if it is this one that is right.")
    }
}
