/// The provider's refusal, brought back by the browser (RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6).
///
/// It exists only after state and issuer were checked, so it is known to belong to this login.
public struct AuthorizationError: Sendable, Equatable {
    /// `error`.
    public let code: ForeignText
    /// `error_description`.
    public let text: ForeignText?
    /// `error_uri`.
    ///
    /// It is shown and never opened by itself.
    public let uri: ForeignText?

    public init(code: ForeignText, text: ForeignText? = nil, uri: ForeignText? = nil) {
        self.code = code
        self.text = text
        self.uri = uri
    }

    /// The codes that the specifications define; the raw value is the code.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        // RFC 6749 4.1.2.1
        case invalidRequest = "invalid_request"
        case unauthorizedClient = "unauthorized_client"
        case accessDenied = "access_denied"
        case unsupportedResponseType = "unsupported_response_type"
        case invalidScope = "invalid_scope"
        case serverError = "server_error"
        case temporarilyUnavailable = "temporarily_unavailable"
        // OpenID Connect Core 3.1.2.6
        case interactionRequired = "interaction_required"
        case loginRequired = "login_required"
        case accountSelectionRequired = "account_selection_required"
        case consentRequired = "consent_required"
        case invalidRequestURI = "invalid_request_uri"
        case invalidRequestObject = "invalid_request_object"
        case requestNotSupported = "request_not_supported"
        case requestURINotSupported = "request_uri_not_supported"
        case registrationNotSupported = "registration_not_supported"
        // RFC 8707 2
        case invalidTarget = "invalid_target"
        /// A code that no specification defines. It is shown as the provider wrote it.
        case other = ""
    }

    public var kind: Kind {
        Kind.allCases.first { $0 != .other && code.isExactly($0.rawValue) } ?? .other
    }

    /// Stable name for scripts: the code if a specification defines it.
    public var reason: String { kind == .other ? "provider_error" : kind.rawValue }

    /// What happened and what to do, with the provider's own words at the end.
    public var message: String {
        var sentence = kind.sentence(code)
        if let text, !text.isEmpty { sentence += " The provider says: \"\(text.safe(limit: 300))\"" }
        return sentence
    }
}

extension AuthorizationError.Kind {
    fileprivate func sentence(_ code: ForeignText) -> String {
        switch self {
        case .invalidRequest:
            "The provider could not read the request. Check client id, redirect URI and additional parameters."
        case .unauthorizedClient:
            "This client may not log in with a code. Its registration at the provider must allow the authorization "
                + "code grant."
        case .accessDenied:
            "You or the provider declined. Start again to try once more or with another account."
        case .unsupportedResponseType:
            "The provider does not give out codes to this client. Its registration must allow response_type code."
        case .invalidScope:
            "The provider does not know or allow one of the scopes. Check them in the profile."
        case .serverError:
            "The provider had an internal error. Try again later."
        case .temporarilyUnavailable:
            "The provider is overloaded or under maintenance. Try again later."
        case .interactionRequired:
            "The provider must show a page first. Start again without prompt=none."
        case .loginRequired:
            "Nobody is signed in at the provider. Start again without prompt=none and sign in."
        case .accountSelectionRequired:
            "The provider does not know which account to use. Start again without prompt=none and choose one."
        case .consentRequired:
            "The provider needs your consent first. Start again without prompt=none and agree."
        case .invalidRequestURI:
            "The provider could not use the request_uri. Start again."
        case .invalidRequestObject:
            "The provider could not use the request object. Remove it from the additional parameters."
        case .requestNotSupported:
            "The provider does not support request objects. Remove it from the additional parameters."
        case .requestURINotSupported:
            "The provider does not support request_uri. Remove it from the additional parameters."
        case .registrationNotSupported:
            "The provider does not support registration in the request. Remove it from the additional parameters."
        case .invalidTarget:
            "The provider does not know or allow the resource. Check the parameter resource."
        case .other where code.isEmpty:
            "The provider refused without a reason. Start again."
        case .other:
            "The provider refused with \"\(code.safe(limit: 80))\". Start again, or ask whoever runs the provider."
        }
    }
}
