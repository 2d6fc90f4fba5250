import OAuth
import Testing

/// The shapes of the exchange at WorkOS, and the sentences of its SDK.
@Suite struct ExchangeTableTests {
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

    private static var rules: ProviderRules {
        var rules = ProviderRules()
        rules.request.scope = .absent
        rules.token.body = .json
        rules.token.sendsRedirectURI = false
        rules.token.repeats = ["invitation_token"]
        rules.token.refreshParameters = ["organization_id"]
        rules.client.methods = [.none, .clientSecretPost]
        rules.idToken = .absent
        return rules
    }

    private static func exchange(secret: Secret? = nil, _ parameters: [FormPair] = []) throws -> HTTPCall {
        let client = try ClientConfiguration(
            issuer: Issuer("https://api.workos.com"), clientID: "client_123", clientSecret: secret, scopes: [],
            extraParameters: parameters, rules: rules)
        let redirect = RedirectURI.loopback(host: .v4, port: 8400)
        let verdict = CallbackJudge.judge(
            redirect.text + "?code=c0de&state=s",
            expecting: CallbackExpectation(
                redirect: redirect, state: Secret("s"), issuer: "https://api.workos.com",
                issuerParameterPromised: false))
        guard case .accepted(let callback) = verdict else { throw CallbackRejection.codeMissing }
        return TokenRequest.exchange(
            callback, verifier: try CodeVerifier(verifier), redirect: redirect, client: client,
            endpoint: try Endpoint("https://api.workos.com/user_management/authenticate"),
            authentication: ClientAuthentication.choose(secret: secret, supported: nil, rules: rules.client))
    }

    private static func members(_ call: HTTPCall) throws -> [String: String] {
        let object = try JSONReader.readObject(Array(call.body.utf8))
        return Dictionary(object.members.map { ($0.name, $0.value.string ?? "") }, uniquingKeysWith: { one, _ in one })
    }

    @Test func aPublicBodyHasExactlyFourMembersAndNoSecret() throws {
        let call = try Self.exchange()
        #expect(
            try Self.members(call) == [
                "grant_type": "authorization_code", "client_id": "client_123", "code": "c0de",
                "code_verifier": Self.verifier,
            ])
        #expect(!call.headers.contains { $0.name == "Authorization" })
        #expect(call.contentType == "application/json")
    }

    @Test func aConfidentialBodyHasSecretAndVerifier() throws {
        let call = try Self.exchange(secret: Secret("sk_test"))
        let members = try Self.members(call)
        #expect(members.count == 5 && members["client_secret"] == "sk_test")
        #expect(members["code_verifier"] == Self.verifier)
        #expect(!call.headers.contains { $0.name == "Authorization" })
    }

    @Test func anInvitationIsRepeatedAndNothingElse() throws {
        let given = [FormPair("invitation_token", "inv"), FormPair("login_hint", "a@b.example")]
        #expect(
            try Self.members(Self.exchange(given)).keys.sorted() == [
                "client_id", "code", "code_verifier", "grant_type", "invitation_token",
            ])
    }

    @Test(
        arguments: [
            ("client_1", verifier, nil, ExchangeMode.verifier), ("client_1", nil, "sk", .secret),
            ("client_1", verifier, "sk", .both),
        ] as [(String, String?, String?, ExchangeMode)])
    func theModeIsFoundOut(id: String, verifier: String?, secret: String?, mode: ExchangeMode) throws {
        #expect(try ExchangeMode(clientID: id, verifier: verifier, secret: secret.map { Secret($0) }) == mode)
    }

    @Test(
        arguments: [
            ("client_1", "", nil, ExchangeFault.emptyVerifier), ("client_1", "   ", "sk", .emptyVerifier),
            ("client_1", nil, nil, .noCredentials), ("client_1", nil, "", .noCredentials),
            ("", verifier, nil, .noClientID),
            (" ", verifier, "sk", .noClientID),
        ] as [(String, String?, String?, ExchangeFault)])
    func whatIsMissingIsSaidAsTheSDKSaysIt(id: String, verifier: String?, secret: String?, fault: ExchangeFault) {
        #expect(throws: fault) { try ExchangeMode(clientID: id, verifier: verifier, secret: secret.map { Secret($0) }) }
    }

    @Test func theSentencesAreThoseOfTheSDK() {
        #expect(
            ExchangeFault.emptyVerifier.message
                == "codeVerifier cannot be an empty string. Generate a valid PKCE pair using workos.pkce.generate().")
        #expect(
            ExchangeFault.noCredentials.message
                == "authenticateWithCode requires either a codeVerifier (for public clients) or an API key configured "
                + "on the WorkOS instance (for confidential clients).")
        #expect(
            ExchangeFault.noClientID.message
                == "clientId is required. Provide it in method options or when initializing WorkOS.")
    }

    @Test func aRefreshIsJSONWithoutASecretAndWithTheOrganization() throws {
        let call = RefreshRequest.call(
            Secret("rt"), clientID: "client_123", parameters: [FormPair("organization_id", "org_1")],
            endpoint: try Endpoint("https://api.workos.com/user_management/authenticate"), authentication: .none,
            rules: Self.rules.token)
        #expect(
            try Self.members(call) == [
                "grant_type": "refresh_token", "client_id": "client_123", "refresh_token": "rt",
                "organization_id": "org_1",
            ])
    }

    // MARK: three shapes of errors, told apart by their keys

    private static func refusal(_ body: String, _ status: Int, _ headers: [HTTPReply.Header] = []) -> TokenFault? {
        let reply = HTTPReply(
            status: status, headers: [HTTPReply.Header("Content-Type", "application/json")] + headers,
            body: Array(body.utf8))
        do throws(TokenFault) {
            _ = try TokenAnswer.judge(reply, requestedScopes: [], wantsIDToken: false, rules: rules)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        (
            #"{"error":"invalid_grant","error_description":"The code 'X' has expired or is invalid."}"#, 400,
            "invalid_grant", "The code 'X' has expired or is invalid."
        ),
        (#"{"code":"mfa_challenge","message":"A second factor."}"#, 403, "step_left", "A second factor."),
        (#"{"message":"Could not authorize the request."}"#, 401, "token_refused", "Could not authorize the request."),
        (
            #"{"error":"sso_required","error_description":"Use SSO.","connection_ids":["conn_1"]}"#, 400, "step_left",
            "Use SSO."
        ),
        (#"{"code":"x_new","message":"Later."}"#, 422, "token_refused", "Later."),
        (#"{"error":"invalid_grant"}"#, 422, "invalid_grant", ""),
        (#"{"code":"pkce_not_supported","message":"No."}"#, 400, "pkce_refused", "No."),
        (#"{"error":"code_challenge_not_found"}"#, 400, "pkce_refused", ""),
    ])
    func theKeysDecideNotTheStatus(body: String, status: Int, reason: String, words: String) throws {
        guard case .oauth(let error)? = Self.refusal(body, status) else {
            Issue.record("not a refusal: \(body)")
            return
        }
        #expect(error.reason == reason)
        #expect(error.text?.safe(limit: 100) ?? "" == words)
    }

    @Test(arguments: [
        "email_verification_required", "mfa_enrollment", "mfa_challenge", "organization_selection_required",
        "sso_required", "organization_authentication_methods_required", "passkey_progressive_enrollment",
        "radar_challenge", "radar_sign_up_challenge", "radar_sms_sign_in_challenge", "application_consent_required",
    ])
    func eachStepThatIsLeftIsKnown(code: String) {
        guard case .oauth(let error)? = Self.refusal(#"{"code":"\#(code)","message":"m"}"#, 403) else {
            Issue.record("not a refusal: \(code)")
            return
        }
        #expect(error.kind == .stepLeft)
        #expect(error.message.contains("Start again"))
    }

    @Test func theTimeToWaitAndTheNumberOfTheRequestAreKept() {
        let waits = Self.refusal(#"{"message":"Slow."}"#, 429, [HTTPReply.Header("Retry-After", "17")])
        #expect(waits == .status(429, retryAfter: 17))
        let headers = [HTTPReply.Header("X-Request-ID", "req_1")]
        guard case .oauth(let error)? = Self.refusal(#"{"message":"Could not authorize."}"#, 401, headers) else {
            Issue.record("not a refusal")
            return
        }
        #expect(error.requestID?.safe(limit: 20) == "req_1")
        #expect(error.message.contains("Request req_1"))
    }

    // MARK: the answer

    @Test func theAnswerNeedsOnlyUserAndTokens() throws {
        let claims = Base64URL.encode(Array(#"{"sub":"user_1","sid":"session_1","exp":1790000300}"#.utf8))
        let body =
            #"{"user":{"object":"user","id":"user_1","email":"a@b.example"},"organization_id":"org_1","#
            + #""access_token":"e30.\#(claims).c2ln","refresh_token":"rt","authentication_method":"SSO","#
            + #""impersonator":{"email":"admin@b.example","reason":"help"}}"#
        var rules = Self.rules
        rules.token.tokenType = .optional
        rules.token.expiry = .token
        rules.user = .tokenAnswer(members: ["user", "organization_id", "authentication_method", "impersonator"])
        let tokens = try TokenAnswer.judge(
            HTTPReply(status: 200, body: Array(body.utf8)), requestedScopes: [], wantsIDToken: false, rules: rules)
        #expect(tokens.refreshToken == Secret("rt"))
        #expect(
            tokens.user?.members.map(\.name) == ["user", "organization_id", "authentication_method", "impersonator"])
    }
}
