import Testing

@testable import OAuth

@Suite struct InspectionTests {
    private func inspect(_ text: String) -> Inspection {
        Inspection(text, now: IDTokenFixture.now)
    }

    @Test func explainsEveryMemberInItsOrder() throws {
        let login = IDTokenFixture().with("https://api.example/claim", "{\"a\":[1,2]}").with("email", "\"a@b.example\"")
        let inspection = inspect(try login.token.reveal())
        #expect(inspection.kind == .jwt)
        #expect(inspection.header.map { $0.name.safe() } == ["alg", "kid"])
        #expect(
            inspection.claims.map { $0.name.safe() }
                == ["iss", "sub", "aud", "exp", "iat", "nonce", "https://api.example/claim", "email"])
        let exp = try #require(inspection.claims.first { $0.name.isExactly("exp") })
        #expect(exp.meaning == "The token is not valid from this time on.")
        #expect(exp.source == "RFC 7519 4.1.4")
        #expect(exp.time == Timestamp(seconds: 1_795_270_621))
        #expect(exp.timeText == "2026-11-21T14:17:01Z, in 4:58")
        #expect(exp.shown().safe() == "1795270621")
        let own = inspection.claims[6]
        #expect(own.meaning == nil)
        #expect(own.shown().safe() == #"{"a":[1,2]}"#)
        #expect(inspection.signatureLength == 256)
    }

    @Test func isUnverifiedUntilASignatureWasChecked() throws {
        let login = IDTokenFixture()
        let inspection = inspect(try login.token.reveal())
        #expect(inspection.verdict == .unverified("its signature was not checked"))
        let jwt = try #require(inspection.jwt)
        let good = SignatureCheck.verify(jwt, with: try login.key.set(), allowed: [.RS256])
        #expect(inspection.judged(by: good).verdict == .verified(.RS256, keyID: ForeignText("k1")))
        let bad = SignatureCheck.verify(jwt, with: try SigningKey.otherRSA2048.set(), allowed: [.RS256])
        #expect(inspection.judged(by: bad).verdict == .failed(SignatureRefusal.wrong.message))
        let none = SignatureCheck.verify(jwt, with: JWKSet(keys: []), allowed: [.RS256])
        #expect(inspection.judged(by: none).verdict == .unverified("none of the given keys is called k1"))
    }

    /// Some providers sign for several issuers with one key.
    @Test(arguments: ["https://other.example", "https://login.example.com/"])
    func aGoodSignatureOnAnotherIssuersTokenProvesNothing(claimed: String) throws {
        let login = IDTokenFixture().with("iss", "\"\(claimed)\"")
        let inspection = inspect(try login.token.reveal())
        let good = SignatureCheck.verify(
            try #require(inspection.jwt), with: try login.key.set(), allowed: [.RS256])
        let asked = try Issuer("https://login.example.com")
        guard case .failed(let why) = inspection.judged(by: good, issuer: asked).verdict else {
            Issue.record("the verdict is \(inspection.judged(by: good, issuer: asked).verdict)")
            return
        }
        #expect(why.contains(asked.text))
        #expect(inspection.judged(by: good).verdict == .verified(.RS256, keyID: ForeignText("k1")))
    }

    @Test func readableClaimsMakeATextADamagedToken() {
        let inspection = inspect("\u{fffd}.eyJzdWIiOiJhIn0.AAAA")
        #expect(inspection.verdict == .unverified("it is damaged"))
        #expect(inspection.claims.count == 1)
    }

    @Test func anUnsignedTokenIsNeverCalledGood() {
        let inspection = inspect("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.")
        #expect(inspection.kind == .jwt)
        #expect(inspection.verdict == .unverified("it is not signed"))
        #expect(!inspection.headline.contains("signed JSON Web Token"))
        #expect(inspection.notes.contains { $0.hasPrefix("It is not signed") })
        #expect(inspection.claims.count == 1)
    }

    @Test func anOpaqueTokenIsNamedSo() {
        for text in ["SlAV32hkKG", "gho_16C7e42F292c6912E7710c838347Ae", "v4.public.abc", "a.b.c", "https://a.test"] {
            let inspection = inspect(text)
            #expect(inspection.kind == .opaque)
            #expect(inspection.verdict == .notApplicable)
            #expect(inspection.header.isEmpty)
            #expect(inspection.claims.isEmpty)
        }
    }

    @Test func anEncryptedTokenShowsItsHeader() {
        let inspection = inspect("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d")
        #expect(inspection.kind == .jwe)
        #expect(inspection.header.map { $0.shown().safe() } == ["RSA-OAEP", "A256GCM"])
        #expect(inspection.verdict == .unverified("it is encrypted"))
    }

    @Test(arguments: [
        ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.!", JWTFault.badEncoding(.signature), 1, 1),
        ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJh.AAAA", .badJSON(.claims, .endsEarly), 1, 0),
        ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0", .parts(2), 1, 0),
        ("eyJhbGciOiJSUzI1N", .parts(1), 0, 0),
        ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhLCJ4IjoxfQ.AAAA", .badJSON(.claims, .unexpected(12)), 1, 0),
    ])
    func aDamagedTokenShowsWhatCanBeRead(_ text: String, _ fault: JWTFault, _ header: Int, _ claims: Int) {
        let inspection = inspect(text)
        #expect(inspection.header.count == header)
        #expect(inspection.claims.count == claims)
        #expect(inspection.verdict == .unverified("it is damaged"))
        guard case .broken(let found) = inspection.kind else {
            Issue.record("\(inspection.kind)")
            return
        }
        if fault != .badJSON(.claims, .unexpected(12)) { #expect(found == fault) }
    }

    @Test(arguments: ["", " \n\t", "\"\""])
    func nothingIsNamedSo(_ text: String) {
        #expect(inspect(text).kind == .empty)
    }

    @Test func fiveMegabytesAreNotRead() {
        let text = String(repeating: "eyJh.", count: 1 << 20)
        let inspection = inspect(text)
        #expect(inspection.kind == .tooLong(5 << 20))
        #expect(inspection.header.isEmpty && inspection.claims.isEmpty)
    }

    @Test func whatSurroundsATokenIsLeftOut() throws {
        let token = try IDTokenFixture().token.reveal()
        let half = token.index(token.startIndex, offsetBy: 100)
        let wrapped = token[..<half] + "\r\n  " + token[half...]
        let surroundings = [" \(token)\n", "\"\(token)\"", "Bearer \(token)", "authorization: bearer  \(token)"]
        for text in surroundings + [String(wrapped)] {
            #expect(inspect(text).kind == .jwt)
        }
        #expect(inspect("Bearer \(token)").notes == ["\"Bearer\" before the token was left out."])
        #expect(inspect("Authorization: DPoP \(token)").notes.count == 2)
        #expect(inspect(String(wrapped)).notes == ["White space within the token was left out."])
        #expect(inspect("BearerSlAV32hkKG").kind == .opaque)
    }

    @Test func timesThatAreNoNumbersStayRaw() throws {
        let claims = [
            ("exp", "\"tomorrow\""), ("iat", "1e999999"), ("nbf", "1e300"), ("auth_time", "null"), ("updated_at", "1"),
        ]
        let inspection = inspect(try claims.reduce(IDTokenFixture()) { $0.with($1.0, $1.1) }.token.reveal())
        func text(_ name: String) -> String? { inspection.claims.first { $0.name.isExactly(name) }?.timeText }
        #expect(text("exp") == nil)
        #expect(text("iat") == nil)
        #expect(text("auth_time") == nil)
        #expect(text("nbf")?.hasPrefix("no date") == true)
        #expect(text("updated_at")?.hasPrefix("1970-01-01T00:00:01Z") == true)
    }

    @Test func notesTellThatItExpired() throws {
        let inspection = inspect(try IDTokenFixture().with("exp", "1795266723").token.reveal())
        #expect(inspection.notes == ["It says that it expired 1 h ago (2026-11-21T13:12:03Z)."])
    }

    @Test func aClaimOfAMegabyteIsCutForTheScreen() throws {
        let value = String(repeating: "x", count: 500_000)
        let claims = Base64URL.encode("{\"a\":\"\(value)\"}".utf8)
        let inspection = inspect("eyJhbGciOiJSUzI1NiJ9.\(claims).AA")
        #expect(inspection.claims.first?.shown(limit: 50).safe().count == 51)
    }
}
