import Testing

@testable import OAuth

@Suite struct IDTokenAcceptTests {
    @Test func acceptsTheRightToken() throws {
        let judgement = try IDTokenFixture().judge()
        guard case .verified(let token) = judgement.outcome else {
            Issue.record("refused: \(String(describing: judgement.fault?.message))")
            return
        }
        #expect(token.subject == IDTokenFixture.subject)
        #expect(token.algorithm == .RS256)
        #expect(token.keyID == ForeignText("k1"))
        #expect(token.claims.count == 6)
        #expect(judgement.fault == nil)
        #expect(judgement.checks.map(\.id) == IDTokenJudgement.allIDs)
        #expect(judgement.check("azp")?.verdict == .skipped("not sent, needed only with several audiences"))
        #expect(judgement.check("nbf")?.verdict == .skipped("not sent, optional"))
        #expect(judgement.check("at_hash")?.verdict == .skipped("not sent, optional"))
        #expect(judgement.check("c_hash")?.verdict == .skipped("not sent, optional"))
        #expect(judgement.check("auth_time")?.verdict == .skipped("max_age was not asked for"))
        #expect(judgement.checks.allSatisfy { !$0.clause.isEmpty })
        #expect(judgement.check("exp")?.found.safe() == "2026-11-21T14:17:01Z, in 4:58")
        #expect(judgement.check("signature")?.found.safe() == "RS256, kid k1, RSA 2048 bits")
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func acceptsEachAlgorithmWithItsHashes(_ algorithm: SignatureAlgorithm) throws {
        var login = IDTokenFixture()
        login.algorithm = algorithm
        login.key = .make(for: algorithm)
        login.expecting.allowed = [algorithm]
        login.set("at_hash", "\"\(IDTokenFacts.leftHalf(of: IDTokenFixture.accessToken, algorithm))\"")
        login.set("c_hash", "\"\(IDTokenFacts.leftHalf(of: IDTokenFixture.code, algorithm))\"")
        let judgement = try login.judge()
        #expect(judgement.isVerified)
        #expect(judgement.check("at_hash")?.verdict == .passed)
        #expect(judgement.check("c_hash")?.verdict == .passed)
    }

    @Test(arguments: [
        ("aud", #"["pixie-cli"]"#), ("aud", #"["pixie-cli","pixie-cli"]"#), ("azp", #""pixie-cli""#),
        ("iat", "1795270353"), ("nbf", "1795270353"), ("iat", "1795270622.5"), ("exp", "1795270621.25"),
        ("exp", "1795270264"), ("exp", "1e300"), ("exp", "17952706210e-1"), ("iat", "0"), ("iat", "-1"),
        ("iat", "-1e300"),
        ("nbf", "0"), ("auth_time", #""yesterday""#), ("email", #""\u001b[2J\u202e""#), ("sub", #""\u001b]0;x\u0007""#),
        ("https://api.banno.com/consumer/claim/institution_id", "\"x\""),
    ])
    func accepts(_ claim: String, _ json: String) throws {
        let judgement = try IDTokenFixture().with(claim, json).judge()
        #expect(judgement.isVerified)
    }

    @Test func acceptsSeveralAudiencesWhenIssuedToUs() throws {
        let login = IDTokenFixture().with("aud", #"["account","pixie-cli"]"#).with("azp", #""pixie-cli""#)
        #expect(try login.judge().isVerified)
    }

    @Test func acceptsASingleKeyWithoutAName() throws {
        var login = IDTokenFixture()
        login.header = #"{"alg":"RS256"}"#
        login.keys = try login.key.set(kid: nil)
        #expect(try login.judge().isVerified)
    }

    @Test(arguments: ["JWT", "jwt", "application/jwt"])
    func acceptsTheType(_ type: String) throws {
        var login = IDTokenFixture()
        login.header = "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"\(type)\"}"
        #expect(try login.judge().isVerified)
    }

    @Test func aRefreshNeedsNoNonceAndTheSameSubject() throws {
        var login = IDTokenFixture().with("nonce", nil)
        login.expecting.nonce = nil
        login.expecting.subject = IDTokenFixture.subject
        #expect(try login.judge().isVerified)
        login.expecting.subject = "somebody else"
        #expect(try login.judge().fault?.reason == "id_token_sub_mismatch")
    }

    @Test func acceptsARecentSignInWhenMaxAgeWasAskedFor() throws {
        var login = IDTokenFixture().with("auth_time", "1795270000")
        login.expecting.maxAge = 600
        let judgement = try login.judge()
        #expect(judgement.isVerified)
        #expect(judgement.check("auth_time")?.verdict == .passed)
    }
}
