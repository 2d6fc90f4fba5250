import HTTPTypes

/// Who calls the token or the revocation endpoint (RFC 6749 section 2.3).
extension Provider {
    /// The form of such a request, after its client was recognised.
    func clientForm(_ question: Question) throws(OAuthError) -> Parameters {
        guard question.query.isEmpty else {
            throw OAuthError(.invalidRequest, "Parameters belong into the body, not into the address.")
        }
        guard question.hasFormBody else {
            throw OAuthError(.invalidRequest, "The body must be application/x-www-form-urlencoded.")
        }
        let form: Parameters
        do throws(FormFault) {
            form = try question.bodyParameters()
        } catch {
            throw error.oauthError
        }
        if form.repeatedName != nil {
            throw OAuthError(.invalidRequest, "A parameter is there more than once.")
        }
        try checkClient(question.fields[.authorization], form, endpoint: origin + question.path)
        return form
    }

    /// Who that was, when it is a client that registered itself.
    func registeredName(_ question: Question, _ form: Parameters) -> String? {
        let basic = question.fields[.authorization].flatMap { Self.basic($0)?.name }
        let name = basic ?? form["client_id"]
        return name == options.clientID ? nil : name
    }

    private func checkClient(
        _ authorization: String?, _ form: Parameters, endpoint: String
    ) throws(OAuthError) {
        if options.offers.requiresClientKey, let keys = options.clientKeys,
            form["client_id"].map({ $0 == options.clientID }) ?? true
        {
            guard authorization == nil, form["client_secret"] == nil else {
                throw OAuthError(.invalidClient, "This client proves itself with private_key_jwt and nothing else.")
            }
            return try checkAssertion(form, keys, endpoint: endpoint)
        }
        var (name, secret) = (form["client_id"], form["client_secret"])
        if let authorization {
            guard secret == nil else {
                throw OAuthError(.invalidRequest, "The client authenticates in two ways at once.")
            }
            guard let (basicName, basicSecret) = Self.basic(authorization) else {
                throw invalidClient("The Authorization header is not a Basic one.")
            }
            if let name, name != basicName {
                throw OAuthError(.invalidRequest, "client_id differs from the one in the Authorization header.")
            }
            (name, secret) = (basicName, basicSecret)
        }
        guard let name else { throw invalidClient("The client is not known here.") }
        let application = name == options.clientID ? nil : ledger.application(name)
        guard name == options.clientID || application != nil else {
            throw invalidClient("The client is not known here.")
        }
        switch (application.map(\.secret) ?? options.clientSecret, secret) {
        case (nil, nil):
            break
        case (nil, _?):
            throw invalidClient("The client is a public one: it has no secret and must not send one.")
        case (_?, nil):
            throw invalidClient("The client must authenticate with its secret.")
        case (let expected?, let found?):
            guard RandomText.isEqual(expected, found) else { throw invalidClient("The client secret is wrong.") }
        }
    }

    private func invalidClient(_ description: String) -> OAuthError {
        OAuthError(.invalidClient, description, status: .unauthorized, challenge: "Basic realm=\"pixie demo provider\"")
    }

    /// Name and secret, each form-encoded inside the header (RFC 6749 section 2.3.1).
    private static func basic(_ header: String) -> (name: String, secret: String)? {
        let halves = header.split(separator: " ", maxSplits: 1)
        guard halves.count == 2, halves[0].lowercased() == "basic",
            let bytes = Base64URL.decodeStandard(halves[1]), let text = String(validating: bytes, as: UTF8.self),
            let colon = text.firstIndex(of: ":"),
            let name = FormCoding.decodePart(text[..<colon]),
            let secret = FormCoding.decodePart(text[text.index(after: colon)...])
        else { return nil }
        return (name, secret)
    }
}
