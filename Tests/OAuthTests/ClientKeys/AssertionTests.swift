import Testing

@testable import OAuth

/// Client assertions (RFC 7523 section 3), read back and verified as a server would.
@Suite struct AssertionTests {
    static let now = Timestamp(seconds: 1_795_270_323.7)
    static let token = "https://provider.example/t/token"

    private func signer(
        _ file: String, rules: AssertionRules = AssertionRules(), advertised: [String]? = nil, keyID: String? = nil
    ) throws -> AssertionSigner {
        AssertionSigner(
            key: try KeyFile.read(try KeyFileTests.file(file)).signingKey(keyID), clientID: "pixie-cli",
            issuer: "https://provider.example/t", tokenEndpoint: try Endpoint(Self.token), advertised: advertised,
            rules: rules)
    }

    private func read(_ text: Secret, _ signer: AssertionSigner) throws -> JWT {
        let jwt = try JWT.decode(text)
        let outcome = SignatureCheck.verify(
            jwt, with: JWKSet(keys: [signer.key.publicKey]), allowed: [signer.algorithm])
        #expect(outcome == .valid(signer.key.publicKey, signer.algorithm))
        return jwt
    }

    @Test(
        arguments: [
            ("p256-sec1", nil, "ES256"), ("p384-pkcs8", nil, "ES384"), ("ed25519-pkcs8", nil, "EdDSA"),
            ("rsa-pkcs1", nil, "RS256"), ("rsa-pkcs1", ["RS256"], "RS256"), ("rsa-pkcs1", ["RS256", "PS256"], "PS256"),
            // A list that has nothing for the key: the server decides.
            ("rsa-pkcs1", ["ES256"], "RS256"), ("p256-sec1", ["PS256"], "ES256"),
        ] as [(String, [String]?, String)])
    func signsWithTheAlgorithmOfTheKey(file: String, advertised: [String]?, name: String) throws {
        let signer = try signer(file, advertised: advertised)
        let text = signer.assertion(
            for: try Endpoint(Self.token), identifier: "j", thumbprint: nil, at: Self.now)
        #expect(try read(text, signer).algorithm == name)
    }

    @Test func namesClientAudienceTimesAndKey() throws {
        let signer = try signer("p256-sec1", keyID: "k-1")
        let jwt = try read(
            signer.assertion(for: try Endpoint(Self.token), identifier: "once", thumbprint: "t", at: Self.now), signer)
        #expect(JSONValue.object(jwt.header).text == #"{"alg":"ES256","typ":"JWT","kid":"k-1"}"#)
        #expect(
            JSONValue.object(jwt.claims).text == """
                {"iss":"pixie-cli","sub":"pixie-cli","aud":"https://provider.example/t","jti":"once",\
                "iat":1795270323,"exp":1795270383}
                """)
    }

    @Test func followsTheRulesOfTheProvider() throws {
        var rules = AssertionRules()
        let push = try Endpoint("https://provider.example/t/par")
        for (audience, expected) in [
            (AssertionRules.Audience.issuer, "https://provider.example/t"), (.tokenEndpoint, Self.token),
            (.endpoint, push.text),
        ] {
            rules.audience = audience
            let signer = try signer("p256-sec1", rules: rules)
            let jwt = try read(
                signer.assertion(for: push, identifier: "j", thumbprint: "t", at: Self.now), signer)
            #expect(jwt.claims["aud"]?.string == expected)
            #expect(jwt.claims["cnf"] == nil)
        }
        rules.lifetime = 9000
        rules.confirmsDPoPKey = true
        let signer = try signer("p256-sec1", rules: rules)
        let jwt = try read(signer.assertion(for: push, identifier: "j", thumbprint: "thumb", at: Self.now), signer)
        #expect(jwt.claims["exp"]?.double == 1_795_270_623, "never longer than five minutes")
        #expect(jwt.claims["cnf"]?.object?["jkt"]?.string == "thumb")
    }

    @Test func goesIntoEachRequestThatAuthenticates() throws {
        let signer = try signer("p256-sec1")
        let authentication = ClientAuthentication.privateKeyJWT(signer)
        let endpoint = try Endpoint(Self.token)
        var entropy = Entropy((0..<96).map { UInt8($0) })
        let prover = Prover(entropy: &entropy, bindsTokens: false)
        let now = Moment(wall: Self.now, uptime: 5)
        let base = RefreshRequest.call(
            Secret("rt"), clientID: "pixie-cli", endpoint: endpoint, authentication: authentication)
        func members(_ call: HTTPCall) -> [String: String] {
            Dictionary(uniqueKeysWithValues: call.form.map { ($0.name, $0.value.reveal()) })
        }
        let first = members(base.proved(by: prover, at: now, number: 1))
        #expect(first["client_id"] == "pixie-cli")
        #expect(first["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        #expect(first["client_secret"] == nil)
        let one = try read(Secret(try #require(first["client_assertion"])), signer)
        let second = members(base.proved(by: prover, at: now, number: 2))
        let other = try read(Secret(try #require(second["client_assertion"])), signer)
        #expect(one.claims["jti"] != other.claims["jti"], "each assertion is good for one request")
        #expect(base.proved(by: prover, at: now, number: 1).headers.allSatisfy { $0.name != "DPoP" })
    }
}
