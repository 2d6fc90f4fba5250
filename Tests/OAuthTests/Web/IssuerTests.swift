import OAuth
import Testing

@Suite struct IssuerTests {
    @Test(arguments: [
        "https://login.example.com", "https://login.example.com/", "https://h.example:8443/realms/x",
        "http://127.0.0.1:9000",
        "http://[::1]:9000", "https://192.0.2.7/x", "https://h.example/a/consumer/api/v0/oidc",
    ])
    func keepsWhatIsRight(text: String) throws {
        #expect(try Issuer.read(typed: text).issuer.text == text)
        #expect(try Issuer(text).text == text)
    }

    @Test(arguments: [
        ("  https://h.example \n", "https://h.example"), ("\"https://h.example\"", "https://h.example"),
        ("<https://h.example>", "https://h.example"),
        ("HTTPS://Login.Example.COM/Path", "https://login.example.com/Path"),
        ("https://h.example/.well-known/openid-configuration", "https://h.example"),
        ("https://h.example/t/.well-known/openid-configuration", "https://h.example/t"),
        ("https://h.example/t/.well-known/openid-configuration/", "https://h.example/t"),
        ("https://h.example/.well-known/oauth-authorization-server", "https://h.example"),
        ("https://h.example/.well-known/oauth-authorization-server/t/u", "https://h.example/t/u"),
    ])
    func changesOnlyWhatItSays(typed: String, issuer: String) throws {
        let reading = try Issuer.read(typed: typed)
        #expect(reading.issuer.text == issuer)
        #expect(!reading.notes.isEmpty)
    }

    @Test func saysThatASlashCounts() throws {
        #expect(try Issuer.read(typed: "https://h.example/").notes.count == 1)
        #expect(try Issuer.read(typed: "https://h.example").notes.isEmpty)
    }

    @Test(arguments: [
        ("", IssuerFault.empty), ("   ", .empty), ("\"\"", .empty),
        ("login.example.com", .noScheme(suggestion: "https://login.example.com")),
        ("login.example.com:8443/x", .noScheme(suggestion: "https://login.example.com:8443/x")),
        ("localhost:8080", .noScheme(suggestion: "http://localhost:8080")),
        ("127.0.0.1:9000/x", .noScheme(suggestion: "http://127.0.0.1:9000/x")),
        ("google", .noScheme(suggestion: nil)),
        ("not an address", .address(.badCharacter(ForeignText(" "), offset: 3))),
        ("me@example.com", .email), ("mailto:me@example.com", .email),
        ("http://login.example.com", .cleartext(host: ForeignText("login.example.com"))),
        ("http://192.0.2.1", .cleartext(host: ForeignText("192.0.2.1"))),
        ("ftp://h.example", .notWeb(scheme: ForeignText("ftp"))),
        ("javascript:alert(1)", .notWeb(scheme: ForeignText("javascript"))),
        ("https://h.example/?x=1", .hasQuery), ("https://h.example/authorize?client_id=1", .hasQuery),
        ("https://h.example/#x", .hasFragment), ("https://", .address(.noHost)), ("https:", .address(.noHost)),
        ("https://u:p@h.example", .address(.hasUserinfo)),
        ("https://b\u{fc}cher.example", .internationalHost(suggestion: "https://xn--bcher-kva.example")),
        ("https://h.example/\u{fc}", .address(.badCharacter(ForeignText("\u{fc}"), offset: 18))),
        ("https://h.example:99999", .address(.badPort(ForeignText("99999")))),
        ("https://h .example", .address(.badCharacter(ForeignText(" "), offset: 9))),
    ])
    func tellsWhatIsWrong(typed: String, fault: IssuerFault) {
        #expect(throws: fault) { try Issuer.read(typed: typed) }
        #expect(fault.message.hasSuffix(".") || fault.message.hasSuffix(";"))
    }

    @Test func survivesATypedFlood() {
        #expect(throws: IssuerFault.self) { try Issuer.read(typed: String(repeating: "a", count: 1 << 20)) }
    }

    @Test func refusesOneThatLeavesNoRoomForTheWellKnownPaths() {
        let long = "https://login.example.com/" + String(repeating: "a", count: Limits.issuer)
        #expect(throws: IssuerFault.address(.tooLong(limit: Limits.issuer))) { try Issuer(long) }
        #expect(throws: IssuerFault.self) { try Issuer.read(typed: long) }
    }

    /// Letters beyond ASCII are never taken by themselves, and the person learns what the network would be asked for.
    @Test(arguments: [
        ("https://m\u{fc}nchen.example", "https://xn--mnchen-3ya.example"),
        ("m\u{fc}nchen.example/realms/a", "https://xn--mnchen-3ya.example/realms/a"),
        ("https://\u{430}pple.com", "https://xn--pple-43d.com"),
    ])
    func suggestsTheALabelsOfAnInternationalHost(_ typed: String, _ suggestion: String) {
        #expect(throws: IssuerFault.internationalHost(suggestion: suggestion)) { try Issuer.read(typed: typed) }
    }

    @Test(arguments: [
        "https://good.example@evil.example", "https://good.example:443@evil.example/x", "https://@h.example",
    ])
    func refusesANameBeforeTheHost(_ typed: String) {
        #expect(throws: (any Error).self) { try Issuer.read(typed: typed) }
        #expect(throws: (any Error).self) { try Endpoint(typed) }
        #expect(throws: (any Error).self) { try RedirectURI(typed) }
    }
}
