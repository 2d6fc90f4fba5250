import HTTPTypes

/// The provider without its socket: a request in, an answer out.
///
/// It is a correct OpenID provider for one client and one person. A fault that is committed on purpose is committed in
/// ``answer(_:)``, around the one call of ``respond(to:)``: there the request and the whole answer are at hand as
/// values. Nothing else knows of faults.
struct Provider: Sendable {
    let options: DemoProviderOptions
    let issuer: String
    let password: String
    let keys: KeyRing
    let ledger: Ledger
    /// The one fault that is committed.
    var mischief: Mischief?
    /// Notes what the client did.
    var oracle: Oracle?

    /// What follows `http://` or `https://` in the issuer, up to the path.
    var authority: String { String(issuer.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }) }

    /// The path before each endpoint's; empty, or a slash and text that does not end in one.
    var basePath: String {
        let path = issuer.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }
        return String(path.hasSuffix("/") ? path.dropLast() : path)
    }

    /// Scheme, address and port, as an Origin field has them.
    var origin: String { String(issuer.prefix { $0 != "/" }) + "//" + authority }

    func answer(_ question: Question) -> Answer {
        var (answer, isFaulty) = mischief?.commit(question, self) ?? (respond(to: question), false)
        let general: [(HTTPField.Name, String)] = [
            (.cacheControl, "no-store"), (.pragma, "no-cache"), (.xContentTypeOptions, "nosniff"),
            (.referrerPolicy, "no-referrer"), (.date, HTTPDate.text(options.clock())),
            (.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
        ]
        for (name, value) in general where answer.fields[name] == nil { answer.fields[name] = value }
        answer.fields[.contentLength] = String(answer.body.count)
        oracle?.note(Exchange(question: question, answer: answer, isFaulty: isFaulty, provider: self))
        return answer
    }

    /// The correct answer.
    func respond(to question: Question) -> Answer {
        var answer = refusal(of: question) ?? dispatch(question)
        answer.settle()
        return answer
    }

    /// The answer to what is not for this provider, whatever the path.
    private func refusal(of question: Question) -> Answer? {
        // A name that an attacker points at 127.0.0.1 (DNS rebinding) arrives with that name as its Host.
        guard question.host == authority else {
            return plain(.misdirectedRequest, "This server answers only to the host \(authority).\n")
        }
        guard question.path.hasPrefix("/") else {
            return plain(.badRequest, "The request target must be a path.\n")
        }
        return nil
    }

    private func dispatch(_ question: Question) -> Answer {
        guard let route = route(of: question), isOffered(route) else {
            return page(
                PageRefusal(
                    title: "There is nothing here",
                    message: "This is the demo provider of pixie. Programs begin at \(Route.discovery.rawValue).",
                    detail: "404 Not Found"), status: .notFound)
        }
        guard route.methods.contains(question.method) else {
            var answer = plain(.methodNotAllowed, "This address does not take that method.\n")
            answer.fields[.allow] = route.methods.map(\.rawValue).joined(separator: ", ")
            return answer
        }
        return answer(question, at: route)
    }

    func route(of question: Question) -> Route? {
        // RFC 8414 section 3.1 puts its well-known path before the issuer's.
        if question.path == Route.oauthMetadata.rawValue + basePath { return .oauthMetadata }
        guard question.path.hasPrefix(basePath) else { return nil }
        let route = Route(rawValue: String(question.path.dropFirst(basePath.count)))
        return route == .oauthMetadata ? nil : route
    }

    private func answer(_ question: Question, at route: Route) -> Answer {
        switch route {
        case .discovery, .oauthMetadata: discovery()
        case .keys: keySet()
        case .authorize: authorize(question)
        case .signIn: signIn(question)
        case .consent: consent(question)
        case .token: token(question)
        case .userInfo: userInfo(question)
        case .revocation: revoke(question)
        case .introspection: introspect(question)
        case .registration: register(question)
        case .endSession: endSession(question)
        case .signOut: signOut(question)
        case .pushedRequest: pushRequest(question)
        case .device: authorizeDevice(question)
        case .devicePage: devicePage(question)
        }
    }

    func isOffered(_ route: Route) -> Bool {
        switch route {
        case .pushedRequest: options.offers.pushedRequests != .none
        case .device, .devicePage: options.offers.device != nil
        case .discovery, .oauthMetadata, .keys, .authorize, .signIn, .consent, .token, .userInfo, .revocation,
            .introspection, .registration, .endSession, .signOut:
            true
        }
    }

    func address(of route: Route) -> String { origin + basePath + route.rawValue }

    func plain(_ status: HTTPResponse.Status, _ text: String) -> Answer {
        Answer(status, fields: [.contentType: "text/plain; charset=utf-8"], body: Array(text.utf8))
    }
}

extension HTTPField.Name {
    static let referrerPolicy = constant("Referrer-Policy")
    static let pragma = constant("Pragma")
    static let dpop = constant("DPoP")
    static let dpopNonce = constant("DPoP-Nonce")
    static let fetchSite = constant("Sec-Fetch-Site")

    private static func constant(_ name: String) -> Self {
        guard let name = Self(name) else { preconditionFailure("\(name) is not the name of a header field") }
        return name
    }
}
