import Testing

@testable import OAuth

/// Refusals that come before any claim is looked at.
@Suite struct IDTokenSignatureTests {
    private func expectStopped(
        _ judgement: IDTokenJudgement, at check: String, _ reason: String, location: SourceLocation = #_sourceLocation
    ) {
        #expect(judgement.fault?.check.id == "id_token." + check, sourceLocation: location)
        #expect(judgement.fault?.reason == "id_token_" + reason, sourceLocation: location)
        #expect(judgement.failures == ["id_token." + check], sourceLocation: location)
        #expect(judgement.checks.map(\.id) == IDTokenJudgement.allIDs, sourceLocation: location)
        let claims = judgement.checks.dropFirst(2)
        let notReached = Check.Verdict.skipped("not reached: id_token.\(check) failed")
        #expect(claims.allSatisfy { $0.verdict == notReached }, sourceLocation: location)
    }

    @Test func refusesATokenThatIsNotSigned() throws {
        var login = IDTokenFixture()
        login.header = #"{"alg":"none"}"#
        let parts = try login.token.reveal().split(separator: ".")
        expectStopped(try login.judge(Secret("\(parts[0]).\(parts[1]).")), at: "signature", "algorithm")
    }

    @Test func refusesOneWrongBitInTheSignature() throws {
        let login = IDTokenFixture()
        let parts = try login.token.reveal().split(separator: ".")
        var signature = try #require(Base64URL.decode(parts[2]))
        signature[17] ^= 4
        let text = "\(parts[0]).\(parts[1]).\(Base64URL.encode(signature))"
        expectStopped(try login.judge(Secret(text)), at: "signature", "signature")
    }

    @Test func refusesAnotherKeyUnderThePublishedName() throws {
        var login = IDTokenFixture()
        login.keys = try SigningKey.otherRSA2048.set(kid: "k1")
        expectStopped(try login.judge(), at: "signature", "signature")
    }

    @Test func refusesClaimsThatWereChangedAfterSigning() throws {
        let login = IDTokenFixture()
        let parts = try login.token.reveal().split(separator: ".")
        let others = try login.with("sub", "\"admin\"").token.reveal().split(separator: ".")
        expectStopped(
            try login.judge(Secret("\(parts[0]).\(others[1]).\(parts[2])")), at: "signature", "signature")
    }

    @Test func refusesAMACMadeWithThePublicKey() throws {
        var login = IDTokenFixture()
        login.header = #"{"alg":"HS256","kid":"k1"}"#
        login.expecting.allowed = SignatureAlgorithm.allowed(advertised: ["HS256", "RS256"])
        expectStopped(try login.judge(), at: "signature", "algorithm")
    }

    @Test func refusesAnAlgorithmThatTheProviderDoesNotList() throws {
        var login = IDTokenFixture()
        login.algorithm = .RS512
        login.expecting.allowed = [.RS256]
        let judgement = try login.judge()
        expectStopped(judgement, at: "signature", "algorithm")
        let message = try #require(judgement.fault?.message)
        #expect(message.contains("signed with RS512, but the provider says that it signs with RS256"))
    }

    private func expectKeyUnknown(
        _ judgement: IDTokenJudgement, named: String, location: SourceLocation = #_sourceLocation
    ) {
        expectStopped(judgement, at: "signature", "key_unknown", location: location)
        guard case .keyUnknown(let fault) = judgement.outcome else {
            Issue.record("\(judgement.outcome)", sourceLocation: location)
            return
        }
        #expect(fault.check.found == ForeignText(named), sourceLocation: location)
    }

    @Test(arguments: ["unknown", "../../../../dev/null"])
    func asksForNewerKeysWhenTheNameIsUnknown(_ kid: String) throws {
        var login = IDTokenFixture()
        login.header = "{\"alg\":\"RS256\",\"kid\":\"\(kid)\"}"
        let judgement = try login.judge()
        expectKeyUnknown(judgement, named: "kid \(kid), which fits none of the provider's 1 key")
    }

    @Test func asksForNewerKeysWhenThereAreNone() throws {
        var login = IDTokenFixture()
        login.keys = JWKSet(keys: [])
        expectKeyUnknown(try login.judge(), named: "kid k1, which fits none of the provider's 0 keys")
    }

    @Test func refusesAKeyInTheHeader() throws {
        var login = IDTokenFixture()
        login.key = .otherRSA2048
        login.keys = try SigningKey.rsa2048.set()
        login.header = "{\"alg\":\"RS256\",\"kid\":\"k1\",\"jwk\":\(try SigningKey.otherRSA2048.jwk())}"
        expectStopped(try login.judge(), at: "signature", "embedded_key")
    }

    @Test func refusesCriticalExtensions() throws {
        var login = IDTokenFixture()
        login.header = #"{"alg":"RS256","kid":"k1","crit":["urn:example:ext"],"urn:example:ext":1}"#
        expectStopped(try login.judge(), at: "signature", "critical_header")
    }

    @Test func refusesAKeyOf1024Bits() throws {
        var login = IDTokenFixture()
        login.key = .rsa1024
        expectStopped(try login.judge(), at: "signature", "key_unfit")
    }

    @Test func refusesASignatureOfZeros() throws {
        var login = IDTokenFixture()
        login.algorithm = .ES256
        login.key = .make(for: .ES256)
        let parts = try login.token.reveal().split(separator: ".")
        let zeros = Base64URL.encode([UInt8](repeating: 0, count: 64))
        expectStopped(try login.judge(Secret("\(parts[0]).\(parts[1]).\(zeros)")), at: "signature", "signature")
    }

    @Test(arguments: [#""use":"enc""#, #""alg":"PS256""#, #""key_ops":["encrypt"]"#])
    func refusesAKeyPublishedForSomethingElse(_ member: String) throws {
        var login = IDTokenFixture()
        login.keys = try login.key.set(extra: member)
        expectStopped(try login.judge(), at: "signature", "key_unfit")
    }

    @Test(arguments: [
        #""at+jwt""#, #""application/at+jwt""#, #""logout+jwt""#, #""DPoP+JWT""#, #""entity-statement+jwt""#, "7",
        "null",
        #"["at+jwt"]"#,
    ])
    func refusesAnotherKindOfToken(_ type: String) throws {
        var login = IDTokenFixture()
        login.header = #"{"alg":"RS256","kid":"k1","typ":\#(type)}"#
        expectStopped(try login.judge(), at: "form", "type")
    }

    @Test(arguments: [
        ("", "malformed"), ("abc", "malformed"), ("a.b", "malformed"), ("a.b.c", "malformed"), ("..", "malformed"),
        ("a.b.c.d", "malformed"), ("eyJhbGciOiJSUzI1NiJ9.e30=.AAAA", "malformed"),
        ("eyJhbGciOiJSUzI1NiJ9.W10.AAAA", "malformed"), ("eyJhbGciOiJSUzI1NiJ9.e30 .AAAA", "malformed"),
        ("eyJlbmMiOiJBMjU2R0NNIn0.a.b.c.d", "encrypted"), ("a.b.c.d.e", "encrypted"),
    ])
    func refusesTheForm(_ text: String, _ reason: String) throws {
        expectStopped(try IDTokenFixture().judge(Secret(text)), at: "form", reason)
    }

    @Test func refusesARepeatedClaim() throws {
        let login = IDTokenFixture()
        var twice = login
        twice.claims.append(("sub", "\"admin\""))
        expectStopped(try login.judge(try twice.token), at: "form", "malformed")
    }

    @Test func refusesTwoMillionDotsAndFourMegabytesUnread() throws {
        let dots = Secret(String(repeating: ".", count: 2_000_000))
        let huge = Secret("eyJhbGciOiJSUzI1NiJ9." + String(repeating: "A", count: 4 << 20) + ".AAAA")
        let login = IDTokenFixture()
        expectStopped(try login.judge(dots), at: "form", "too_long")
        expectStopped(try login.judge(huge), at: "form", "too_long")
        // Short enough to be looked at, and still nothing but dots.
        let elapsed = try ContinuousClock().measure {
            expectStopped(
                try login.judge(Secret(String(repeating: ".", count: Limits.storedToken))), at: "form", "malformed")
        }
        // Only against work that grows with the square of the length.
        #expect(elapsed < .seconds(60))
    }
}
