import Testing

@testable import OAuth

/// Messages about times name both clocks, so that a wrong one can be found.
@Suite struct IDTokenClockTests {
    @Test func anExpiredTokenNamesBothTimes() throws {
        let message = try IDTokenFixture().with("exp", "1795266723").judge().fault?.message
        #expect(
            message == """
                The ID token expired at 2026-11-21T13:12:03Z, 1 h ago; this machine's clock says \
                2026-11-21T14:12:03Z. The ID token is refused and nothing is stored. If this machine's clock is ahead, \
                set it and log in again.
                """)
    }

    @Test func aClockThatIsAheadIsNamed() throws {
        var login = IDTokenFixture().with("exp", "1795267021").with("iat", "1795266721")
        login.expecting.serverDate = Timestamp(seconds: 1_795_266_723)
        let message = try #require(try login.judge().fault?.message)
        #expect(message.contains("The provider's clock said 2026-11-21T13:12:03Z: this machine is 1:00:00 ahead."))
        #expect(message.hasSuffix("Set the clock and log in again."))
    }

    @Test func aClockThatIsBehindIsNamed() throws {
        var login = IDTokenFixture().with("exp", "1795274221").with("iat", "1795273921")
        login.expecting.serverDate = Timestamp(seconds: 1_795_273_923)
        let fault = try #require(try login.judge().fault)
        #expect(fault.reason == "id_token_iat_in_future")
        #expect(fault.message.contains("2026-11-21T15:12:01Z, in 59:58"))
        #expect(fault.message.contains("this machine is 1:00:00 behind"))
    }

    @Test func aProviderThatSendsAWrongTimeIsBlamed() throws {
        var login = IDTokenFixture().with("iat", "1795356723")
        login.expecting.serverDate = Timestamp(seconds: 1_795_270_321)
        let message = try #require(try login.judge().fault?.message)
        #expect(message.contains("both agree (0:02 apart) and the provider sent a wrong time"))
    }

    @Test(arguments: ["1e300", "-1e300", "1e18", "253402300800", "-62167219201"])
    func aTimeBeyondTheCalendarIsJudgedAndShown(_ time: String) throws {
        for claim in ["exp", "iat", "nbf", "auth_time"] {
            var login = IDTokenFixture().with(claim, time)
            login.expecting.maxAge = 60
            let judgement = try login.judge()
            #expect(judgement.check(claim)?.found.safe().isEmpty == false)
        }
    }

    @Test func toleranceEndsWhereTheLimitsSay() throws {
        let now = IDTokenFixture.now.seconds
        func verified(_ claim: String, _ time: Double) throws -> Bool {
            try IDTokenFixture().with(claim, "\(time)").judge().isVerified
        }
        #expect(try verified("exp", now - Limits.expTolerance + 1))
        #expect(try !verified("exp", now - Limits.expTolerance))
        #expect(try verified("iat", now + Limits.iatTolerance))
        #expect(try !verified("iat", now + Limits.iatTolerance + 1))
        #expect(try verified("nbf", now + Limits.expTolerance))
        #expect(try !verified("nbf", now + Limits.expTolerance + 1))
    }
}
