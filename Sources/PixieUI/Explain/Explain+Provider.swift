import OAuth

// The provider's refusal, brought by the browser with our state: RFC 6749 4.1.2.1 and OpenID Connect Core 3.1.2.6.
extension Explain {
    static func provider(_ error: AuthorizationError, _ known: Known) -> Explanation {
        let story = story(of: error, known)
        let link = error.uri.flatMap { uri in
            uri.isEmpty ? nil : "Its page about it: \(address(uri, limit: 200)); open it only if you trust it."
        }
        let code = error.code.isEmpty ? "no error code" : "error " + quoted(error.code, limit: 80)
        return Explanation(
            story.title, what: story.what,
            why: words(error.text) + [story.why + " (\(code), \(error.kind.clause))."] + (link.map { [$0] } ?? []),
            next: story.next + [.leave])
    }

    private struct Refusal {
        let title: String
        let what: String
        /// Without a full stop: the code and its clause follow.
        let why: String
        let next: [NextStep]
    }

    private static func story(of error: AuthorizationError, _ known: Known) -> Refusal {
        let host = known.issuerHost
        switch error.kind {
        case .accessDenied:
            return Refusal(
                title: "You or the provider declined",
                what: "The sign-in at \(host) ended without permission for pixie.",
                why: "Somebody pressed Cancel or Deny, or the account may not use this client",
                next: [NextStep(.newAttempt, "start a new attempt, with another account if you like"), .correctScopes])
        case .invalidRequest:
            return Refusal(
                title: "The provider cannot use the request",
                what: "\(host) says that the authorization request lacks something, repeats something or is malformed.",
                why: "Often the redirect URI is not registered for this client, or an extra parameter is unknown",
                next: [
                    .advice("Compare the redirect URI with the one registered for client \(known.clientID)."),
                    NextStep(.change, "correct client id, redirect URI or extra parameters"), .startAnew,
                ])
        case .unauthorizedClient:
            return Refusal(
                title: "This client may not log in this way",
                what: "\(host) does not let client \(known.clientID) use the authorization code grant.",
                why: "The client is registered for another kind of login",
                next: [.advice("Allow the authorization code grant in the client's registration."), .correctClient])
        case .unsupportedResponseType:
            return Refusal(
                title: "The provider gives this client no codes",
                what: "\(host) does not support response_type code for client \(known.clientID).",
                why: "pixie logs in with a code only, the one way that PKCE protects",
                next: [.advice("Allow response_type code in the client's registration."), .correctClient])
        case .invalidScope:
            return Refusal(
                title: "The provider refuses a scope",
                what: "\(host) does not know or allow one of the scopes: \(known.scopes).",
                why: "A scope is mistyped, unknown there, or not granted to this client",
                next: [.correctScopes])
        case .serverError:
            return Refusal(
                title: "The provider had an internal error",
                what: "Something broke at \(host) while it handled the sign-in.",
                why: "It is not caused by anything on this machine as far as the answer tells",
                next: [NextStep(.newAttempt, "start a new attempt, now or in some minutes")])
        case .temporarilyUnavailable:
            return Refusal(
                title: "The provider is not available now",
                what: "\(host) is overloaded or under maintenance.",
                why: "The provider asks to come back later",
                next: [NextStep(.newAttempt, "start a new attempt in some minutes")])
        case .interactionRequired, .loginRequired, .accountSelectionRequired, .consentRequired:
            return withoutPage(error.kind, host)
        case .invalidRequestURI, .invalidRequestObject, .requestNotSupported, .requestURINotSupported,
            .registrationNotSupported:
            return Refusal(
                title: "The provider refuses an extra parameter",
                what: "\(host) cannot use the parameter \(error.kind.parameter).",
                why: "pixie does not send it by itself, so it comes from the extra parameters of this login",
                next: [NextStep(.change, "remove \(error.kind.parameter) from the extra parameters")])
        case .invalidTarget:
            return Refusal(
                title: "The provider does not know the resource",
                what: "\(host) does not know or allow the API named by the parameter resource.",
                why: "The address of the API is mistyped, or not granted to this client",
                next: [NextStep(.change, "correct the parameter resource")])
        case .other:
            return Refusal(
                title: "The provider refused",
                what: error.code.isEmpty
                    ? "\(host) refused the sign-in with an empty error."
                    : "\(host) refused the sign-in with the code \(quoted(error.code, limit: 80)).",
                why: "No specification that pixie follows defines that code",
                next: [.advice("Ask whoever runs the provider what the code means."), .startAnew])
        }
    }

    /// The four codes that a provider sends only when the request forbade it to show a page (`prompt=none`).
    private static func withoutPage(_ kind: AuthorizationError.Kind, _ host: String) -> Refusal {
        Refusal(
            title: "The provider must show a page first",
            what: "\(host) needs the person to \(kind.wish) and was not allowed to ask.",
            why: "A request with prompt=none forbids every page; without it this answer should not come",
            next: [NextStep(.change, "remove prompt=none from the extra parameters"), .startAnew])
    }
}

extension AuthorizationError.Kind {
    /// Where the code is defined.
    var clause: String {
        switch self {
        case .invalidRequest, .unauthorizedClient, .accessDenied, .unsupportedResponseType, .invalidScope,
            .serverError, .temporarilyUnavailable:
            "RFC 6749 4.1.2.1"
        case .interactionRequired, .loginRequired, .accountSelectionRequired, .consentRequired, .invalidRequestURI,
            .invalidRequestObject, .requestNotSupported, .requestURINotSupported, .registrationNotSupported:
            "OIDC Core 3.1.2.6"
        case .invalidTarget: "RFC 8707 2"
        case .other: "not a registered code"
        }
    }

    /// What the provider wants of the person.
    fileprivate var wish: String {
        switch self {
        case .loginRequired: "sign in"
        case .accountSelectionRequired: "choose an account"
        case .consentRequired: "give consent"
        case .interactionRequired, .invalidRequest, .unauthorizedClient, .accessDenied, .unsupportedResponseType,
            .invalidScope, .serverError, .temporarilyUnavailable, .invalidRequestURI, .invalidRequestObject,
            .requestNotSupported, .requestURINotSupported, .registrationNotSupported, .invalidTarget, .other:
            "answer a question"
        }
    }

    /// The parameter that the provider refuses.
    fileprivate var parameter: String {
        switch self {
        case .invalidRequestURI, .requestURINotSupported: "request_uri"
        case .invalidRequestObject, .requestNotSupported: "request"
        case .registrationNotSupported: "registration"
        case .invalidRequest, .unauthorizedClient, .accessDenied, .unsupportedResponseType, .invalidScope,
            .serverError, .temporarilyUnavailable, .interactionRequired, .loginRequired, .accountSelectionRequired,
            .consentRequired, .invalidTarget, .other:
            "extra"
        }
    }
}
