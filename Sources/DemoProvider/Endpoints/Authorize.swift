import HTTPTypes

/// The authorization endpoint (RFC 6749 section 3.1, OpenID Connect Core 1.0 section 3.1.2).
extension Provider {
    func authorize(_ question: Question) -> Answer {
        if question.method == .post, !question.hasFormBody {
            return page(
                PageRefusal(
                    title: "This request is not clear", message: "A POST to this address must carry a form.",
                    detail: "invalid_request"))
        }
        do throws(PageRefusal) {
            let parameters = try readParameters(question)
            let pushed = try pushedOrder(parameters)
            let target: RedirectTarget
            if let pushed { target = pushed.redirect } else { target = try redirectTarget(parameters) }
            do throws(OAuthError) {
                if let pushed { return try proceed(pushed, question) }
                try checkPushed()
                return try proceed(AuthorizationOrder(parameters, redirect: target), question)
            } catch {
                return .callback(target.callback(error, issuer: issuer))
            }
        } catch {
            return page(error)
        }
    }

    private func readParameters(_ question: Question) throws(PageRefusal) -> Parameters {
        do throws(FormFault) {
            return try question.parameters()
        } catch {
            throw PageRefusal(
                title: "This request is not clear", message: error.oauthError.description, detail: "invalid_request")
        }
    }

    /// Asks for as much as is needed: a sign-in, consent, or nothing.
    private func proceed(_ order: AuthorizationOrder, _ question: Question) throws(OAuthError) -> Answer {
        let cookie = question.cookie(sessionCookieName)
        let session = ledger.session(cookie)
        if let hint = order.idTokenHint, keys.claims(of: hint) == nil {
            throw OAuthError(.invalidRequest, "id_token_hint is not an ID token of this provider.")
        }
        let signIn = session.flatMap { mayReuse($0.signIn, for: order) ? $0.signIn : nil }
        let isAllowed =
            session.map { $0.allowedScopes.isSuperset(of: order.scopes) } == true && !order.prompts.contains(.consent)

        if order.prompts.contains(.none) {
            guard let signIn else { throw OAuthError(.loginRequired, "The person is not signed in here.") }
            guard isAllowed else { throw OAuthError(.consentRequired, "The person was not asked for consent yet.") }
            return codeAnswer(order, signIn)
        }
        if let signIn, isAllowed {
            return codeAnswer(order, signIn)
        }

        let known = question.cookie(browserCookieName).flatMap { Base64URL.decode($0)?.count == 32 ? $0 : nil }
        let browser = known ?? RandomText.token()
        let interaction = Interaction(
            id: RandomText.token(), formToken: RandomText.token(), browser: browser, order: order, signIn: signIn)
        ledger.open(interaction)
        let answer = signIn == nil ? signInPage(interaction) : consentPage(interaction)
        return answer.settingCookie(known == nil ? setCookie(browserCookieName, browser) : nil)
    }

    /// Whether an earlier sign-in is good enough for this request (`prompt`, `max_age`).
    private func mayReuse(_ signIn: SignIn, for order: AuthorizationOrder) -> Bool {
        if order.prompts.contains(.login) || order.prompts.contains(.selectAccount) { return false }
        guard let maxAge = order.maxAge else { return true }
        return options.clock() - signIn.time < maxAge
    }

    /// A code for the client, which ends the authorization request (RFC 6749 section 4.1.2).
    func codeAnswer(_ order: AuthorizationOrder, _ signIn: SignIn) -> Answer {
        let code = RandomText.token()
        let grant = Grant(
            family: RandomText.token(), scopes: order.scopes, signIn: signIn, client: order.redirect.client,
            resources: order.resources)
        ledger.put(
            CodeGrant(
                grant: grant, redirectURI: order.redirect.uri.text, challenge: order.challenge, nonce: order.nonce,
                key: options.offers.requiresDPoP ? order.key : nil),
            under: code, lifetime: options.codeLifetime)
        return .callback(order.redirect.callback([FormPair("code", code)], issuer: issuer))
    }
}
