import Testing

@testable import OAuth

@Suite struct ClaimGlossaryTests {
    @Test(arguments: [
        ("iss", "RFC 7519 4.1.1"), ("sub", "RFC 7519 4.1.2"), ("aud", "RFC 7519 4.1.3"), ("exp", "RFC 7519 4.1.4"),
        ("nbf", "RFC 7519 4.1.5"), ("iat", "RFC 7519 4.1.6"), ("jti", "RFC 7519 4.1.7"), ("alg", "RFC 7515 4.1.1"),
        ("kid", "RFC 7515 4.1.4"), ("typ", "RFC 7519 5.1"), ("auth_time", "OIDC Core 2"), ("nonce", "OIDC Core 2"),
        ("acr", "OIDC Core 2"), ("amr", "RFC 8176 2"), ("azp", "OIDC Core 2"), ("at_hash", "OIDC Core 3.1.3.6"),
        ("c_hash", "OIDC Core 3.3.2.11"), ("scope", "RFC 8693 4.2"), ("client_id", "RFC 8693 4.3"),
        ("cnf", "RFC 7800 3.1"), ("email", "OIDC Core 5.1"), ("address", "OIDC Core 5.1.1"),
        ("sid", "OIDC Front-Channel Logout 3"),
    ])
    func explains(_ name: String, _ source: String) throws {
        let known = try #require(ClaimGlossary.meaning(of: name))
        #expect(known.source == source)
        #expect(known.text.count > 5)
    }

    @Test(arguments: ["", "ISS", "iss ", "https://example.com/iss", "\u{1b}[2J"])
    func doesNotGuess(_ name: String) {
        #expect(ClaimGlossary.meaning(of: name) == nil)
        #expect(!ClaimGlossary.isTime(name))
    }
}
