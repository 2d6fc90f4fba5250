import HTTPTypes

/// The provider without its socket: a request in, an answer out.
///
/// It is a correct OpenID provider for one client and one person. A fault that is to be committed on purpose belongs
/// into ``answer(_:)``, around the one call of ``answer(_:at:)``: there the route, the request and the whole answer
/// are at hand as values.
struct Provider: Sendable {
    let options: DemoProviderOptions
    let issuer: String
    let password: String
    let key: SigningKey
    let ledger: Ledger

    /// What follows `http://` or `https://` in the issuer.
    var authority: String { String(issuer.drop { $0 != "/" }.dropFirst(2)) }

    func answer(_ question: Question) -> Answer {
        var answer = refusal(of: question) ?? dispatch(question)
        answer.fields[.cacheControl] = "no-store"
        answer.fields[.pragma] = "no-cache"
        answer.fields[.xContentTypeOptions] = "nosniff"
        answer.fields[.referrerPolicy] = "no-referrer"
        answer.fields[.date] = HTTPDate.text(options.clock())
        answer.fields[.contentLength] = String(answer.body.count)
        if answer.fields[.contentSecurityPolicy] == nil {
            answer.fields[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        }
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
        guard let route = Route(rawValue: question.path) else {
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
        case .endSession: endSession(question)
        case .signOut: signOut(question)
        }
    }

    func address(of route: Route) -> String { issuer + route.rawValue }

    func plain(_ status: HTTPResponse.Status, _ text: String) -> Answer {
        Answer(status, fields: [.contentType: "text/plain; charset=utf-8"], body: Array(text.utf8))
    }
}

extension HTTPField.Name {
    static let referrerPolicy = constant("Referrer-Policy")
    static let pragma = constant("Pragma")
    static let fetchSite = constant("Sec-Fetch-Site")

    private static func constant(_ name: String) -> Self {
        guard let name = Self(name) else { preconditionFailure("\(name) is not the name of a header field") }
        return name
    }
}
