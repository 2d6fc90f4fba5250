import HTTPTypes

/// An error of the protocol, for a client to read.
struct OAuthError: Error, Sendable, Equatable {
    enum Code: String, Sendable {
        case invalidRequest = "invalid_request"
        case invalidClient = "invalid_client"
        case invalidGrant = "invalid_grant"
        case unsupportedGrantType = "unsupported_grant_type"
        case unsupportedResponseType = "unsupported_response_type"
        case invalidScope = "invalid_scope"
        case accessDenied = "access_denied"
        case loginRequired = "login_required"
        case consentRequired = "consent_required"
        case requestNotSupported = "request_not_supported"
        case requestURINotSupported = "request_uri_not_supported"
        case registrationNotSupported = "registration_not_supported"
        case invalidToken = "invalid_token"
        case insufficientScope = "insufficient_scope"
        case authorizationPending = "authorization_pending"
        case slowDown = "slow_down"
        case expiredToken = "expired_token"
        case invalidDPoPProof = "invalid_dpop_proof"
        case useDPoPNonce = "use_dpop_nonce"
        case invalidTarget = "invalid_target"
        case invalidRedirectURI = "invalid_redirect_uri"
        case invalidClientMetadata = "invalid_client_metadata"
    }

    let code: Code
    /// ASCII without `"` and `\` (RFC 6749 appendix A.8).
    let description: String
    var status: HTTPResponse.Status
    /// What a 401 or a refused bearer token must carry (RFC 9110 section 15.5.2).
    var challenge: String?
    /// What the client did against the rules, for the one who watches; a plain sentence without secrets.
    var misconduct: String?
    /// What the next proof must have (RFC 9449 section 8).
    var nonce: String?

    init(
        _ code: Code, _ description: String, status: HTTPResponse.Status = .badRequest, challenge: String? = nil
    ) {
        self.code = code
        self.description = description.filter { (" "..."~").contains($0) && $0 != "\"" && $0 != "\\" }
        self.status = status
        self.challenge = challenge
    }

    var json: JSON {
        ["error": .string(code.rawValue), "error_description": .string(description)]
    }
}

extension FormFault {
    var oauthError: OAuthError {
        switch self {
        case .badEncoding: OAuthError(.invalidRequest, "The parameters are not form-urlencoded UTF-8.")
        case .tooMany: OAuthError(.invalidRequest, "There are more than \(FormCoding.mostPairs) parameters.")
        }
    }
}
