@testable import LoginFlow
@testable import OAuth

/// Every way in which a login can fail, with foreign text of the test's choice wherever there is any.
enum Troubles {
    static let harmless = ForeignText("words of the provider")
    /// What a hostile server sends: escapes, a title, line breaks, bidi, zero width, tags, and far too much.
    static let hostile = ForeignText(
        "\u{1b}[2J\u{1b}]0;x\u{7}\r\n\u{202e}evil\u{200b}\u{9b}31m" + String(repeating: "A\u{300}", count: 9000))

    static func failure(_ cause: Failure.Cause, facts: Failure.Facts = Failure.Facts()) throws -> Failure {
        let plan = try LoginStory.plan()
        let metadata = ProviderMetadata(
            issuer: try Issuer(LoginStory.issuer), authorizationEndpoint: try WebAddress(LoginStory.issuer + "/a"),
            tokenEndpoint: try Endpoint(LoginStory.issuer + "/t"), jwksURI: try Endpoint("https://keys.example.com/k"))
        let recovery: Failure.Recovery =
            switch cause {
            case .discovery, .transport(_, during: .discovery, _): .rediscover(plan)
            case .transport, .listener, .push, .provider, .token, .keys, .idToken, .expired, .cancelled:
                .newAttempt(KnownProvider(ground: Groundwork(plan: plan), metadata: metadata))
            }
        return Failure(
            step: step(of: cause), cause: cause, checks: [], facts: facts, recovery: recovery, journal: Journal(),
            at: LoginStory.start)
    }

    static func clocks(lead: Double) -> Failure.Clocks {
        Failure.Clocks(ours: LoginStory.start.wall, provider: LoginStory.start.wall + -lead)
    }

    private static func step(of cause: Failure.Cause) -> Step {
        switch cause {
        case .discovery, .transport(_, during: .discovery, _): .discover
        case .listener, .push: .request
        case .provider, .expired: .signIn
        case .transport, .token, .keys, .idToken, .cancelled: .exchange
        }
    }

    static func transport(_ text: ForeignText) -> [TransportFailure] {
        [
            .unresolved(host: "login.example.com"), .refused(host: "login.example.com", port: 8443),
            .timedOut(phase: .connecting, after: 10), .timedOut(phase: .answering, after: 30),
            .connectionLost(sent: false), .connectionLost(sent: true), .tooLarge(what: .headers, limit: 64 << 10),
            .tooLarge(what: .body, limit: 1 << 20), .tls(text), .proxy(text), .packed(coding: text), .garbled(text),
            .cancelled,
        ]
    }

    static let purposes: [HTTPCall.Purpose] = [
        .discovery, .keys, .token, .userinfo, .revocation, .refresh, .push, .deviceCode, .devicePoll,
        .introspection, .registration,
    ]

    static func discovery(_ text: ForeignText) -> [DiscoveryFault] {
        [.status(404), .status(410), .status(302), .status(429), .status(500)]
            + BodyKind.allCases.map { .notJSON(kind: $0) } + json(text).map { .badJSON($0) }
            + [
                .issuerMissing, .issuerDiffers(found: text), .missing("token_endpoint"), .wrongType("issuer"),
                .badEndpoint(name: "token_endpoint", found: text, why: "It is http."),
                .noCodeFlow(member: "response_types_supported", listed: text), .noS256(listed: text),
                .changed(["token_endpoint"]), .noSignature(listed: text), .noFormPost(listed: text),
                .missing("pushed_authorization_request_endpoint"),
            ]
    }

    static func json(_ text: ForeignText) -> [JSONFault] {
        [
            .empty, .byteOrderMark, .endsEarly, .notUTF8(3), .repeatedName(text), .tooDeep, .trailing(9),
            .unexpected(0), .badEscape(4), .badNumber(5), .notAnObject,
        ]
    }

    /// Codes that providers send besides those of the specifications.
    static let furtherCodes = [
        "pkce_not_supported", "code_challenge_not_found", "email_verification_required", "mfa_enrollment",
        "mfa_challenge", "organization_selection_required", "sso_required",
        "organization_authentication_methods_required", "passkey_progressive_enrollment", "radar_challenge",
        "radar_sign_up_challenge", "radar_sms_sign_in_challenge", "application_consent_required",
        "authentication_method_not_allowed", "email_password_auth_disabled", "login_required", "never_heard_of_it", "",
    ]

    static func refusals(_ text: ForeignText) -> [TokenError] {
        (TokenError.Kind.allCases.map(\.rawValue) + furtherCodes).map {
            TokenError(code: ForeignText($0), text: text, status: 400, requestID: text)
        } + [TokenError(code: text, text: nil, status: 500)]
    }

    static func token(_ text: ForeignText) -> [TokenFault] {
        BodyKind.allCases.flatMap { kind in [200, 401].map { .notJSON(kind: kind, status: $0) } }
            + json(text).map { .badJSON($0) } + refusals(text).map { .oauth($0) }
            + [
                .redirected(to: nil), .redirected(to: text), .status(429, retryAfter: 86_400),
                .status(503, retryAfter: 2), .status(429, retryAfter: nil), .status(500, retryAfter: nil),
                .status(404, retryAfter: nil), .missing("id_token"), .missing("access_token"), .wrongType("scope"),
                .unknownTokenType(text), .badCharacters("access_token"), .tooLong("id_token"),
            ]
    }

    static func idToken(_ text: ForeignText) -> [IDTokenFault] {
        let ids = [
            "form", "signature", "iss", "aud", "azp", "exp", "iat", "nbf", "nonce", "sub", "at_hash", "c_hash",
            "auth_time", "a_rule_of_tomorrow",
        ]
        return ids.map { id in
            IDTokenFault(
                check: Check("id_token." + id, .failed, expected: "that", found: text, clause: "OIDC Core 3.1.3.7"),
                reason: "id_token_" + id, message: "It is refused.")
        }
    }

    static func authorization(_ text: ForeignText) -> [AuthorizationError] {
        AuthorizationError.Kind.allCases.map {
            AuthorizationError(code: ForeignText($0.rawValue), text: text, uri: text)
        } + [AuthorizationError(code: text), AuthorizationError(code: ForeignText("access_denied"))]
    }

    static func all(_ text: ForeignText) -> [Failure.Cause] {
        purposes.flatMap { purpose in
            transport(text).map { .transport($0, during: purpose, host: "login.example.com") }
        } + discovery(text).map { .discovery($0) }
            + [
                .listener(.portTaken(8400, holder: nil)), .listener(.portTaken(8400, holder: text)),
                .listener(.cannotListen(text)),
            ] + authorization(text).map { .provider($0) } + token(text).map { .token($0) }
            + token(text).map { .push(.answer($0)) }
            + transport(text).map { .keys(.unreachable($0)) }
            + ([.status(500), .notJSON, .noKeyList] + json(text).map { .badJSON($0) }).map { .keys(.unusable($0)) }
            + idToken(text).map { .idToken($0) } + [.expired(after: 600), .cancelled]
    }

    static func callbacks(_ text: ForeignText) -> [CallbackRejection] {
        [
            .notAnAddress, .tooLong, .badEncoding, .repeated(name: text), .stateMissing, .stateEmpty,
            .stateWrong(found: text), .issuerMissing, .issuerWrong(expected: LoginStory.issuer, found: text),
            .codeMissing, .codeEmpty, .codeAndError,
        ] + CallbackRejection.Part.allCases.map { .wrongRedirect(part: $0, expected: "this", found: text) }
    }

    static func pastes(_ text: ForeignText) -> [PasteReading.Kind] {
        [
            .empty, .callback("http://127.0.0.1/?code=x"), .authorizationAddress, .providerPage(host: text), .bareCode,
            .token, .html, .otherAddress(text), .notAnAddress, .tooLong,
        ]
    }

    static func userInfo(_ text: ForeignText) -> [UserInfoState] {
        let faults: [UserInfoFault] =
            [
                .unauthorized(nil), .unauthorized(text), .status(500), .notJSON, .signed,
                .subjectMissing(expected: "a1b2"), .subjectDiffers(expected: "a1b2\u{1b}[2J", found: text),
            ] + json(text).map { .badJSON($0) }
        return faults.map { .refused($0) } + transport(text).map { .failed($0) }
    }
}
