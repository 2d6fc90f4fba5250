import Testing

@testable import OAuth

@Suite struct JWTTests {
    private static let header = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0"  // {"alg":"RS256","kid":"k1"}

    @Test func takesATokenApart() throws {
        let jwt = try JWT.decode(Secret("\(Self.header).eyJzdWIiOiJhIn0.AAEC"))
        #expect(jwt.algorithm == "RS256")
        #expect(jwt.keyID == "k1")
        #expect(jwt.claims["sub"] == .string("a"))
        #expect(jwt.signature == [0, 1, 2])
        #expect(jwt.signingInput == Array("\(Self.header).eyJzdWIiOiJhIn0".utf8))
    }

    @Test(
        arguments: [
            ("", .empty), ("a", .parts(1)), ("a.b", .parts(2)), ("a.b.c.d", .parts(4)), ("a.b.c.d.e.f", .parts(6)),
            ("a.b.c.d.e", .encrypted), ("....", .encrypted), ("..", .badJSON(.header, .empty)),
            ("a.b.c", .badEncoding(.header)), ("\(header)=.e30.", .badEncoding(.header)),
            (" \(header).e30.", .badEncoding(.header)), ("\(header).e30.\n", .badEncoding(.signature)),
            ("\(header).e3+.", .badEncoding(.claims)), ("\(header).e30.A", .badEncoding(.signature)),
            ("\(header).e30.AB", .badEncoding(.signature)),  // bits left over
            ("\(header).bnVsbA.", .badJSON(.claims, .notAnObject)), ("W10.e30.", .badJSON(.header, .notAnObject)),
        ] as [(String, JWTFault)])
    func refuses(_ text: String, _ fault: JWTFault) {
        #expect(throws: fault) { try JWT.decode(Secret(text)) }
    }

    @Test func refusesWhatIsLongerThanTheLimit() {
        let text = Secret("\(Self.header).e30." + String(repeating: "A", count: Limits.storedToken))
        #expect(throws: JWTFault.tooLong(text.count, limit: Limits.storedToken)) { try JWT.decode(text) }
        #expect(throws: Never.self) { try JWT.decode(text, limit: 2 * Limits.storedToken) }
    }

    @Test func printingItShowsNothingOfIt() throws {
        let jwt = try JWT.decode(Secret("\(Self.header).eyJzdWIiOiJhIn0.AAEC"))
        var dumped = ""
        dump(jwt, to: &dumped)
        for text in ["\(jwt)", String(reflecting: jwt), dumped] {
            #expect(!text.contains("RS256"))
            #expect(!text.contains("sub"))
        }
    }
}
