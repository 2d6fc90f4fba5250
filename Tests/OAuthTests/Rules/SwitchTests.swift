import OAuth
import Testing

/// Every switch of the rules, both ways.
@Suite struct SwitchTests {
    private static let issuer = "https://login.example.com"
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let redirect = RedirectURI.loopback(host: .v4, port: 8400)

    private static func rules(_ change: (inout ProviderRules) -> Void) -> ProviderRules {
        var rules = ProviderRules.standard
        change(&rules)
        return rules
    }

    private static func client(
        _ rules: ProviderRules, secret: Secret? = nil, scopes: [String] = ["openid"], _ parameters: [FormPair] = []
    ) throws -> ClientConfiguration {
        try ClientConfiguration(
            issuer: Issuer(issuer), clientID: "cli", clientSecret: secret, scopes: scopes, extraParameters: parameters,
            rules: rules)
    }

    // MARK: the authorization request

    private static func names(_ client: ClientConfiguration) throws -> Set<String> {
        let request = AuthorizationRequest(
            endpoint: try WebAddress(issuer + "/authorize"), client: client, redirect: redirect, state: Secret("s"),
            nonce: Secret("n"), challenge: "c")
        return Set(request.parameters.map(\.name))
    }

    @Test func stateIsSentUnlessTheProviderKnowsNone() throws {
        #expect(try Self.names(Self.client(.standard)).contains("state"))
        #expect(try !Self.names(Self.client(Self.rules { $0.request.usesState = false })).contains("state"))
    }

    @Test(arguments: [
        (Presence.required, ["openid"], true), (.required, [], true), (.optional, ["openid"], true),
        (.optional, [], false), (.absent, ["openid"], false), (.absent, [], false),
    ])
    func nonceIsSentAsTheRuleSays(presence: Presence, scopes: [String], isSent: Bool) throws {
        let client = try Self.client(Self.rules { $0.request.nonce = presence }, scopes: scopes)
        #expect(client.sendsNonce == isSent)
        #expect(try Self.names(client).contains("nonce") == isSent)
    }

    @Test(arguments: [
        (Presence.required, ["openid"], true), (.required, [], false), (.optional, [], true),
        (.optional, ["openid"], true), (.absent, [], true), (.absent, ["openid"], false),
    ])
    func scopesAreWantedOrRefused(presence: Presence, scopes: [String], isTaken: Bool) throws {
        let rules = Self.rules { $0.request.scope = presence }
        #expect(((try? Self.client(rules, scopes: scopes)) != nil) == isTaken)
        if presence == .absent { #expect(try !Self.names(Self.client(rules, scopes: [])).contains("scope")) }
    }

    @Test(arguments: [
        (ParameterRule("purpose_id", .required), [], false),
        (ParameterRule("purpose_id", .required), [FormPair("purpose_id", "demo")], true),
        (ParameterRule("prompt", .absent), [FormPair("prompt", "login")], false),
        (ParameterRule("prompt", .absent), [], true),
        (ParameterRule("hint", .optional, values: ["a", "b"]), [FormPair("hint", "c")], false),
        (ParameterRule("hint", .optional, values: ["a", "b"]), [FormPair("hint", "b")], true),
        (ParameterRule("hint", .optional, only: FormPair("who", "me")), [FormPair("hint", "b")], false),
        (
            ParameterRule("hint", .optional, only: FormPair("who", "me")),
            [FormPair("hint", "b"), FormPair("who", "me")], true
        ),
        (ParameterRule("query[", .absent), [FormPair("query[hd]", "b")], false),
        (ParameterRule("query[", .absent), [FormPair("query", "b")], true),
    ])
    func parametersFollowTheirRules(rule: ParameterRule, given: [FormPair], isTaken: Bool) {
        let rules = Self.rules { $0.request.parameters = [rule] }
        #expect(((try? Self.client(rules, given)) != nil) == isTaken, "\(rule) \(given)")
    }

    private static let selector = SelectorRule(
        ["provider", "connection_id", "organization_id"], beside: FormPair("provider", "authkit"), message: "Say where."
    )

    @Test(arguments: [
        ([], false), ([FormPair("provider", "authkit")], true), ([FormPair("provider", "GoogleOAuth")], true),
        ([FormPair("connection_id", "conn_1")], true), ([FormPair("provider", "")], false),
        ([FormPair("organization_id", "org_1"), FormPair("provider", "authkit")], true),
        ([FormPair("organization_id", "org_1"), FormPair("provider", "GoogleOAuth")], false),
        ([FormPair("organization_id", "org_1"), FormPair("connection_id", "conn_1")], false),
        (
            [FormPair("organization_id", "o"), FormPair("connection_id", "c"), FormPair("provider", "authkit")],
            false
        ),
    ])
    func oneSelectorIsWanted(given: [FormPair], isTaken: Bool) {
        let rules = Self.rules { $0.request.selector = Self.selector }
        #expect(((try? Self.client(rules, given)) != nil) == isTaken, "\(given)")
    }

    // MARK: the callback

    private static func verdict(_ query: String, state: Secret?, promised: Bool = false, iss: Presence = .optional)
        -> CallbackVerdict
    {
        CallbackJudge.judge(
            redirect.text + query,
            expecting: CallbackExpectation(
                redirect: redirect, state: state, issuer: issuer, issuerParameterPromised: promised,
                issuerParameter: iss))
    }

    private static func reason(_ verdict: CallbackVerdict) -> String {
        switch verdict {
        case .accepted: "accepted"
        case .refused: "refused"
        case .rejected(let rejection, _): rejection.reason
        }
    }

    @Test(arguments: [
        ("?code=c", "accepted"), ("?code=c&state=s", "state_unasked"), ("?code=c&state=", "state_unasked"),
        ("?error=access_denied", "refused"), ("?error=access_denied&state=x", "state_unasked"),
    ])
    func withoutStateNoneIsTheSameAsNone(query: String, reason: String) {
        let verdict = Self.verdict(query, state: nil)
        #expect(Self.reason(verdict) == reason)
        #expect(verdict.checks.count == 5)
    }

    @Test(arguments: [
        ("?code=c", "state_missing"), ("?code=c&state=s", "accepted"), ("?code=c&state=t", "state_mismatch"),
    ])
    func withStateItMustComeBack(query: String, reason: String) {
        #expect(Self.reason(Self.verdict(query, state: Secret("s"))) == reason)
    }

    @Test(arguments: [
        (Presence.required, "", false, "iss_missing"), (.required, issuer, false, "accepted"),
        (.required, "https://evil.example", false, "iss_mismatch"), (.optional, "", false, "accepted"),
        (.optional, "", true, "iss_missing"), (.optional, "https://evil.example", false, "iss_mismatch"),
        (.absent, "", false, "accepted"), (.absent, issuer, false, "iss_unasked"),
    ])
    func theIssuerOfTheAnswerFollowsTheRule(iss: Presence, sent: String, promised: Bool, reason: String) {
        let query = "?code=c&state=s" + (sent.isEmpty ? "" : "&" + FormEncoding.encode([FormPair("iss", sent)]))
        #expect(Self.reason(Self.verdict(query, state: Secret("s"), promised: promised, iss: iss)) == reason)
    }

    // MARK: the exchange

    private static func exchange(_ client: ClientConfiguration, _ authentication: ClientAuthentication = .none) throws
        -> HTTPCall
    {
        guard case .accepted(let callback) = verdict("?code=c&state=s", state: Secret("s")) else {
            throw CallbackRejection.codeMissing
        }
        return TokenRequest.exchange(
            callback, verifier: try CodeVerifier(verifier), redirect: redirect, client: client,
            endpoint: try Endpoint(issuer + "/token"), authentication: authentication)
    }

    @Test func theBodyIsAFormOrJSON() throws {
        let form = try Self.exchange(Self.client(.standard))
        #expect(form.contentType == "application/x-www-form-urlencoded")
        #expect(form.body.hasPrefix("grant_type=authorization_code&code=c&redirect_uri=http%3A%2F%2F127.0.0.1"))
        let json = try Self.exchange(Self.client(Self.rules { $0.token.body = .json }))
        #expect(json.contentType == "application/json")
        #expect(
            json.body == #"{"grant_type":"authorization_code","code":"c","#
                + #""redirect_uri":"http://127.0.0.1:8400/callback","code_verifier":"\#(Self.verifier)","#
                + #""client_id":"cli"}"#
        )
    }

    @Test func theRedirectURIIsRepeatedOrNot() throws {
        #expect(try Self.exchange(Self.client(.standard)).form.contains { $0.name == "redirect_uri" })
        let without = Self.rules { $0.token.sendsRedirectURI = false }
        #expect(try !Self.exchange(Self.client(without)).form.contains { $0.name == "redirect_uri" })
    }

    @Test func onlyParametersOfTheRuleAreRepeated() throws {
        let given = [FormPair("invitation_token", "i"), FormPair("prompt", "login")]
        #expect(try Self.exchange(Self.client(.standard, given)).form.count == 5)
        let rules = Self.rules { $0.token.repeats = ["invitation_token"] }
        #expect(try Self.exchange(Self.client(rules, given)).form.map(\.name).contains("invitation_token"))
        #expect(try !Self.exchange(Self.client(rules, given)).form.map(\.name).contains("prompt"))
        #expect(try Self.exchange(Self.client(rules)).form.count == 5)
    }

    @Test(
        arguments: [
            (nil, nil, "basic"), (nil, ["client_secret_post"], "post"),
            ([ClientRules.Method.none, .clientSecretPost], ["client_secret_basic"], "post"),
            ([.clientSecretPost, .clientSecretBasic], nil, "post"),
            ([.clientSecretBasic, .clientSecretPost], nil, "basic"),
        ] as [([ClientRules.Method]?, [String]?, String)])
    func theFirstMethodOfTheRulesIsUsed(methods: [ClientRules.Method]?, supported: [String]?, expected: String) {
        var rules = ClientRules()
        rules.methods = methods
        switch ClientAuthentication.choose(secret: Secret("p"), supported: supported, rules: rules) {
        case .none: #expect(expected == "none")
        case .basic: #expect(expected == "basic")
        case .post: #expect(expected == "post")
        case .privateKeyJWT: #expect(expected == "private_key_jwt")
        }
        #expect(ClientAuthentication.choose(secret: nil, supported: supported, rules: rules) == .none)
    }

    @Test(arguments: [
        ([ClientRules.Method.none], true, false), ([.none], false, true), ([.clientSecretPost], false, false),
        ([.clientSecretPost], true, true), ([.none, .clientSecretBasic], false, true),
        ([.none, .clientSecretBasic], true, true), ([.privateKeyJWT], true, false), ([.privateKeyJWT], false, true),
    ])
    func aSecretIsWantedOrRefused(methods: [ClientRules.Method], hasSecret: Bool, isTaken: Bool) {
        let rules = Self.rules { $0.client.methods = methods }
        let client = try? Self.client(rules, secret: hasSecret ? Secret("p") : nil)
        #expect((client != nil) == isTaken)
    }

    // MARK: the answer

    private static func tokens(_ body: String, _ rules: ProviderRules, wantsIDToken: Bool = false) -> Result<
        TokenSet, TokenFault
    > {
        do throws(TokenFault) {
            return .success(
                try TokenAnswer.judge(
                    HTTPReply(
                        status: 200, headers: [HTTPReply.Header("Content-Type", "application/json")],
                        body: Array(body.utf8)), requestedScopes: [], wantsIDToken: wantsIDToken, rules: rules))
        } catch {
            return .failure(error)
        }
    }

    private static func jwt(_ claims: String) -> String {
        [#"{"alg":"RS256"}"#, claims, "s"].map { Base64URL.encode(Array($0.utf8)) }.joined(separator: ".")
    }

    @Test func theTokenTypeMayBeMissingWhereTheRuleSaysSo() throws {
        let body = #"{"access_token":"a"}"#
        #expect(throws: TokenFault.missing("token_type")) { try Self.tokens(body, .standard).get() }
        let lenient = Self.rules { $0.token.tokenType = .optional }
        #expect(try Self.tokens(body, lenient).get().tokenType == "Bearer")
        // One that is there counts.
        #expect(throws: TokenFault.unknownTokenType(ForeignText("mac"))) {
            try Self.tokens(#"{"access_token":"a","token_type":"mac"}"#, lenient).get()
        }
    }

    @Test func theEndComesFromTheTokenWhereTheRuleSaysSo() throws {
        let body = #"{"access_token":"\#(Self.jwt(#"{"exp":1790000300}"#))","token_type":"Bearer"}"#
        #expect(try Self.tokens(body, .standard).get().expiresAt == nil)
        let rules = Self.rules { $0.token.expiry = .token }
        #expect(try Self.tokens(body, rules).get().expiresAt == Timestamp(seconds: 1_790_000_300))
        // What the answer says comes first.
        let both = body.dropLast() + #","expires_in":60}"#
        let tokens = try Self.tokens(String(both), rules).get()
        #expect(tokens.expiresIn == 60 && tokens.expiresAt == nil)
    }

    @Test(arguments: [#"{"exp":"soon"}"#, #"{"exp":-1}"#, #"{"exp":1e300}"#, "{}", "[]", "no JSON"])
    func aTokenWithoutAnEndEndsNobodyKnowsWhen(claims: String) throws {
        let body = #"{"access_token":"\#(Self.jwt(claims))","token_type":"Bearer"}"#
        #expect(try Self.tokens(body, Self.rules { $0.token.expiry = .token }).get().expiresAt == nil)
    }

    @Test func theAnswerTellsOfThePersonWhereTheRuleSaysSo() throws {
        let body = #"{"access_token":"a","token_type":"Bearer","user":{"id":"u"},"organization_id":null,"other":1}"#
        #expect(try Self.tokens(body, .standard).get().user == nil)
        let rules = Self.rules { $0.user = .tokenAnswer(members: ["user", "organization_id"]) }
        #expect(try Self.tokens(body, rules).get().user?.members.map(\.name) == ["user"])
    }

    @Test(arguments: [
        (IDTokenUse.byScope, ["openid"], true, true), (.byScope, [], false, false), (.required, [], true, true),
        (.optional, [], true, false), (.absent, ["openid"], false, false),
    ])
    func anIDTokenIsUsedOrDemanded(use: IDTokenUse, scopes: [String], wants: Bool, demands: Bool) throws {
        let client = try Self.client(Self.rules { $0.idToken = use }, scopes: scopes)
        #expect(client.wantsIDToken == wants)
        #expect(client.demandsIDToken == demands)
    }

    @Test func anIDTokenOfAProviderThatIssuesNoneIsNotUsed() throws {
        let body = #"{"access_token":"a","token_type":"Bearer","id_token":"i"}"#
        #expect(try Self.tokens(body, .standard).get().idToken != nil)
        #expect(try Self.tokens(body, Self.rules { $0.idToken = .absent }).get().idToken == nil)
    }

    // MARK: the provider

    private static func metadata(methods: [String]?, push: Bool) throws -> ProviderMetadata {
        ProviderMetadata(
            issuer: try Issuer(issuer), authorizationEndpoint: try WebAddress(issuer + "/a"),
            tokenEndpoint: try Endpoint(issuer + "/t"),
            pushedAuthorizationRequestEndpoint: push ? try Endpoint(issuer + "/p") : nil,
            codeChallengeMethods: methods)
    }

    @Test func metadataMustListS256WhereTheRuleSaysSo() throws {
        #expect(throws: Never.self) { try Self.metadata(methods: nil, push: false).judge(by: .standard) }
        let strict = Self.rules { $0.challengeMethods = .required }
        #expect(throws: DiscoveryFault.self) { try Self.metadata(methods: nil, push: false).judge(by: strict) }
        #expect(throws: Never.self) { try Self.metadata(methods: ["S256"], push: false).judge(by: strict) }
    }

    @Test func metadataMustOfferPushingWhereTheRuleSaysSo() throws {
        let strict = Self.rules { $0.pushing = .always }
        #expect(throws: DiscoveryFault.self) { try Self.metadata(methods: nil, push: false).judge(by: strict) }
        #expect(throws: Never.self) { try Self.metadata(methods: nil, push: true).judge(by: strict) }
        #expect(throws: Never.self) { try Self.metadata(methods: nil, push: false).judge(by: .standard) }
    }

    @Test(arguments: [
        (ScopeForm.spaces, "repo gist", ["repo", "gist"]), (.spaces, "repo,gist", ["repo,gist"]),
        (.commas, "repo,gist", ["repo", "gist"]), (.commas, "repo gist", ["repo", "gist"]), (.commas, "", []),
    ])
    func scopesStandBetweenWhatTheRuleSays(form: ScopeForm, text: String, scopes: [String]) throws {
        let body = #"{"access_token":"a","token_type":"bearer","scope":"\#(text)"}"#
        let tokens = try TokenAnswer.judge(
            HTTPReply(status: 200, body: Array(body.utf8)), requestedScopes: ["repo", "gist"], wantsIDToken: false,
            rules: Self.rules { $0.token.scope = form })
        #expect(tokens.scope?.map { $0.safe() } == scopes)
    }
}
