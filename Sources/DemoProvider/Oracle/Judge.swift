import HTTPTypes

/// The rules for clients, and what is known of the logins so far.
struct Judge: Sendable {
    static let mostViolations = 500
    /// Seconds in which more than two refreshes are a storm.
    static let storm = 30

    /// Something that may be sent once.
    struct Use: Sendable {
        var isRefused = false
        var sent = 0
        /// The last answer said that the request was not worked on, and may come again from this time on.
        var mayRepeatAt: Int?
        /// The provider said that it is of no use any more.
        var isDead = false
    }

    let fault: Fault?
    private(set) var violations: [String] = []
    var secrets = KnownSecrets()
    /// Codes that were given out, and what became of them.
    var codes: [String: Use] = [:]
    var verifiers: [String: Use] = [:]
    /// Access tokens that were given out; whether they are to be refused.
    var accessTokens: [String: Bool] = [:]
    var refreshTokens: [String: Use] = [:]
    var refreshTimes: [Int] = []
    var refusesDiscovery = false
    var refusesPushedRequest = false
    var lastCallbackIsRefused = false
    var keyFetches = 0
    var discoveries = 0
    var wasAuthorized = false

    init(fault: Fault?) { self.fault = fault }

    mutating func accuse(_ sentence: String) {
        guard violations.count < Self.mostViolations, !violations.contains(sentence) else { return }
        violations.append(sentence)
    }

    /// Looks at one request with its answer. Returns what is to be shown of it, without secrets.
    mutating func see(_ exchange: Exchange, now: Int) -> String {
        judgeEveryRequest(exchange)
        switch exchange.place {
        case .discovery: judgeDiscovery(exchange)
        case .keys: judgeKeys()
        case .authorize: judgeAuthorization(exchange)
        case .pushedRequest: judgePushedRequest(exchange)
        case .token: judgeExchange(exchange, now: now)
        case .refresh: judgeRefresh(exchange, now: now)
        case .userInfo: judgeUserInfo(exchange)
        case .device: judgeDevice()
        case .revocation, .introspection, .registration, .devicePoll, .pages, .elsewhere: break
        }
        for sentence in exchange.answer.misconduct { accuse(sentence) }
        learn(exchange)
        return summary(exchange.question)
    }

    /// What the answer gave out, and whether it had to be refused.
    private mutating func learn(_ exchange: Exchange) {
        let isRejected = fault?.expectation == .reject
        let stage = fault?.stage
        let isFaulty = exchange.isFaulty && isRejected
        switch exchange.answer.draft {
        case .callback:
            lastCallbackIsRefused = isFaulty && stage == .callback
            for code in exchange.given("code") where !code.isEmpty {
                _ = secrets.name(code, .code)
                codes[code] = Use(isRefused: lastCallbackIsRefused)
            }
        case .tokens(let tokens):
            let isLogin = exchange.place != .refresh
            // A wrong key set spoils the ID token of an answer that is right in itself.
            let isSpoiled =
                isRejected && stage == .idToken && isLogin && (exchange.isFaulty || tokens.idToken != nil)
            let isRefused = isSpoiled || (isFaulty && (stage == .token || stage == .refresh || stage == .device))
            for token in exchange.given("access_token") {
                _ = secrets.name(token, .accessToken)
                accessTokens[token] = isRefused
            }
            for token in exchange.given("refresh_token") {
                _ = secrets.name(token, .refreshToken)
                refreshTokens[token] = Use(isRefused: isRefused && isLogin)
            }
        case .document:
            if exchange.place == .discovery { refusesDiscovery = isFaulty && stage == .discovery }
            if exchange.place == .pushedRequest { refusesPushedRequest = isFaulty && stage == .par }
        case nil:
            if exchange.place == .discovery, isFaulty, stage == .discovery { refusesDiscovery = true }
            if exchange.place == .pushedRequest, isFaulty, stage == .par { refusesPushedRequest = true }
        }
    }

    /// The parameters by name; what is a secret gets its name, what is not is left out unless it is short and known.
    mutating func summary(_ question: Question) -> String {
        var parts: [String] = []
        let shown = ["grant_type", "response_type", "code_challenge_method", "prompt", "token_type_hint", "error"]
        for pair in question.formPairs.prefix(30) {
            let name = String(pair.name.unicodeScalars.filter { (0x21...0x7e).contains($0.value) }.prefix(40))
            if let kind = KnownSecrets.Kind.allCases.first(where: { $0.parameter == pair.name }) {
                parts.append("\(name)=(\(secrets.name(pair.value, kind)))")
            } else if shown.contains(pair.name), pair.value.utf8.count <= 60,
                pair.value.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
            {
                parts.append("\(name)=\(pair.value)")
            } else {
                parts.append(name)
            }
        }
        if let header = question.fields[.authorization] {
            let scheme = header.prefix { $0 != " " }.prefix(20).filter { $0.isASCII && $0.isLetter }
            let token = String(header.drop { $0 != " " }.dropFirst())
            let name =
                ["bearer", "dpop"].contains(scheme.lowercased()) ? " (\(secrets.name(token, .accessToken)))" : ""
            parts.append("Authorization: \(scheme)\(name)")
        }
        if question.fields[.cookie] != nil { parts.append("Cookie") }
        return parts.joined(separator: ", ")
    }
}
