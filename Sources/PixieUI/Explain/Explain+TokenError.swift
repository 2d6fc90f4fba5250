import LoginFlow
import OAuth

// The token endpoint said no: RFC 6749 5.2, and the codes of providers that send their own.
extension Explain {
    static func refusal(_ error: TokenError, _ known: Known) -> Explanation {
        let story = story(of: error, known)
        let code = error.code.isEmpty ? "no error code" : "error \(quoted(error.code, limit: 80))"
        let request = error.requestID.flatMap { $0.isEmpty ? nil : ", request \($0.safe(limit: 80))" } ?? ""
        let last = error.kind == .invalidGrant ? [] : [spent]
        return Explanation(
            story.title, what: "\(story.what) (HTTP \(error.status), \(code)\(request)).",
            why: words(error.text) + offers(error.choices) + story.why + last,
            next: ways(to: error.choices) + story.next + [.startAnew, .leave])
    }

    private struct Refusal {
        let title: String
        /// Without a full stop: status, code and request number follow.
        let what: String
        let why: [String]
        var next: [NextStep] = []

        init(_ title: String, _ what: String, why: [String], next: [NextStep] = []) {
            self.title = title
            self.what = what
            self.why = why
            self.next = next
        }
    }

    private static func story(of error: TokenError, _ known: Known) -> Refusal {
        switch error.kind {
        case .invalidGrant:
            return Refusal(
                "The provider refused the code", "The token endpoint took the code for invalid",
                why: causesOfInvalidGrant(known))
        case .invalidClient:
            return Refusal(
                "The provider does not accept this client",
                "The provider does not know the client id \(known.clientID), or the secret does not fit",
                why: [
                    known.isConfidential
                        ? "A client secret was sent. It may be old, or mistyped."
                        : "No client secret was sent. A client that is registered as confidential needs one.",
                    "A client id belongs to one provider: the issuer may be the wrong one.",
                ],
                next: [.correctClient])
        case .invalidRequest:
            return Refusal(
                "The provider cannot use the token request",
                "The token endpoint says that the request lacks something, repeats something or is malformed",
                why: [
                    "pixie sent every parameter of RFC 6749 4.1.3 and 7636 4.5 once, so the client's registration, or "
                        + "an extra parameter, is the likely cause."
                ],
                next: [NextStep(.change, "correct the extra parameters")])
        case .unauthorizedClient:
            return Refusal(
                "This client may not log in this way",
                "Client \(known.clientID) may not use the grant authorization_code",
                why: ["The client is registered for another kind of login."],
                next: [.advice("Allow the authorization code grant in the client's registration.")])
        case .unsupportedGrantType:
            return Refusal(
                "The provider does not know this grant", "The token endpoint does not support authorization_code",
                why: ["The metadata may name the token endpoint of another service."], next: [.correctIssuer])
        case .invalidScope:
            return Refusal(
                "The provider refuses a scope", "One of the scopes is not allowed: \(known.scopes)",
                why: ["It is mistyped, unknown there, or not granted to this client."], next: [.correctScopes])
        case .invalidTarget:
            return Refusal(
                "The provider does not know the resource", "The parameter resource names an API that is not allowed",
                why: ["The address of the API is mistyped, or not granted to this client (RFC 8707 2)."],
                next: [NextStep(.change, "correct the parameter resource")])
        case .invalidDPoPProof, .useDPoPNonce:
            return Refusal(
                "The provider wants a DPoP proof", "The token endpoint demands a proof of a key with each request",
                why: ["The login sent none, or one that was not taken, such as one from a wrong clock (RFC 9449)."],
                next: [.advice("Log in with --dpop always, or register a client that may use bearer tokens.")])
        case .authorizationPending, .slowDown, .expiredToken:
            return Refusal(
                "The answer is of another kind of login", "The token endpoint answered as to a login by device code",
                why: ["Such answers belong to RFC 8628; this login sent a code of a browser."])
        case .accessDenied:
            return Refusal(
                "You or the provider declined", "The permission was refused or withdrawn after the sign-in",
                why: ["The account may not use this client, or an administrator must allow it first."],
                next: [.advice("Sign in with another account, or ask whoever manages the account.")])
        case .pkceRefused:
            return Refusal(
                "The provider refused PKCE", "The token endpoint does not take the code verifier",
                why: [
                    "pixie sent a challenge with the method S256 and its verifier; the client is not set up for that."
                ],
                next: [.advice("Allow PKCE for the client; pixie never logs in without it.")])
        case .stepLeft:
            return unfinished(error)
        case .other where steps.contains(where: { error.code.isExactly($0.code) }):
            return unfinished(error)
        case .other where closedWays.contains(where: { error.code.isExactly($0) }):
            return Refusal(
                "This way to sign in is switched off", "The provider does not allow the way in which you signed in",
                why: ["The account or its organization allows only other ways, such as single sign-on."],
                next: [.advice("Sign in another way, or ask whoever manages the account.")])
        case .other:
            return Refusal(
                "The provider refused the code", "The token endpoint refused for a reason of its own",
                why: ["No specification that pixie follows defines that code."],
                next: [.advice("Ask whoever runs the provider what it means.")])
        }
    }

    /// The sign-in page let the person through, and the token endpoint wants more.
    private static func unfinished(_ error: TokenError) -> Refusal {
        Refusal(
            "The provider wants one more step",
            steps.first { error.code.isExactly($0.code) }?.words ?? "The sign-in is not finished",
            why: [
                "Only the provider's own pages can do that step for a client without a secret.",
                "Hosted sign-in pages usually ask for it; this sign-in got past them unfinished.",
            ],
            next: [.advice("Finish the step in the browser at the next sign-in.")])
    }

    /// Codes of WorkOS for ways to sign in that are closed.
    private static let closedWays = ["authentication_method_not_allowed", "email_password_auth_disabled"]

    /// The codes of WorkOS and of others for a login that is not finished.
    private static let steps: [(code: String, words: String)] = [
        ("email_verification_required", "The e-mail address must be confirmed first"),
        ("mfa_enrollment", "A second factor must be set up first"),
        ("mfa_challenge", "The second factor must be given first"),
        ("organization_selection_required", "An organization must be chosen first"),
        ("sso_required", "The organization demands its own single sign-on"),
        ("organization_authentication_methods_required", "The organization demands another way to sign in"),
        ("passkey_progressive_enrollment", "A passkey must be set up or declined first"),
        ("radar_challenge", "The provider wants to be sure that this is you"),
        ("radar_sign_up_challenge", "The provider wants to be sure that this is you"),
        ("radar_sms_sign_in_challenge", "The provider wants to be sure that this is you, by SMS"),
        ("application_consent_required", "The application must be agreed to first"),
        ("login_required", "Somebody must sign in first"),
        ("interaction_required", "The person must answer a question first"),
    ]
}
