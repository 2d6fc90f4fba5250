import Testing

@testable import OAuth

/// Proofs of possession (RFC 9449), read back and verified as a server would.
@Suite struct DPoPTests {
    static let now = Moment(wall: Timestamp(seconds: 1_795_270_323), uptime: 5)

    private func prover(_ first: UInt8 = 1, binds: Bool = true) -> Prover {
        var entropy = Entropy((0..<96).map { first &+ UInt8($0) })
        return Prover(entropy: &entropy, bindsTokens: binds)
    }

    private func read(_ proof: Secret?, _ prover: Prover) throws -> JWT {
        let jwt = try JWT.decode(try #require(proof))
        let key = try #require(prover.key).publicKey
        var bare = jwt.header.members.filter { $0.name != "jwk" }
        #expect(bare.map(\.name) == ["alg", "typ"])
        bare.removeAll()
        let input = JWT(
            header: JSONObject(members: jwt.header.members.filter { $0.name != "jwk" }), claims: jwt.claims,
            signingInput: jwt.signingInput, signature: jwt.signature)
        #expect(SignatureCheck.verify(input, with: JWKSet(keys: [key]), allowed: [.ES256]) == .valid(key, .ES256))
        return jwt
    }

    @Test func hasTheVectorOfRFC9449() throws {
        let jwk = """
            {"kty":"EC","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",\
            "y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA","crv":"P-256"}
            """
        let key = try #require(JSONWebKey(try JSONReader.readObject(Array(jwk.utf8))))
        #expect(key.thumbprint == "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")
        let token = Secret("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU")
        #expect(Prover.hash(of: token) == "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo")
    }

    @Test func hasTheThumbprintOfRFC7638() throws {
        let jwk = """
            {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJE\
            CPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8K\
            JZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1j\
            F44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}
            """
        let key = try #require(JSONWebKey(try JSONReader.readObject(Array(jwk.utf8))))
        #expect(key.thumbprint == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
    }

    @Test func provesMethodAddressTimeAndToken() throws {
        let prover = prover()
        let address = try WebAddress("https://api.example/person/1?scope=a#x")
        let proof = prover.proof(
            method: "GET", address: address, accessToken: Secret("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"),
            at: Self.now, number: 3)
        let jwt = try read(proof, prover)
        #expect(jwt.header["typ"]?.string == "dpop+jwt")
        let jwk = try #require(jwt.header["jwk"]?.object)
        #expect(jwk.members.map(\.name) == ["crv", "kty", "x", "y"], "the public key alone")
        #expect(jwt.claims["htm"]?.string == "GET")
        #expect(jwt.claims["htu"]?.string == "https://api.example/person/1", "neither query nor fragment")
        #expect(jwt.claims["iat"]?.double == 1_795_270_323)
        #expect(jwt.claims["ath"]?.string == "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo")
        #expect(jwt.claims["nonce"] == nil)
        #expect(jwt.claims["exp"] == nil, "the standard does not know it")
    }

    @Test func makesAKeyAndNamesForEachLogin() throws {
        let (one, other) = (prover(1), prover(7))
        #expect(one.thumbprint != other.thumbprint)
        #expect(prover(binds: false).thumbprint == nil)
        var names: Set<String> = []
        for number in 0..<50 {
            names.insert(one.identifier(at: Self.now, number: number, "dpop"))
            names.insert(one.identifier(at: Self.now, number: number, "assertion"))
            names.insert(other.identifier(at: Self.now, number: number, "dpop"))
        }
        let later = Moment(wall: Self.now.wall + 0.001, uptime: Self.now.uptime + 0.001)
        names.insert(one.identifier(at: later, number: 0, "dpop"))
        #expect(names.count == 151)
    }

    @Test func usesTheNewestNonceOfEachServer() throws {
        var prover = prover()
        let server = try Endpoint("https://as.example/token")
        let resource = try Endpoint("https://api.example/me")
        func reply(_ nonce: String) -> HTTPReply {
            HTTPReply(status: 200, headers: [.init("DPoP-Nonce", nonce)])
        }
        prover.learn(from: reply("first"), of: server)
        prover.learn(from: reply("second"), of: server)
        prover.learn(from: reply("theirs"), of: resource)
        func nonce(_ endpoint: Endpoint) throws -> String? {
            let proof = prover.proof(
                method: "GET", address: endpoint.address, accessToken: nil, at: Self.now, number: 1)
            return try read(proof, prover).claims["nonce"]?.string
        }
        #expect(try nonce(server) == "second")
        #expect(try nonce(resource) == "theirs")
        #expect(try nonce(try Endpoint("https://other.example/")) == nil)
        for bad in ["", "a b", "a\"b", "a\\b", "a\u{e9}", String(repeating: "n", count: 1025)] {
            prover.learn(from: reply(bad), of: server)
        }
        #expect(try nonce(server) == "second", "what is no nonce is passed over")
        let again = Prover(seed: prover.keptSeed, key: prover.key, nonces: prover.keptNonces)
        #expect(again == prover)
    }

    @Test(
        arguments: [
            (400, #"{"error":"use_dpop_nonce"}"#, "n", nil, true),
            (401, #"{"error":"use_dpop_nonce"}"#, "n", nil, true),
            (401, "", "n", #"DPoP error="use_dpop_nonce", error_description="x""#, true),
            (401, "", "n", #"Bearer error="use_dpop_nonce""#, false),
            (401, "", "n", #"Bearer realm="a, DPoP", DPoP algs="ES256", error="use_dpop_nonce""#, true),
            (401, "", "n", #"dpop error = use_dpop_nonce"#, true), (401, "", "n", "Negotiate, DPoP", false),
            (401, "", "n", #"DPoP error="invalid_token", error_description="not use_dpop_nonce""#, false),
            (401, "", "n", #"DPoP algs="ES256", Bearer error="use_dpop_nonce""#, false),
            (401, "", "n", #"DPoP realm="\", error=use_dpop_nonce""#, false),
            (400, #"{"error":"use_dpop_nonce"}"#, nil, nil, false),
            (400, #"{"error":"use_dpop_nonce"}"#, "", nil, false),
            (400, #"{"error":"invalid_grant"}"#, "n", nil, false),
            (200, #"{"error":"use_dpop_nonce"}"#, "n", nil, false),
            (500, #"{"error":"use_dpop_nonce"}"#, "n", nil, false),
        ] as [(Int, String, String?, String?, Bool)])
    func repeatsOnlyWhenTheServerWantsItsNonce(
        status: Int, body: String, nonce: String?, challenge: String?, isDemand: Bool
    ) {
        var headers: [HTTPReply.Header] = []
        if let nonce { headers.append(.init("DPoP-Nonce", nonce)) }
        if let challenge { headers.append(.init("WWW-Authenticate", challenge)) }
        #expect(NonceDemand.isIn(HTTPReply(status: status, headers: headers, body: Array(body.utf8))) == isDemand)
    }

    @Test func aChallengeMayStandInAFieldOfItsOwn() {
        let headers = [
            HTTPReply.Header("DPoP-Nonce", "n"), HTTPReply.Header("WWW-Authenticate", "Bearer"),
            HTTPReply.Header("www-authenticate", #"DPoP error="use_dpop_nonce""#),
        ]
        #expect(NonceDemand.isIn(HTTPReply(status: 401, headers: headers, body: [])))
    }
}
