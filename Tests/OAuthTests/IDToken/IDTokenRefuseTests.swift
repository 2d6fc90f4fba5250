import Testing

@testable import OAuth

/// One test for each way in which a token's claims can be wrong.
@Suite struct IDTokenRefuseTests {
    struct Wrong: Sendable, CustomTestStringConvertible {
        let claim: String
        let json: String?
        let check: String
        let reason: String

        init(_ claim: String, _ json: String?, _ check: String, _ reason: String) {
            self.claim = claim
            self.json = json
            self.check = "id_token." + check
            self.reason = "id_token_" + reason
        }

        var testDescription: String { "\(claim) \(json ?? "missing")" }
    }

    static let wrong = [
        Wrong("iss", #""https://other.example""#, "iss", "iss_mismatch"),
        Wrong("iss", #""https://provider.example/t/""#, "iss", "iss_mismatch"),
        Wrong("iss", #""https://provider.example/T""#, "iss", "iss_mismatch"),
        Wrong("iss", #"["https://provider.example/t"]"#, "iss", "iss_missing"),
        Wrong("iss", nil, "iss", "iss_missing"),
        Wrong("aud", #""other-client""#, "aud", "aud_mismatch"),
        Wrong("aud", #"["other-client","pixie"]"#, "aud", "aud_mismatch"),
        Wrong("aud", nil, "aud", "aud_missing"),
        Wrong("aud", "[]", "aud", "aud_missing"),
        Wrong("aud", "null", "aud", "aud_missing"),
        Wrong("aud", #"["pixie-cli",1]"#, "aud", "aud_missing"),
        Wrong("aud", #"{"pixie-cli":1}"#, "aud", "aud_missing"),
        Wrong("aud", #"["pixie-cli","other-client"]"#, "azp", "azp_missing"),
        Wrong("azp", #""other-client""#, "azp", "azp_mismatch"),
        Wrong("azp", "null", "azp", "azp_mismatch"),
        Wrong("azp", #"["pixie-cli"]"#, "azp", "azp_mismatch"),
        Wrong("exp", "1795266723", "exp", "expired"),
        Wrong("exp", "1795270263", "exp", "expired"),
        Wrong("exp", "-1", "exp", "expired"),
        Wrong("exp", "-1e300", "exp", "expired"),
        Wrong("exp", "0", "exp", "expired"),
        Wrong("exp", nil, "exp", "exp_missing"),
        Wrong("exp", "1e999999", "exp", "exp_invalid"),
        Wrong("exp", #""1795270621""#, "exp", "exp_invalid"),
        Wrong("exp", "null", "exp", "exp_invalid"),
        Wrong("exp", "true", "exp", "exp_invalid"),
        Wrong("iat", "1795356723", "iat", "iat_in_future"),
        Wrong("iat", "1795270624", "iat", "iat_in_future"),
        Wrong("iat", "1e300", "iat", "iat_in_future"),
        Wrong("iat", nil, "iat", "iat_missing"),
        Wrong("iat", #""1795270321""#, "iat", "iat_invalid"),
        Wrong("iat", "-1e999999", "iat", "iat_invalid"),
        Wrong("nbf", "1795356723", "nbf", "not_yet_valid"),
        Wrong("nbf", "1795270384", "nbf", "not_yet_valid"),
        Wrong("nbf", #""soon""#, "nbf", "nbf_invalid"),
        Wrong("nonce", nil, "nonce", "nonce_missing"),
        Wrong("nonce", "null", "nonce", "nonce_missing"),
        Wrong("nonce", #""another""#, "nonce", "nonce_mismatch"),
        Wrong("nonce", #""n-0S6_WzA2Mj ""#, "nonce", "nonce_mismatch"),
        Wrong("nonce", #""""#, "nonce", "nonce_mismatch"),
        Wrong("sub", nil, "sub", "sub_missing"),
        Wrong("sub", #""""#, "sub", "sub_missing"),
        Wrong("sub", "42", "sub", "sub_missing"),
        Wrong("at_hash", #""77QmUPtjPfzWtF2AnpK9RA""#, "at_hash", "at_hash_mismatch"),
        Wrong("at_hash", "null", "at_hash", "at_hash_mismatch"),
        Wrong("c_hash", #""LDktKdoQak3Pk0cnXxCltA=""#, "c_hash", "c_hash_mismatch"),
    ]

    @Test(arguments: wrong)
    func refuses(_ wrong: Wrong) throws {
        let judgement = try IDTokenFixture().with(wrong.claim, wrong.json).judge()
        let fault = try #require(judgement.fault)
        #expect(judgement.outcome == .refused(fault))
        #expect(judgement.failures == [wrong.check])
        #expect(fault.check.id == wrong.check)
        #expect(fault.reason == wrong.reason)
        #expect(fault.message.contains("refused"))
        #expect(judgement.checks.map(\.id) == IDTokenJudgement.allIDs)
    }

    @Test func refusesAnOldSignInWhenMaxAgeWasAskedFor() throws {
        var login = IDTokenFixture().with("auth_time", "1795269662")
        login.expecting.maxAge = 600
        #expect(try login.judge().fault?.reason == "id_token_auth_time_too_old")
        login.set("auth_time", nil)
        #expect(try login.judge().fault?.reason == "id_token_auth_time_missing")
    }

    @Test func showsEverythingThatIsWrongAndNamesTheFirst() throws {
        let judgement = try IDTokenFixture().with("exp", "1").with("iss", "\"x\"").with("sub", nil).judge()
        #expect(judgement.failures == ["id_token.iss", "id_token.exp", "id_token.sub"])
        #expect(judgement.fault?.reason == "id_token_iss_mismatch")
    }

    @Test func whatIsExpectedIsSafeToShowToo() throws {
        var login = IDTokenFixture()
        login.expecting.subject = "\u{1b}[2J\u{202e}x"
        login.expecting.clientID = "\u{1b}]0;x\u{7}"
        for check in try login.judge().checks {
            #expect(!check.expected.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
        }
    }

    @Test func noEvidenceHoldsASecret() throws {
        let login = IDTokenFixture().with("nonce", "\"another\"").with("at_hash", "\"x\"").with("c_hash", "\"y\"")
        let judgement = try login.judge()
        let text = String(describing: judgement)
        for secret in [IDTokenFixture.nonce, IDTokenFixture.accessToken, IDTokenFixture.code, try login.token] {
            #expect(!text.contains(secret.reveal()))
        }
    }
}
