/// How the client proves itself at the token endpoint (RFC 6749 section 2.3.1).
public enum ClientAuthentication: Sendable, Equatable {
    /// A public client: only its id is sent.
    case none
    /// HTTP Basic with id and secret.
    case basic(Secret)
    /// Id and secret in the body.
    case post(Secret)
    /// A signed assertion, made anew for each request (RFC 7523 section 2.2).
    case privateKeyJWT(AssertionSigner)

    /// Basic unless the provider lists post and not basic; never both.
    ///
    /// Without a list the default of RFC 8414 section 2 counts, which is Basic. That a list lacks `none` does not
    /// matter to a public client: real providers leave it out and take public clients all the same.
    ///
    /// - Parameter rules: A list of methods there takes the place of the metadata's, and its first that fits is used.
    public static func choose(
        secret: Secret?, supported: [String]?, rules: ClientRules = ClientRules()
    ) -> ClientAuthentication {
        guard let secret, !secret.isEmpty else { return .none }
        if let methods = rules.methods {
            switch methods.first(where: { $0 == .clientSecretBasic || $0 == .clientSecretPost }) {
            case .clientSecretBasic?: return .basic(secret)
            case .clientSecretPost?: return .post(secret)
            case .some(.none), .privateKeyJWT?, nil: return .none
            }
        }
        guard let supported else { return .basic(secret) }
        let onlyPost = supported.contains("client_secret_post") && !supported.contains("client_secret_basic")
        return onlyPost ? .post(secret) : .basic(secret)
    }

    /// What goes into the headers. Id and secret are form-encoded before they are joined, so that neither can contain
    /// the colon that separates them.
    func headers(clientID: String) -> [HTTPCall.Field] {
        switch self {
        case .none, .post, .privateKeyJWT:
            return []
        case .basic(let secret):
            let pair = FormEncoding.encode(clientID) + ":" + FormEncoding.encode(secret.reveal())
            return [HTTPCall.Field("Authorization", Secret("Basic " + Base64.encode(pair.utf8)))]
        }
    }

    /// What goes into the body. With Basic it is nothing; an assertion itself comes with ``proofs``.
    func form(clientID: String) -> [HTTPCall.Field] {
        switch self {
        case .none: [HTTPCall.Field("client_id", clientID)]
        case .basic: []
        case .post(let secret): [HTTPCall.Field("client_id", clientID), HTTPCall.Field("client_secret", secret)]
        case .privateKeyJWT:
            [HTTPCall.Field("client_id", clientID), HTTPCall.Field("client_assertion_type", AssertionSigner.type)]
        }
    }

    /// What is added when the request is sent.
    var proofs: [ProofOrder] {
        switch self {
        case .none, .basic, .post: []
        case .privateKeyJWT(let signer): [.assertion(signer)]
        }
    }
}
