import Crypto
import Glibc
import HTTPTypes
import Testing

@testable import DemoProvider

/// What the provider demands besides PKCE when it is told to: each demand met, and each way to miss it.
@Suite struct DemandTests {
    private func desk(_ demands: Set<DemoDemand>) async throws -> Desk {
        try await Desk { options in
            options.demands = demands
            options.meetDemands()
        }
    }

    private func keys(_ desk: Desk) throws -> ClientKeyPairs { try #require(desk.provider.options.clientKeys) }

    // MARK: a key of the client

    private func assertion(
        _ desk: Desk, claims: [String: JSON?] = [:], header: [String: JSON?] = [:],
        signer: P256.Signing.PrivateKey? = nil
    ) throws -> String {
        let holder = Holder()
        let head = holder.object(["alg": "ES256", "typ": "JWT", "kid": .string(ClientKeyPairs.signingID)], header)
        let body = holder.object(
            [
                "iss": "pixie-demo", "sub": "pixie-demo", "aud": "http://127.0.0.1:4000",
                "jti": .string(RandomText.token()), "iat": .integer(desk.now), "exp": .integer(desk.now + 60),
            ], claims)
        let input = Base64URL.encode(head.text.utf8) + "." + Base64URL.encode(body.text.utf8)
        let mark = try (signer ?? keys(desk).signing).signature(for: Array(input.utf8)).rawRepresentation
        return input + "." + Base64URL.encode(mark)
    }

    /// Without the one about the verifier: each exchange here has the same.
    private func violations(_ desk: Desk) -> [String] {
        desk.oracle.violations.filter { !$0.contains("verifier 1") }
    }

    private static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    private func exchange(_ desk: Desk, _ assertion: String?, _ more: [String: String?] = [:]) throws -> Answer {
        let changes: [String: String?] = ["client_assertion": assertion, "client_assertion_type": Self.type]
        return desk.exchange(try desk.code(), changes.merging(more) { $1 })
    }

    @Test func aClientProvesItselfWithItsKey() async throws {
        let desk = try await desk([.clientKey])
        #expect(try exchange(desk, assertion(desk)).status == .ok)
        // Without client_id the assertion says who it is (RFC 7521 section 4.2).
        #expect(try exchange(desk, assertion(desk), ["client_id": nil]).status == .ok)
        #expect(violations(desk) == [])
        for address in ["http://127.0.0.1:4000", "http://127.0.0.1:4000/token"] {
            #expect(try exchange(desk, assertion(desk, claims: ["aud": .string(address)])).status == .ok)
            #expect(try exchange(desk, assertion(desk, claims: ["aud": [.string(address)]])).status == .ok)
        }
        #expect(violations(desk) == [])
    }

    @Test(
        arguments: [
            (["iss": "other"], "iss"), (["sub": nil], "iss"), (["aud": "http://127.0.0.1:4000/other"], "aud"),
            (["aud": nil], "aud"), (["aud": ["http://127.0.0.1:4000", "https://other.example"]], "aud"),
            (["exp": nil], "is over"), (["exp": 1_789_999_900], "is over"), (["exp": 1_790_000_601], "ten minutes"),
            (["iat": 1_790_000_090], "future"), (["jti": nil], "jti"), (["jti": ""], "jti"),
        ] as [([String: JSON?], String)])
    func anAssertionThatSaysSomethingElseIsRefused(claims: [String: JSON?], words: String) async throws {
        let desk = try await desk([.clientKey])
        let answer = try exchange(desk, assertion(desk, claims: claims))
        #expect(answer.status == .badRequest)
        let parsed = try Parsed(answer)
        #expect(parsed.error == "invalid_client")
        #expect(answer.text.contains(words))
    }

    @Test func anAssertionCountsOnceAndOnlyByItsKey() async throws {
        let desk = try await desk([.clientKey])
        let one = try assertion(desk)
        #expect(try exchange(desk, one).status == .ok)
        #expect(try exchange(desk, one).status == .badRequest)
        #expect(violations(desk) == ["A client assertion was sent twice."])
        let stranger = P256.Signing.PrivateKey()
        for wrong in [
            try assertion(desk, signer: stranger), try assertion(desk, header: ["alg": "none"]),
            try assertion(desk, header: ["kid": "other"]), "a.b.c", "",
        ] {
            #expect(try exchange(desk, wrong).status == .badRequest)
        }
        #expect(try exchange(desk, nil).status == .badRequest)
        #expect(try exchange(desk, assertion(desk), ["client_secret": "s"]).status == .badRequest)
        #expect(try exchange(desk, assertion(desk), ["client_assertion_type": "other"]).status == .badRequest)
    }

    // MARK: nonces

    @Test func eachEndpointDemandsItsNonce() async throws {
        let desk = try await desk([.dpopNonce])
        let holder = Holder()
        let code = try desk.code()
        let demand = desk.exchange(code, fields: [.dpop: try holder.proof(desk)])
        #expect(try Parsed(demand).error == "use_dpop_nonce")
        let nonce = try #require(demand.fields[.dpopNonce])
        // The demand did not spend the code.
        let answer = desk.exchange(code, fields: [.dpop: try holder.proof(desk, claims: ["nonce": .string(nonce)])])
        let tokens = try Parsed(answer)
        let access = try #require(tokens.access_token)

        func ask(_ nonce: String) throws -> Answer {
            let proof = try holder.proof(
                desk, "/userinfo", method: "GET", token: access, claims: ["nonce": .string(nonce)])
            return desk.ask(.get, "/userinfo", fields: [.authorization: "DPoP \(access)", .dpop: proof])
        }
        let refusal = try ask(nonce)
        #expect(refusal.status == .unauthorized)
        #expect(refusal.fields[.wwwAuthenticate]?.contains("error=\"use_dpop_nonce\"") == true)
        let other = try #require(refusal.fields[.dpopNonce])
        #expect(other != nonce)
        #expect(try ask(other).status == .ok)

        // A refresh that is put off is no second one, and none too many.
        let token = try #require(tokens.refresh_token)
        let form = [
            FormPair("grant_type", "refresh_token"), FormPair("refresh_token", token),
            FormPair("client_id", "pixie-demo"),
        ]
        #expect(
            try Parsed(desk.post("/token", form, fields: [.dpop: try holder.proof(desk)])).error == "use_dpop_nonce")
        let proof = try holder.proof(desk, claims: ["nonce": .string(nonce)])
        #expect(desk.post("/token", form, fields: [.dpop: proof]).status == .ok)
        #expect(desk.oracle.violations == [])
    }

    @Test func aNonceLastsTwoMinutesAtMost() async throws {
        let desk = try await desk([.dpopNonce])
        let holder = Holder()
        let nonce = try #require(desk.exchange("x", fields: [.dpop: try holder.proof(desk)]).fields[.dpopNonce])
        func error() throws -> String? {
            let proof = try holder.proof(desk, claims: ["nonce": .string(nonce)])
            return try Parsed(desk.exchange("x", fields: [.dpop: proof])).error
        }
        #expect(try error() == "invalid_grant")
        desk.pass(seconds: 60)
        #expect(try error() == "invalid_grant")
        desk.pass(seconds: 60)
        #expect(try error() == "use_dpop_nonce")
    }

    // MARK: codes that are bound to a key

    @Test func aCodeIsForTheKeyThatTheRequestNames() async throws {
        let desk = try await desk([.dpop])
        let holder = Holder()
        let proof = try holder.proof(desk)
        let thumbprint = try DPoPProof(
            proof, method: .post, address: "http://127.0.0.1:4000/token", accessToken: nil, ledger: desk.provider.ledger
        ).thumbprint
        let code = try desk.code(["dpop_jkt": thumbprint])
        #expect(try Parsed(desk.exchange(code, fields: [.dpop: try Holder().proof(desk)])).error == "invalid_grant")
        let other = try desk.code(["dpop_jkt": thumbprint])
        #expect(desk.exchange(other, fields: [.dpop: try holder.proof(desk)]).status == .ok)
    }

    @Test func aProofWithThePrivateKeyIsNoticed() async throws {
        let desk = try await desk([.dpop])
        let holder = Holder()
        let point = holder.key.publicKey.rawRepresentation
        let jwk: JSON = [
            "kty": "EC", "crv": "P-256", "x": .string(Base64URL.encode(point.prefix(32))),
            "y": .string(Base64URL.encode(point.suffix(32))),
            "d": .string(Base64URL.encode(holder.key.rawRepresentation)),
        ]
        _ = desk.exchange("x", fields: [.dpop: try holder.proof(desk, header: ["jwk": jwk])])
        #expect(desk.oracle.violations.contains("A DPoP proof held the private key."))
    }

    // MARK: encryption

    @Test func tokensAndUserinfoAreEncryptedForTheClient() async throws {
        let desk = try await desk([.encryption])
        let tokens = try Parsed(desk.exchange(try desk.code()))
        let identity = try #require(tokens.id_token)
        #expect(identity.split(separator: ".").count == 5)
        let access = try #require(tokens.access_token)
        let person = desk.userInfo(access)
        #expect(person.fields[.contentType] == "application/jwt")
        #expect(person.text.split(separator: ".").count == 5)
        // Each time anew: nobody sees that two are the same.
        #expect(desk.userInfo(access).text != person.text)
    }

    @Test(arguments: [
        (DemoDemand.pushedRequests, #""require_pushed_authorization_requests":true"#),
        (.dpop, #""dpop_signing_alg_values_supported":["ES256"]"#),
        (.dpopNonce, #""dpop_signing_alg_values_supported":["ES256"]"#),
        (.clientKey, #""token_endpoint_auth_methods_supported":["private_key_jwt"]"#),
        (.encryption, #""id_token_encryption_alg_values_supported":["ECDH-ES+A256KW"]"#),
    ])
    func theMetadataSaySo(demand: DemoDemand, member: String) async throws {
        let usual = try await Desk()
        #expect(!usual.ask(.get, "/.well-known/openid-configuration").text.contains(member))
        #expect(try await desk([demand]).ask(.get, "/.well-known/openid-configuration").text.contains(member))
    }

    @Test func theKeysLieInFilesForTheRun() async throws {
        var options = DemoProviderOptions(algorithm: .es256)
        options.demands = [.clientKey, .encryption]
        let provider = try await DemoProvider.start(options)
        let files = [try #require(provider.clientKeyFile), try #require(provider.decryptionKeyFile)]
        #expect(provider.demands == [.clientKey, .encryption])
        for file in files {
            var facts = stat()
            let found = stat(file, &facts)
            #expect(found == 0 && facts.st_mode & 0o7777 == 0o600)
        }
        await provider.stop()
        for file in files { #expect(access(file, F_OK) != 0) }
    }
}
