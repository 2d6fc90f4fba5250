import Testing

@testable import OAuth

/// OpenID Connect Core section 12.2, rule by rule.
struct IDTokenContinuityTests {
    /// The login's token, and what a refresh expects after it.
    private func judge(
        _ changes: [(String, String?)], before: [(String, String?)] = [], nonceHash: String? = nil
    ) throws -> IDTokenJudgement {
        var old = IDTokenFixture()
        for (name, json) in before { old.set(name, json) }
        var new = old
        new.set("nonce", nil)
        for (name, json) in changes { new.set(name, json) }
        new.expecting.nonce = nil
        new.expecting.subject = IDTokenFixture.subject
        let claims = try JWT.decode(try old.token).claims
        return IDTokenContinuity.judge(
            try new.token, keys: try new.key.set(), expecting: new.expecting,
            before: IDTokenContinuity.Before(
                claims: claims, nonceHash: nonceHash ?? NonceHash.of(IDTokenFixture.nonce)))
    }

    @Test func aTokenThatContinuesTheLoginIsVerified() throws {
        let judgement = try judge([("iat", "1795270322")])
        #expect(judgement.isVerified)
        #expect(
            judgement.checks.map(\.id).suffix(4) == [
                "id_token.same_aud", "id_token.same_azp", "id_token.same_nonce", "id_token.same_auth_time",
            ])
    }

    @Test func theOrderOfAudiencesDoesNotMatter() throws {
        let before = [("aud", "[\"pixie-cli\",\"b\"]"), ("azp", "\"pixie-cli\"")]
        #expect(try judge([("aud", "[\"b\",\"pixie-cli\"]")], before: before).isVerified)
    }

    @Test func theNonceOfTheLoginMayBeThere() throws {
        #expect(try judge([("nonce", "\"n-0S6_WzA2Mj\"")]).isVerified)
    }

    @Test(arguments: [
        ("sub", "\"another\"", "id_token_sub_mismatch"), ("iss", "\"https://x.example\"", "id_token_iss_mismatch"),
        ("aud", "[\"pixie-cli\",\"pixie-cli\"]", "id_token_aud_changed"),
        ("azp", "\"pixie-cli\"", "id_token_azp_changed"), ("nonce", "\"another\"", "id_token_nonce_changed"),
        ("nonce", "7", "id_token_nonce_changed"), ("auth_time", "1795270000", "id_token_auth_time_changed"),
        ("auth_time", "\"1795260000\"", "id_token_auth_time_changed"),
    ])
    func aTokenOfAnotherLoginIsRefused(claim: String, json: String, reason: String) throws {
        let judgement = try judge([(claim, json)], before: [("auth_time", "1795260000")])
        #expect(judgement.fault?.reason == reason)
        #expect(!judgement.isVerified)
    }

    @Test func whatCanBeSeenWithoutKeysIsSeen() throws {
        var fixture = IDTokenFixture()
        fixture.expecting.subject = IDTokenFixture.subject
        #expect(IDTokenContinuity.contradiction(of: try fixture.token, expecting: fixture.expecting) == nil)
        for (name, json) in [("iss", "\"https://x.example\""), ("sub", "\"x\""), ("aud", "\"x\"")] {
            let other = try fixture.with(name, json).token
            #expect(IDTokenContinuity.contradiction(of: other, expecting: fixture.expecting) != nil, "\(name)")
        }
        #expect(IDTokenContinuity.contradiction(of: Secret("a.b"), expecting: fixture.expecting) != nil)
    }
}
