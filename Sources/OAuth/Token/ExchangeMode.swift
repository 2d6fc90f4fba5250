/// What the client shows at the exchange of a code: the verifier, a secret, or both.
///
/// It is found out from what there is, never from the environment. The sentences are those that developers know from
/// the SDK of WorkOS, so that they can be looked up.
public enum ExchangeMode: Sendable, Equatable, CaseIterable {
    /// A public client: verifier and client id.
    case verifier
    /// A confidential client without PKCE. pixie never makes such a request; a report on another one may.
    case secret
    /// A confidential client with PKCE.
    case both

    /// - Throws: What is missing or empty.
    public init(clientID: String, verifier: String?, secret: Secret?) throws(ExchangeFault) {
        guard !Self.isBlank(clientID) else { throw .noClientID }
        if let verifier, Self.isBlank(verifier) { throw .emptyVerifier }
        switch (verifier != nil, secret?.isEmpty == false) {
        case (true, true): self = .both
        case (true, false): self = .verifier
        case (false, true): self = .secret
        case (false, false): throw .noCredentials
        }
    }

    private static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }
}

/// Why a code cannot be exchanged with what there is.
public enum ExchangeFault: Error, Sendable, Equatable {
    case noClientID
    case emptyVerifier
    case noCredentials

    public var message: String {
        switch self {
        case .noClientID:
            "clientId is required. Provide it in method options or when initializing WorkOS."
        case .emptyVerifier:
            "codeVerifier cannot be an empty string. Generate a valid PKCE pair using workos.pkce.generate()."
        case .noCredentials:
            "authenticateWithCode requires either a codeVerifier (for public clients) or an API key configured on the "
                + "WorkOS instance (for confidential clients)."
        }
    }
}
