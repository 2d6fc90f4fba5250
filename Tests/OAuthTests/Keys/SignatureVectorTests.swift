import Testing

@testable import OAuth

/// Signatures that other software made and standards print.
@Suite struct SignatureVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let name: String
        let algorithm: SignatureAlgorithm
        let jwk: String
        let input: String
        let signature: String
        var testDescription: String { name }
    }

    static let vectors = [
        Vector(
            name: "RFC 7515 A.2", algorithm: .RS256,
            jwk: """
                {"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPM\
                EzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5\
                rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-D\
                WNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}
                """,
            input: "eyJhbGciOiJSUzI1NiJ9." + payload,
            signature: """
                cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9\
                uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB\
                _eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rq\
                Vt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw
                """),
        Vector(
            name: "RFC 7515 A.3", algorithm: .ES256,
            jwk: """
                {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue6\
                59LNpXW6pCyStikYjKIWI5a0"}
                """,
            input: "eyJhbGciOiJFUzI1NiJ9." + payload,
            signature: "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"),
        Vector(
            name: "RFC 7515 A.4", algorithm: .ES512,
            jwk: """
                {"kty":"EC","crv":"P-521","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jS\
                fS9tsz4qUxcWceqwQGk","y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh\
                9ubmf63e3kyMj2"}
                """,
            input: "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA",
            signature: """
                AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCA\
                PZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn
                """),
        Vector(
            name: "RFC 7520 4.2", algorithm: .PS384,
            jwk: """
                {"kty":"RSA","kid":"bilbo.baggins@hobbiton.example","use":"sig","n":"n4EPtAOCc9AlkeQHPzHStgAbgs7bTZL\
                wUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzc\
                Ee6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZC\
                uEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqg\
                c5gHdrNP5zw","e":"AQAB"}
                """,
            input: """
                eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.SXTigJlzIGEgZGFuZ2Vyb3VzIGJ\
                1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24\
                ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4
                """,
            signature: """
                cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2IpN6-tPid6VrklHkqsGqDqHCdP6O8TTB5dDDItl\
                lVo6_1OLPpcbUrhiUSMxbbXUvdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8ZnyPEgVFn442ZdNqiVJRmBqrYRXe8P_ijQ7p8Vdz0\
                TTrxUeT3lm8d9shnr2lfJT8ImUjvAA2Xez2Mlp8cBE5awDzT0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmFAAjVKPbByi7xho0\
                uTOcbH510a6GYmJUAfmWjwZ6oD4ifKo8DYM-X72Eaw
                """),
        Vector(
            name: "RFC 8037 A.4", algorithm: .EdDSA,
            jwk: #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
            input: "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
            signature: "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"),
    ]

    /// The claims of RFC 7515 A.2 and A.3, with their line breaks.
    static let payload =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"

    @Test(arguments: vectors)
    func isAccepted(_ vector: Vector) throws {
        let key = try #require(JSONWebKey(try JSONReader.readObject(Array(vector.jwk.utf8))))
        let signature = try #require(Base64URL.decode(vector.signature))
        let input = Array(vector.input.utf8)
        let refusal = SignatureMath.refusal(
            of: signature, over: input, algorithm: vector.algorithm, key: key.material)
        #expect(refusal == nil)
    }

    @Test(arguments: vectors)
    func isRefusedWithOneBitChanged(_ vector: Vector) throws {
        let key = try #require(JSONWebKey(try JSONReader.readObject(Array(vector.jwk.utf8))))
        let signature = try #require(Base64URL.decode(vector.signature))
        for position in [1, signature.count / 2 + 1, signature.count - 1] {
            var changed = signature
            changed[position] ^= 1
            let refusal = SignatureMath.refusal(
                of: changed, over: Array(vector.input.utf8), algorithm: vector.algorithm, key: key.material)
            #expect(refusal == .wrong)
        }
        var text = Array(vector.input.utf8)
        text[text.count - 1] ^= 1
        #expect(
            SignatureMath.refusal(of: signature, over: text, algorithm: vector.algorithm, key: key.material) == .wrong)
    }

    @Test func readsTheTokensOfRFC7515() throws {
        let vector = try #require(Self.vectors.first)
        let jwt = try JWT.decode(Secret(vector.input + "." + vector.signature))
        #expect(jwt.algorithm == "RS256")
        #expect(jwt.claims.members.map(\.name) == ["iss", "exp", "http://example.com/is_root"])
        #expect(jwt.claims["exp"]?.double == 1_300_819_380)
        let keys = try JWKSet.read(Array("{\"keys\":[\(vector.jwk)]}".utf8))
        guard case .valid(_, .RS256) = SignatureCheck.verify(jwt, with: keys, allowed: [.RS256]) else {
            Issue.record("not accepted")
            return
        }
    }
}
