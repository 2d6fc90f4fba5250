import Testing

@testable import OAuth

@Suite struct IDTokenHashTests {
    /// OpenID Connect Core, appendix A.3 (at_hash) and A.4 (c_hash), both RS256.
    @Test func givesTheValuesOfTheSpecification() {
        let token = Secret("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y")
        #expect(IDTokenFacts.leftHalf(of: token, .RS256) == "77QmUPtjPfzWtF2AnpK9RQ")
        let code = Secret("Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk")
        #expect(IDTokenFacts.leftHalf(of: code, .RS256) == "LDktKdoQak3Pk0cnXxCltA")
    }

    @Test(arguments: [
        (SignatureAlgorithm.RS256, 16), (.PS256, 16), (.ES256, 16), (.RS384, 24), (.PS384, 24), (.ES384, 24),
        (.RS512, 32), (.PS512, 32), (.ES512, 32), (.EdDSA, 32),
    ])
    func isHalfOfTheAlgorithmsHash(_ algorithm: SignatureAlgorithm, _ octets: Int) throws {
        let value = IDTokenFacts.leftHalf(of: Secret("token"), algorithm)
        #expect(try #require(Base64URL.decode(value)).count == octets)
    }

    @Test func refusesTheHashOfAnotherAlgorithm() throws {
        let wrong = IDTokenFacts.leftHalf(of: IDTokenFixture.accessToken, .RS512)
        let judgement = try IDTokenFixture().with("at_hash", "\"\(wrong)\"").judge()
        #expect(judgement.fault?.reason == "id_token_at_hash_mismatch")
    }

    @Test func skipsAHashWithNothingToCompare() throws {
        var login = IDTokenFixture().with("at_hash", "\"x\"").with("c_hash", "\"y\"")
        login.expecting.accessToken = nil
        login.expecting.code = nil
        let judgement = try login.judge()
        #expect(judgement.isVerified)
        #expect(judgement.check("at_hash")?.verdict == .skipped("no access token to compare it with"))
        #expect(judgement.check("c_hash")?.verdict == .skipped("no code to compare it with"))
    }
}
