import FoundationEssentials

/// A request to sign out, judged.
struct SignOutOrder: Sendable {
    /// The `sid` of the ID token that came along.
    let sessionID: String?
    /// Where the browser goes afterwards, `state` included; only to an address that belongs to the client.
    let returnAddress: String?
    /// What the form that asks has to send again.
    let kept: [FormPair]
    let formActionSource: String?

    init(_ question: Question, _ provider: Provider) throws(PageRefusal) {
        guard let parameters = try? question.parameters(), parameters.repeatedName == nil else {
            throw Self.refusal("The parameters cannot be read.", "invalid_request")
        }
        let hint = parameters["id_token_hint"]
        sessionID = try hint.flatMap { hint throws(PageRefusal) in try Self.sessionID(of: hint, provider) }
        if let client = parameters["client_id"], client != provider.options.clientID {
            throw Self.refusal("The client is not known here.", "client_id: \(client)")
        }
        kept = ["id_token_hint", "client_id", "post_logout_redirect_uri", "state"].compactMap { name in
            parameters[name].map { FormPair(name, $0) }
        }
        guard let asked = parameters["post_logout_redirect_uri"] else {
            returnAddress = nil
            formActionSource = nil
            return
        }
        guard hint != nil || parameters["client_id"] != nil else {
            throw Self.refusal(
                "An address to return to needs an ID token or a client ID with it.", "id_token_hint: not sent")
        }
        guard let uri = LoopbackURI(asked),
            provider.isRegistered(uri, path: provider.options.redirectPath)
                || provider.isRegistered(uri, path: Provider.signedOutPath)
        else {
            throw Self.refusal(
                "The address to return to is not registered.", "post_logout_redirect_uri: \(asked)")
        }
        let state = parameters["state"].map { FormCoding.encode([FormPair("state", $0)]) }
        returnAddress = state.map(uri.appendingQuery) ?? uri.text
        formActionSource = RedirectTarget(uri: uri, state: nil).formActionSource
    }

    /// The session an ID token of ours was made in. It may have expired (RP-Initiated Logout 1.0 section 2).
    private static func sessionID(of hint: String, _ provider: Provider) throws(PageRefusal) -> String? {
        struct Claims: Decodable {
            let iss: String
            let aud: String
            let sid: String?
        }
        guard let bytes = provider.keys.claims(of: hint),
            let claims = try? JSONDecoder().decode(Claims.self, from: Data(bytes)),
            claims.iss == provider.issuer, claims.aud == provider.options.clientID
        else { throw refusal("The ID token that came along is not one of this provider.", "id_token_hint") }
        return claims.sid
    }

    private static func refusal(_ message: String, _ detail: String) -> PageRefusal {
        PageRefusal(title: "You cannot be signed out like this", message: message, detail: detail)
    }
}
