import Assets
import OAuth
import Presets
import Testing

/// What the presets of the everyday providers say, a row for each fact that changes a request or a check. The sources
/// are in the article on everyday providers.
@Suite struct PresetFactsTests {
    private static let book = PresetBook(ProviderText.all.map { PresetFile(name: $0.name, bytes: $0.bytes) })

    private static func choice(_ id: String) throws -> PresetChoice { try #require(book.preset(id)?.sample) }

    struct Fact: CustomTestStringConvertible, Sendable {
        let preset: String
        let says: String
        let holds: @Sendable (PresetChoice) -> Bool

        var testDescription: String { "\(preset): \(says)" }

        init(_ preset: String, _ says: String, _ holds: @escaping @Sendable (PresetChoice) -> Bool) {
            self.preset = preset
            self.says = says
            self.holds = holds
        }
    }

    private static func fixed(_ choice: PresetChoice) -> FixedEndpoints? {
        if case .fixed(let endpoints) = choice.rules.endpoints { endpoints } else { nil }
    }

    static let facts: [Fact] = [
        Fact("google", "one issuer") { $0.issuer.text == "https://accounts.google.com" },
        Fact("google", "127.0.0.1, any port") {
            $0.rules.redirect.loopback == .address && $0.rules.redirect.port == .any
        },
        Fact("google", "a secret goes into the form") { $0.rules.client.methods?.first == .clientSecretPost },
        Fact("google", "no address to sign out") { $0.rules.logout == .none },
        Fact("google", "no parameter for a refresh token") { $0.parameters.isEmpty },
        Fact("google", "iss as the metadata say") { $0.rules.iss == .optional },
        Fact("microsoft", "the issuer names the directory") {
            $0.issuer.text == "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"
        },
        Fact("microsoft", "localhost, any port") {
            $0.rules.redirect.loopback == .name && $0.rules.redirect.port == .any
        },
        Fact("microsoft", "the path is told, which is compared") {
            $0.rules.redirect.help?.contains("http://localhost/callback") == true
        },
        Fact("microsoft", "public clients are meant") { $0.rules.client.methods?.first == ClientRules.Method.none },
        Fact("microsoft", "a refresh token is asked for") { $0.scopes.contains("offline_access") },
        Fact("github", "no discovery") {
            fixed($0)?.authorization.text == "https://github.com/login/oauth/authorize"
                && fixed($0)?.token.text == "https://github.com/login/oauth/access_token"
                && fixed($0)?.deviceAuthorization?.text == "https://github.com/login/device/code"
        },
        Fact("github", "no ID token, no nonce") { $0.rules.idToken == .absent && $0.rules.request.nonce == .absent },
        Fact("github", "commas in the answer") { $0.rules.token.scope == .commas },
        Fact("github", "a secret beside PKCE, in the form") { $0.rules.client.methods?.first == .clientSecretPost },
        Fact("github", "no secret for a device code") { !$0.rules.client.provesItselfForDevices },
        Fact("github", "127.0.0.1, any port") {
            $0.rules.redirect.loopback == .address && $0.rules.redirect.port == .any
        },
        Fact("gitlab", "the server is the issuer") { $0.issuer.text == "https://gitlab.com" },
        Fact("gitlab", "127.0.0.1, any port") {
            $0.rules.redirect.loopback == .address && $0.rules.redirect.port == .any
        },
        Fact("gitlab", "methods as the metadata say") { $0.rules.client.methods == nil },
        Fact("auth0", "a slash at the end") { $0.issuer.text == "https://example.eu.auth0.com/" },
        Fact("auth0", "the registered port") { $0.rules.redirect.port == .exact },
        Fact("auth0", "the address to sign out as the metadata say") { $0.rules.logout == .endSession },
        Fact("okta", "the organization is the usual issuer") { $0.issuer.text == "https://example.okta.com" },
        Fact("okta", "the registered port") { $0.rules.redirect.port == .exact },
        Fact("keycloak", "the realm is in the path") { $0.issuer.text == "https://sso.example.com/realms/acme" },
        Fact("keycloak", "iss and pushing as the metadata say") {
            $0.rules.iss == .optional && $0.rules.pushing == .whenOffered
        },
    ]

    @Test(arguments: facts)
    func theFactHolds(fact: Fact) throws {
        #expect(fact.holds(try Self.choice(fact.preset)))
    }

    @Test(arguments: ["google", "microsoft", "github", "gitlab", "auth0", "okta", "keycloak", "oidc"])
    func tokensAreBoundToAKeyOnDemandOnly(id: String) throws {
        #expect(try Self.choice(id).rules.dpop.use == .never)
    }

    @Test(arguments: [
        ("common", "no directory"), ("organizations", "no directory"),
        ("consumers", "9188040d-6c67-4c5b-b112-36a304b66dad"),
    ])
    func aPlaceholderIsNoDirectory(tenant: String, words: String) throws {
        let preset = try #require(Self.book.preset("microsoft"))
        do throws(PresetFault) {
            _ = try preset.choice([FormPair("tenant", tenant)])
            Issue.record("\(tenant) is taken")
        } catch {
            #expect(error.message.contains(words))
        }
    }

    @Test func bothServersOfOktaCanBeNamed() throws {
        let preset = try #require(Self.book.preset("okta"))
        let custom = try preset.choice([FormPair("base", "https://example.okta.com/oauth2/default")])
        #expect(custom.issuer.text == "https://example.okta.com/oauth2/default")
    }

    // MARK: WorkOS, as its own tests have it

    private static func address(_ given: [FormPair], base: String? = nil) throws -> WebAddress {
        let preset = try #require(book.preset("workos"))
        let choice = try preset.choice(base.map { [FormPair("base", $0)] } ?? [])
        let client = try ClientConfiguration(
            issuer: choice.issuer, clientID: "client_123", scopes: [],
            extraParameters: choice.parameters(with: given), rules: choice.rules)
        let endpoint = try #require(fixed(choice)).authorization
        return AuthorizationRequest(
            endpoint: endpoint, client: client, redirect: .loopback(host: .v4, port: 8400),
            state: Secret("custom state"),
            nonce: Secret("n"), challenge: "c"
        ).address
    }

    /// The names and values of the request, with spaces as they are.
    private static func query(_ given: [FormPair]) throws -> [String: String] {
        let pairs = try FormEncoding.decode(try #require(try address(given).query))
        return Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { _, _ in "twice" })
    }

    private static let always = [
        "client_id", "code_challenge", "code_challenge_method", "redirect_uri", "response_type", "state",
    ]

    @Test(
        arguments: [
            ([], ["provider": "authkit"]),
            ([FormPair("provider", "GoogleOAuth")], ["provider": "GoogleOAuth"]),
            ([FormPair("connection_id", "conn_1")], ["connection_id": "conn_1"]),
            ([FormPair("organization_id", "org_1")], ["organization_id": "org_1"]),
            (
                [FormPair("organization_id", "org_1"), FormPair("provider", "authkit")],
                ["organization_id": "org_1", "provider": "authkit"]
            ),
            ([FormPair("screen_hint", "sign-up")], ["provider": "authkit", "screen_hint": "sign-up"]),
            ([FormPair("invitation_token", "inv")], ["provider": "authkit", "invitation_token": "inv"]),
            ([FormPair("claim_nonce", "cn")], ["provider": "authkit", "claim_nonce": "cn"]),
            ([FormPair("domain_hint", "foo.example")], ["provider": "authkit", "domain_hint": "foo.example"]),
            ([FormPair("login_hint", "foo@workos.com")], ["provider": "authkit", "login_hint": "foo@workos.com"]),
            ([FormPair("max_age", "0")], ["provider": "authkit", "max_age": "0"]),
            ([FormPair("prompt", "consent")], ["provider": "authkit", "prompt": "consent"]),
            (
                [FormPair("provider", "GoogleOAuth"), FormPair("provider_scopes", "a,b")],
                ["provider": "GoogleOAuth", "provider_scopes": "a,b"]
            ),
            (
                [FormPair("provider", "GoogleOAuth"), FormPair("provider_query_params[hd]", "x")],
                ["provider": "GoogleOAuth", "provider_query_params[hd]": "x"]
            ),
        ] as [([FormPair], [String: String])])
    func aHintIsSentAndNothingIsLost(given: [FormPair], expected: [String: String]) throws {
        let found = try Self.query(given)
        #expect(found.filter { !Self.always.contains($0.key) } == expected)
        #expect(Set(Self.always).isSubset(of: found.keys))
        #expect(found["code_challenge_method"] == "S256" && found["state"] == "custom state")
    }

    @Test(arguments: [
        (
            [FormPair("provider", "")],
            "Incomplete arguments. Need to specify either a 'connectionId', 'organizationId', or 'provider'."
        ),
        (
            [FormPair("provider", "GoogleOAuth"), FormPair("screen_hint", "sign-up")],
            "'screenHint' is only supported for 'authkit' provider"
        ),
    ])
    func theSentencesAreThoseOfTheSDK(given: [FormPair], sentence: String) throws {
        let choice = try Self.choice("workos")
        let issuer = choice.issuer
        do throws(ClientFault) {
            _ = try ClientConfiguration(
                issuer: issuer, clientID: "client_123", scopes: [],
                extraParameters: choice.parameters(with: given), rules: choice.rules)
            Issue.record("taken")
        } catch {
            #expect(error.message.contains(sentence), "\(error.message)")
        }
    }

    @Test func theHostIsTheUsualOneOrTheGivenOne() throws {
        #expect(try Self.address([]).text.hasPrefix("https://api.workos.com/user_management/authorize?"))
        #expect(
            try Self.address([], base: "https://api.workos-test.com").text
                .hasPrefix("https://api.workos-test.com/user_management/authorize?"))
        #expect(
            try Self.address([FormPair("login_hint", "foo@workos.com")]).text.contains("login_hint=foo%40workos.com"))
    }
}
