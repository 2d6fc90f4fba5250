/// Where the answer to an authorization request goes: a redirect URI that belongs to the client, and its state.
struct RedirectTarget: Sendable, Equatable {
    let uri: LoopbackURI
    let state: String?
    /// `response_mode=form_post`: the browser brings the answer as a form.
    var isFormPost = false
    /// A client that registered itself; `nil` for the one that is there from the start.
    var client: String?

    /// The way back with the answer: what it is about, then `state` and `iss` (RFC 6749 section 4.1.2, RFC 9207).
    func callback(_ pairs: [FormPair], issuer: String) -> Callback {
        var all = pairs
        if let state { all.append(FormPair("state", state)) }
        all.append(FormPair("iss", issuer))
        return Callback(uri: uri, pairs: all, isFormPost: isFormPost)
    }

    func callback(_ error: OAuthError, issuer: String) -> Callback {
        callback(
            [FormPair("error", error.code.rawValue), FormPair("error_description", error.description)], issuer: issuer)
    }

    /// What a Content Security Policy calls the place, so that a form may end there.
    ///
    /// CSP has no notation for an IPv6 address, so one of those is allowed by its scheme.
    var formActionSource: String { uri.host == "[::1]" ? "http:" : uri.origin }
}

extension Provider {
    /// The client and its redirect URI, judged before anything else of the request.
    func redirectTarget(_ parameters: Parameters) throws(PageRefusal) -> RedirectTarget {
        for name in ["client_id", "redirect_uri", "state"] where parameters.isRepeated(name) {
            throw PageRefusal(
                title: "This request is not clear", message: "The parameter \(name) is there more than once.",
                detail: "invalid_request")
        }
        let application = parameters["client_id"].flatMap { ledger.application($0) }
        guard let client = parameters["client_id"], client == options.clientID || application != nil else {
            throw PageRefusal(
                title: "This client is not known here",
                message: "The only client of this demo provider is “\(options.clientID)”. Check the client ID "
                    + "that your program sends.",
                detail: "client_id: \(parameters["client_id"] ?? "not sent")")
        }
        guard let asked = parameters["redirect_uri"] else {
            throw PageRefusal(
                title: "There is no way back", message: "The request names no redirect URI.",
                detail: "redirect_uri: not sent")
        }
        let paths = application?.redirects.map(\.path) ?? [options.redirectPath]
        guard let uri = LoopbackURI(asked), paths.contains(where: { isRegistered(uri, path: $0) }) else {
            throw PageRefusal(
                title: "This redirect URI is not registered",
                message: "The demo provider sends people only to http://127.0.0.1 or http://[::1] with any port "
                    + "and the path \(options.redirectPath).",
                detail: "redirect_uri: \(asked)")
        }
        return RedirectTarget(
            uri: uri, state: parameters["state"], isFormPost: parameters["response_mode"] == "form_post",
            client: client == options.clientID ? nil : client)
    }

    /// A literal loopback address with the registered path and any port, or one of the exact ones (RFC 8252 7.3).
    func isRegistered(_ uri: LoopbackURI, path: String) -> Bool {
        options.redirectURIs.contains(uri.text) || (uri.isLiteral && uri.path == path && uri.query == nil)
    }
}
