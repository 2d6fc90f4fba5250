import DemoProvider

/// Takes a code for tokens (RFC 6749 section 4.1.3, RFC 7636 section 4.6), with the numbers and the words of one system.
struct CodeExchange: Sendable {
    /// The rule for the fields, and the one for the verifier.
    let fields: String
    let verifier: String
    /// The rule that a code is used once.
    let once: String
    /// What is wrong with the form of a verifier, in the system's words.
    var fault: @Sendable (String) -> String? = { PKCE.isVerifier($0) ? nil : "code_verifier is malformed." }
    var bad: @Sendable (String) -> Answer = { .oauth("invalid_request", $0) }
    var wrong: @Sendable (String) -> Answer = { .oauth("invalid_grant", $0) }
    /// Whether a wrong verifier spends the code.
    var burns = true
    /// Whether the second use of a code takes back what the first one gave.
    var revokesOnReplay = false

    func redeem(_ ask: Ask, _ grants: Grants, clientID: String?) throws(Refusal) -> Grant {
        let code = try ask.need(fields, ask["code"], bad("code is required."))
        let redirect = try ask.need(fields, ask["redirect_uri"], bad("redirect_uri is required."))
        let verifier = try ask.need(verifier, ask["code_verifier"], bad("code_verifier is required."))
        if let words = fault(verifier) { throw Refusal(rule: self.verifier, answer: bad(words)) }
        guard let item = grants.item(code) else { throw Refusal(rule: fields, answer: wrong("The code is unknown.")) }
        if item.isUsed, revokesOnReplay { grants.revoke(family: item.grant.family) }
        try ask.must(once, !item.isUsed, wrong("The code was used before."))
        try ask.must(fields, item.expires > ask.now, wrong("The code has expired."))
        if burns { _ = grants.use(code) }
        if let clientID {
            try ask.must(fields, item.grant["client_id"] == clientID, wrong("The code belongs to another client."))
        }
        try ask.must(fields, item.grant["redirect_uri"] == redirect, wrong("redirect_uri does not match."))
        try ask.must(
            self.verifier, item.grant["code_challenge"] == PKCE.challenge(of: verifier),
            wrong("code_verifier does not match."))
        _ = grants.use(code)
        return item.grant
    }
}

extension Ground {
    /// Takes a refresh token, once where it is replaced.
    func refreshed(
        _ ask: Ask, rule: String, wrong: Answer = .oauth("invalid_grant", "The refresh token is not valid.")
    ) throws(Refusal) -> Grant {
        let token = try ask.need(rule, ask["refresh_token"], .oauth("invalid_request", "refresh_token is required."))
        if let item = grants.item(token), item.isUsed { grants.revoke(family: item.grant.family) }
        let grant = try ask.need(rule, grants.good(token, now: ask.now), wrong)
        if !mischief.keepsRefreshToken { _ = grants.use(token) }
        return grant
    }

    /// Remembers an access token by its `jti`: a fault may change it before it goes out.
    func keep(_ grant: Grant, _ access: TokenReply.Token, until expires: Int) {
        guard let identifier = access.claims["jti"]?.string else {
            preconditionFailure("Ground.keep: an access token of \(access.key.id) without jti")
        }
        grants.put(grant, under: identifier, until: expires)
    }

    /// What an access token that the key signed allows; also a refresh token, as introspection takes both.
    func grant(of token: String?, signedBy key: Signer, now: Int) -> Grant? {
        guard let token else { return nil }
        guard let read = Compact(token), key.signed(read), let identifier = read.claims["jti"]?.string else {
            return grants.good(token, now: now)
        }
        return grants.good(identifier, now: now) ?? grants.good(token, now: now)
    }

    func refreshToken(_ grant: Grant, until expires: Int, shape: (String) -> String = { $0 }) -> JSON {
        let text = shape(RandomText.token())
        grants.put(grant, under: text, until: expires)
        return .string(text)
    }
}
