import HTTPTypes

/// The rules for requests to the provider.
extension Judge {
    /// Parameters that have no place in an address (RFC 6750 section 2.3, RFC 9700 section 4.3).
    private static let neverInAnAddress = [
        "access_token", "refresh_token", "client_secret", "code_verifier", "device_code", "password",
        "client_assertion",
    ]

    mutating func judgeEveryRequest(_ exchange: Exchange) {
        let question = exchange.question
        let inAddress = (try? FormCoding.decode(question.query)) ?? []
        for name in Self.neverInAnAddress where inAddress.contains(where: { $0.name == name }) {
            accuse("\(name) was sent in the address of a request to \(address(question)), where it ends up in logs.")
        }
        for name in secrets.found(in: question.path + "?" + question.query) {
            accuse("The \(name) was sent in the address of a request to \(address(question)).")
        }
        guard exchange.place.isForPrograms else { return }
        if question.fields[.cookie] != nil {
            accuse("A cookie was sent to \(address(question)). A program keeps no cookies of a provider.")
        }
        if exchange.place == .discovery || exchange.place == .keys, question.fields[.authorization] != nil {
            accuse("An Authorization header was sent to \(address(question)), which is open to everybody.")
        }
        if exchange.parameter("grant_type") == "password" {
            accuse("The password grant was used. It hands the person's password to the client.")
        }
        if let token = foreignRefreshToken(exchange) {
            accuse("The \(token) was sent to \(address(question)), where it does not belong.")
        }
        for field in question.fields where field.name.canonicalName == "x-injected" {
            accuse("A header field out of a token arrived at \(address(question)): the request was injected into.")
        }
    }

    /// A refresh token goes to the token endpoint with its grant and to the revocation endpoint, nowhere else.
    private mutating func foreignRefreshToken(_ exchange: Exchange) -> String? {
        guard exchange.place != .refresh, exchange.place != .revocation else { return nil }
        let sent = exchange.parameters.map(\.value) + [exchange.accessToken].compactMap { $0 }
        return sent.first { refreshTokens[$0] != nil }.map { secrets.name($0, .refreshToken) }
    }

    mutating func judgeDiscovery(_ exchange: Exchange) {
        beginLogin(if: wasAuthorized)
        discoveries += 1
        if discoveries > 8 { accuse("The metadata was fetched more than eight times in one login.") }
    }

    mutating func judgeKeys() {
        keyFetches += 1
        if keyFetches > 2 { accuse("The key set was fetched more than twice in one login.") }
    }

    mutating func judgeAuthorization(_ exchange: Exchange) {
        beginLogin(if: wasAuthorized)
        wasAuthorized = true
        if refusesDiscovery {
            accuse("The browser was sent to the provider although its metadata had to be refused.")
        }
        if refusesPushedRequest {
            accuse("The browser was sent to the provider although the pushed request had failed.")
        }
        // With a pushed request these are not in the address.
        if exchange.parameter("request_uri") == nil { judgeRequest(exchange) }
    }

    mutating func judgeDevice() {
        beginLogin(if: wasAuthorized)
        wasAuthorized = true
        if refusesDiscovery { accuse("A device code was asked for although the metadata had to be refused.") }
    }

    mutating func judgePushedRequest(_ exchange: Exchange) {
        if refusesDiscovery { accuse("A request was pushed although the metadata had to be refused.") }
        judgeRequest(exchange)
    }

    private mutating func judgeRequest(_ exchange: Exchange) {
        let method = exchange.parameter("code_challenge_method")
        if exchange.parameter("code_challenge") == nil {
            accuse("An authorization request had no code_challenge: it was not protected by PKCE.")
        } else if method != "S256" {
            accuse("A plain code_challenge was sent. Whoever reads the request knows the verifier.")
        }
        if let type = exchange.parameter("response_type"), type != "code" {
            accuse("Tokens were asked for in the redirect (a response_type other than code).")
        }
    }

    mutating func judgeExchange(_ exchange: Exchange, now: Int) {
        if refusesDiscovery {
            accuse("A token request was sent although the metadata had to be refused.")
        }
        guard exchange.parameter("grant_type") == "authorization_code" else { return }
        let code = exchange.parameter("code") ?? ""
        let name = secrets.name(code, .code)
        if let use = codes[code] {
            if use.isRefused {
                accuse("The \(name) was sent to the token endpoint although its callback had to be refused.")
            }
        } else if lastCallbackIsRefused {
            accuse("A token request was sent after a callback that had to be refused (\(name)).")
        } else {
            accuse("The \(name) was sent to the token endpoint, but the provider never gave it to this client.")
        }
        codes[code] = used(codes[code], "\(name) was sent to the token endpoint", exchange, now)
        guard let verifier = exchange.parameter("code_verifier") else {
            accuse("The \(name) was sent without a code_verifier.")
            return
        }
        verifiers[verifier] = used(
            verifiers[verifier], "\(secrets.name(verifier, .verifier)) was sent", exchange, now)
    }

    /// Once more is right after an answer that says it was not worked on, when its time has come.
    private mutating func used(_ former: Use?, _ sentence: String, _ exchange: Exchange, _ now: Int) -> Use {
        var use = former ?? Use()
        if let time = use.mayRepeatAt, now < time {
            accuse("The \(sentence) again before the time that the provider had asked for.")
        }
        use.sent += 1
        if use.sent > 1, use.mayRepeatAt == nil || use.sent > 2 { accuse("The \(sentence) more than once.") }
        use.mayRepeatAt = exchange.secondsPutOff.map { now + $0 }
        return use
    }

    mutating func judgeRefresh(_ exchange: Exchange, now: Int) {
        // A refresh is a round of its own: it may look at the keys again.
        keyFetches = 0
        let token = exchange.parameter("refresh_token") ?? ""
        let name = secrets.name(token, .refreshToken)
        if var use = refreshTokens[token] {
            use.sent += 1
            if use.isRefused { accuse("The \(name) was used although the answer with it had to be refused.") }
            if use.isDead { accuse("The \(name) was sent again after the provider had said invalid_grant.") }
            use.isDead = exchange.answer.status == .badRequest && exchange.secondsPutOff == nil
            refreshTokens[token] = use
        } else {
            accuse("The \(name) was sent, but the provider never gave it to this client.")
        }
        // One that was only told the nonce for its proof comes once more, and that is the refresh.
        guard exchange.secondsPutOff == nil else { return }
        refreshTimes = refreshTimes.filter { now - $0 < Self.storm } + [now]
        if refreshTimes.count > 2 {
            accuse("There were more than two refreshes within \(Self.storm) seconds: a storm.")
        }
    }

    mutating func judgeUserInfo(_ exchange: Exchange) {
        guard let token = exchange.accessToken else { return }
        let name = secrets.name(token, .accessToken)
        switch accessTokens[token] {
        case false?: break
        case true?:
            accuse("Userinfo was called with the \(name) although the answer with it had to be refused.")
        case nil:
            accuse("Userinfo was called with the \(name), which the provider never gave to this client.")
        }
    }

    /// Counts anew: the fetches of one login do not count for the next.
    private mutating func beginLogin(if isNext: Bool) {
        guard isNext else { return }
        (keyFetches, discoveries, wasAuthorized) = (0, 0, false)
        (refusesDiscovery, refusesPushedRequest) = (false, false)
    }

    private func address(_ question: Question) -> String { String(question.path.prefix(100)) }
}
