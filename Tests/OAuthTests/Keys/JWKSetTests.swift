import Testing

@testable import OAuth

@Suite struct JWKSetTests {
    private func read(_ text: String) throws -> JWKSet {
        try JWKSet.read(Array(text.utf8))
    }

    @Test func readsAKeyOfEachKind() throws {
        let keys = try [
            SigningKey.rsa2048.jwk(kid: "r", extra: #""use":"sig","alg":"RS256","key_ops":["verify"]"#),
            SigningKey.make(for: .ES256).jwk(kid: "e"), SigningKey.make(for: .ES384).jwk(kid: "f"),
            SigningKey.make(for: .ES512).jwk(kid: "g"), SigningKey.make(for: .EdDSA).jwk(kid: nil),
        ]
        let set = try read("{\"keys\":[\(keys.joined(separator: ","))],\"extra\":1}")
        #expect(set.ignored == 0)
        #expect(set.keys.map(\.keyID) == ["r", "e", "f", "g", nil])
        #expect(set.keys.map(\.kind) == ["RSA 2048 bits", "EC P-256", "EC P-384", "EC P-521", "OKP Ed25519"])
        #expect(set.keys[0].use == "sig")
        #expect(set.keys[0].algorithm == "RS256")
        #expect(set.keys[0].keyOps == ["verify"])
    }

    @Test(arguments: [
        #"{"kty":"oct","k":"c2VjcmV0"}"#, #"{"kty":"AKP","alg":"ML-DSA-44","pub":"AA"}"#,
        #"{"kty":"EC","crv":"secp256k1","x":"AA","y":"AA"}"#, #"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#,
        #"{"kty":"OKP","crv":"Ed448","x":"AA"}"#, #"{"kty":"OKP","crv":"X25519","x":"AA"}"#,
        #"{"kty":"OKP","crv":"Ed25519","x":"AA"}"#, #"{"kty":"RSA","n":"AQAB"}"#, #"{"kty":"RSA","n":"a=","e":"AQAB"}"#,
        #"{"kty":"RSA","n":"AQAB","e":"AQAB","use":1}"#, #"{"kty":"RSA","n":"AQAB","e":"AQAB","key_ops":"verify"}"#,
        #"{"kty":"RSA","n":"AQAB","e":"AQAB","kid":5}"#, #"{"n":"AQAB","e":"AQAB"}"#, #"{"kty":7}"#, "{}", "null",
        "\"key\"", "[]",
    ])
    func ignoresWhatItDoesNotUnderstand(_ entry: String) throws {
        let set = try read("{\"keys\":[\(entry),\(try SigningKey.rsa2048.jwk())]}")
        #expect(set.keys.map(\.keyID) == ["k1"])
        #expect(set.ignored == 1)
    }

    @Test func takesNullForAbsent() throws {
        let set = try read(#"{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB","use":null,"alg":null,"key_ops":null}]}"#)
        #expect(set.keys == [JSONWebKey(material: .rsa(modulus: [1, 0, 1], exponent: [1, 0, 1]))])
    }

    @Test func keepsNothingOfAPrivateKey() throws {
        let open = try read(#"{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB","d":"c2VjcmV0"}]}"#)
        #expect(open == (try read(#"{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}"#)))
    }

    @Test func dropsLeadingZerosOfRSANumbers() throws {
        let set = try read(#"{"keys":[{"kty":"RSA","n":"AAEAAQ","e":"AAEAAQ"}]}"#)
        #expect(set.keys.first?.material == .rsa(modulus: [1, 0, 1], exponent: [1, 0, 1]))
        #expect(JSONWebKey.bits([1, 0, 1]) == 17)
        #expect(JSONWebKey.bits([]) == 0)
        #expect(JSONWebKey.bits([0, 0]) == 0)
    }

    @Test func readsNoMoreThanTheLimitOfKeys() throws {
        let entry = #"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#
        let set = try read("{\"keys\":[\(Array(repeating: entry, count: 20_000).joined(separator: ","))]}")
        #expect(set.keys.count == Limits.keys)
        #expect(set.ignored == 20_000 - Limits.keys)
    }

    @Test func acceptsAnEmptyList() throws {
        #expect(try read(#"{"keys":[]}"#) == JWKSet(keys: []))
    }

    @Test(
        arguments: [
            ("{}", .noKeyList), (#"{"keys":{}}"#, .noKeyList), (#"{"keys":null}"#, .noKeyList),
            ("[]", .badJSON(.notAnObject)), ("", .badJSON(.empty)),
            (#"{"keys":[],"keys":[]}"#, .badJSON(.repeatedName(ForeignText("keys")))),
        ] as [(String, KeysFault)])
    func refuses(_ text: String, _ fault: KeysFault) {
        #expect(throws: fault) { try JWKSet.read(Array(text.utf8)) }
    }

    @Test func judgesTheAnswer() throws {
        let body = Array(#"{"keys":[]}"#.utf8)
        #expect(try JWKSet.judge(HTTPReply(status: 200, body: body)).keys.isEmpty)
        #expect(throws: KeysFault.status(503)) { try JWKSet.judge(HTTPReply(status: 503, body: body)) }
        #expect(throws: KeysFault.status(302)) { try JWKSet.judge(HTTPReply(status: 302, body: body)) }
        #expect(throws: KeysFault.notJSON) { try JWKSet.judge(HTTPReply(status: 200, body: Array(" <html>".utf8))) }
        for fault in [KeysFault.status(404), .notJSON, .badJSON(.empty), .noKeyList] {
            #expect(fault.message.hasSuffix("."))
            #expect(fault.reason.hasPrefix("keys_"))
        }
    }

    /// A person may have one key in a file; a provider always publishes a set.
    @Test func aFileMayHoldOneKeyAlone() throws {
        let key = #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#
        #expect(try JWKSet.read(file: Array(key.utf8)).keys.count == 1)
        #expect(try JWKSet.read(file: Array(#"{"keys":[\#(key)]}"#.utf8)).keys.count == 1)
        #expect(throws: KeysFault.noKeyList) { try JWKSet.read(Array(key.utf8)) }
        for other in [#"{"kty":"oct","k":"c2VjcmV0"}"#, #"{"access_token":"x"}"#, #"{"keys":1}"#] {
            #expect(throws: KeysFault.noKeyList) { try JWKSet.read(file: Array(other.utf8)) }
        }
        #expect(throws: (any Error).self) { try JWKSet.read(file: Array("-----BEGIN PUBLIC KEY-----".utf8)) }
        for fault in [KeysFault.noKeyList, .badJSON(.unexpected(0))] {
            let message = fault.message(file: "keys.json")
            #expect(message.contains("keys.json") && !message.contains("provider"))
        }
    }
}
