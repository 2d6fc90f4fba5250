import Crypto
import Testing

@testable import OAuth

@Suite struct SignatureCheckTests {
    private static let claims = #"{"iss":"https://provider.example"}"#

    private func header(_ algorithm: String, kid: String? = "k1", extra: String = "") -> String {
        let name = kid.map { ",\"kid\":\"\($0)\"" } ?? ""
        return "{\"alg\":\"\(algorithm)\"\(name)\(extra)}"
    }

    private func jwt(
        _ key: SigningKey, _ algorithm: SignatureAlgorithm, header: String? = nil
    ) throws -> JWT {
        try JWT.decode(
            try key.token(header: header ?? self.header(algorithm.rawValue), claims: Self.claims, algorithm))
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func acceptsItsOwnKeyAndNoOther(_ algorithm: SignatureAlgorithm) throws {
        let key = SigningKey.make(for: algorithm)
        let token = try jwt(key, algorithm)
        guard case .valid(let used, algorithm) = SignatureCheck.verify(token, with: try key.set(), allowed: [algorithm])
        else {
            Issue.record("\(algorithm) is not accepted")
            return
        }
        #expect(used.keyID == "k1")

        let isRSA = algorithm.keyKind == "RSA"
        let other = isRSA ? SigningKey.otherRSA2048 : SigningKey.make(for: algorithm)
        #expect(SignatureCheck.verify(token, with: try other.set(), allowed: [algorithm]) == .refused(.wrong))
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func refusesAnAlgorithmThatIsNotAllowed(_ algorithm: SignatureAlgorithm) throws {
        let key = SigningKey.make(for: algorithm)
        let allowed = Set(SignatureAlgorithm.allCases).subtracting([algorithm])
        let outcome = SignatureCheck.verify(try jwt(key, algorithm), with: try key.set(), allowed: allowed)
        #expect(outcome == .refused(.unlisted(algorithm, allowed: allowed)))
    }

    @Test(
        arguments: [
            ("none", .unsigned), ("None", .unsigned), ("nOnE", .unsigned), ("HS256", .symmetric(ForeignText("HS256"))),
            ("HS512", .symmetric(ForeignText("HS512"))), ("rs256", .unknownAlgorithm(ForeignText("rs256"))),
            ("RS1", .unknownAlgorithm(ForeignText("RS1"))), ("ES256K", .unknownAlgorithm(ForeignText("ES256K"))),
            ("", .unknownAlgorithm(ForeignText(""))),
        ] as [(String, SignatureRefusal)])
    func refusesTheAlgorithm(_ name: String, _ refusal: SignatureRefusal) throws {
        let token = try jwt(.rsa2048, .RS256, header: header(name))
        let all = Set(SignatureAlgorithm.allCases)
        #expect(SignatureCheck.verify(token, with: try SigningKey.rsa2048.set(), allowed: all) == .refused(refusal))
    }

    @Test(
        arguments: [
            (#"{"kid":"k1"}"#, .noAlgorithm), (#"{"alg":256,"kid":"k1"}"#, .noAlgorithm),
            (#"{"alg":"RS256","kid":7}"#, .badKeyID), (#"{"alg":"RS256","kid":null}"#, .badKeyID),
            (#"{"alg":"RS256","kid":"k1","crit":["exp"]}"#, .critical(ForeignText(#"["exp"]"#))),
            (#"{"alg":"RS256","kid":"k1","crit":[]}"#, .critical(ForeignText("[]"))),
            (#"{"alg":"RS256","kid":"k1","b64":false,"crit":["b64"]}"#, .critical(ForeignText(#"["b64"]"#))),
            (#"{"alg":"RS256","kid":"k1","jwk":{"kty":"RSA"}}"#, .embeddedKey),
        ] as [(String, SignatureRefusal)])
    func refusesTheHeader(_ header: String, _ refusal: SignatureRefusal) throws {
        let token = try jwt(.rsa2048, .RS256, header: header)
        let outcome = SignatureCheck.verify(token, with: try SigningKey.rsa2048.set(), allowed: [.RS256])
        #expect(outcome == .refused(refusal))
    }

    @Test func acceptsTheNewerNameOfEd25519() throws {
        let key = SigningKey.make(for: .EdDSA)
        let token = try jwt(key, .EdDSA, header: header("Ed25519"))
        guard case .valid(_, .EdDSA) = SignatureCheck.verify(token, with: try key.set(), allowed: [.EdDSA]) else {
            Issue.record("Ed25519 is not accepted")
            return
        }
        #expect(SignatureAlgorithm.allowed(advertised: ["Ed25519"]) == [.EdDSA])
    }

    @Test func allowsWhatIsAdvertisedAndSupported() {
        #expect(SignatureAlgorithm.allowed(advertised: nil) == Set(SignatureAlgorithm.allCases))
        #expect(SignatureAlgorithm.allowed(advertised: ["none", "HS256", "RS256", "ES256K"]) == [.RS256])
        #expect(SignatureAlgorithm.allowed(advertised: []).isEmpty)
    }

    @Test func refusesAnRSAKeyOf1024Bits() throws {
        let token = try jwt(.rsa1024, .RS256)
        let outcome = SignatureCheck.verify(token, with: try SigningKey.rsa1024.set(), allowed: [.RS256])
        #expect(outcome == .refused(.keySize(bits: 1024)))
    }

    @Test(arguments: [8193, 16384, 100_000])
    func refusesAnRSAKeyThatCostsTooMuch(_ bits: Int) {
        var modulus = [UInt8](repeating: 0xFF, count: (bits + 7) / 8)
        modulus[0] = UInt8(1 << ((bits - 1) % 8))
        let refusal = SignatureMath.refusal(
            of: modulus, over: [], algorithm: .RS256, key: .rsa(modulus: modulus, exponent: [1, 0, 1]))
        #expect(refusal == .keySize(bits: bits))
    }

    @Test(arguments: [[], [1], [2], [1, 0, 0], [1, 0, 0, 0, 1], [UInt8](repeating: 0xFF, count: 256)] as [[UInt8]])
    func refusesAnRSAExponentThatIsNotSane(_ exponent: [UInt8]) {
        let modulus = [UInt8](repeating: 0xFF, count: 256)
        let refusal = SignatureMath.refusal(
            of: modulus, over: [], algorithm: .RS256, key: .rsa(modulus: modulus, exponent: exponent))
        #expect(refusal == .brokenKey)
    }

    @Test(arguments: [SignatureAlgorithm.ES256, .ES384, .ES512])
    func refusesSignaturesWithZero(_ algorithm: SignatureAlgorithm) throws {
        let key = SigningKey.make(for: algorithm)
        let input = Base64URL.encode(header(algorithm.rawValue).utf8) + "." + Base64URL.encode(Self.claims.utf8)
        let good = try key.signature(over: input, algorithm)
        let half = good.count / 2
        let zeros = [UInt8](repeating: 0, count: half)
        for bad in [zeros + zeros, zeros + good[half...], good[..<half] + zeros] {
            let token = try JWT.decode(Secret(input + "." + Base64URL.encode(bad)))
            #expect(SignatureCheck.verify(token, with: try key.set(), allowed: [algorithm]) == .refused(.zero))
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func refusesASignatureOfAnotherLength(_ algorithm: SignatureAlgorithm) throws {
        let key = SigningKey.make(for: algorithm)
        let input = Base64URL.encode(header(algorithm.rawValue).utf8) + "." + Base64URL.encode(Self.claims.utf8)
        let good = try key.signature(over: input, algorithm)
        for bad in [[], Array(good.dropLast()), good + [0], [0] + good] {
            let token = try JWT.decode(Secret(input + "." + Base64URL.encode(bad)))
            let outcome = SignatureCheck.verify(token, with: try key.set(), allowed: [algorithm])
            #expect(outcome == .refused(.length(expected: good.count, found: bad.count)))
        }
    }

    @Test func refusesASignatureInDER() throws {
        let key = P256.Signing.PrivateKey()
        let input = Base64URL.encode(header("ES256").utf8) + "." + Base64URL.encode(Self.claims.utf8)
        let signature = try key.signature(for: SHA256.hash(data: Array(input.utf8))).derRepresentation
        let token = try JWT.decode(Secret(input + "." + Base64URL.encode(signature)))
        let outcome = SignatureCheck.verify(token, with: try SigningKey.p256(key).set(), allowed: [.ES256])
        #expect(outcome == .refused(.length(expected: 64, found: signature.count)))
    }

    @Test func refusesAPointOffTheCurve() {
        let point = [UInt8](repeating: 1, count: 32)
        let refusal = SignatureMath.refusal(
            of: [UInt8](repeating: 1, count: 64), over: [], algorithm: .ES256, key: .ec(.p256, x: point, y: point))
        #expect(refusal == .brokenKey)
    }

    @Test func triesEveryKeyWhenTheTokenNamesNone() throws {
        let token = try jwt(.rsa2048, .RS256, header: header("RS256", kid: nil))
        let both = "{\"keys\":[\(try SigningKey.otherRSA2048.jwk(kid: "a")),\(try SigningKey.rsa2048.jwk(kid: "b"))]}"
        let keys = try JWKSet.read(Array(both.utf8))
        guard case .valid(let key, .RS256) = SignatureCheck.verify(token, with: keys, allowed: [.RS256]) else {
            Issue.record("not accepted")
            return
        }
        #expect(key.keyID == "b")
        // Without a name it may be a newer key: worth one more look at the key set.
        let others = try SigningKey.otherRSA2048.set()
        #expect(SignatureCheck.verify(token, with: others, allowed: [.RS256]) == .unknownKey(kid: nil))
    }

    @Test(arguments: ["k2", "../../../../dev/null", "k1 ", "K1", ""])
    func doesNotKnowAKeyOfAnotherName(_ kid: String) throws {
        let token = try jwt(.rsa2048, .RS256, header: header("RS256", kid: kid))
        let outcome = SignatureCheck.verify(token, with: try SigningKey.rsa2048.set(), allowed: [.RS256])
        #expect(outcome == .unknownKey(kid: ForeignText(kid)))
    }

    @Test func everyRefusalHasASentence() {
        let refusals: [SignatureRefusal] = [
            .noAlgorithm, .unsigned, .symmetric(ForeignText("HS256")), .unknownAlgorithm(ForeignText("X")),
            .unlisted(.RS512, allowed: [.RS256]), .critical(ForeignText("[]")), .embeddedKey, .badKeyID,
            .unfitKey(.use(ForeignText("enc"))), .keySize(bits: 1024), .brokenKey, .length(expected: 64, found: 1),
            .zero, .wrong,
        ]
        for refusal in refusals {
            #expect(refusal.message.hasSuffix("."))
            #expect(!refusal.evidence.isEmpty)
            #expect(!refusal.reason.isEmpty)
        }
    }
}
