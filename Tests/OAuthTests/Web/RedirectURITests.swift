import OAuth
import Testing

@Suite struct RedirectURITests {
    @Test func makesLoopbackAddresses() {
        #expect(RedirectURI.loopback(host: .v4, port: 49152).text == "http://127.0.0.1:49152/callback")
        #expect(RedirectURI.loopback(host: .v6, port: 1, path: "/a/b").text == "http://[::1]:1/a/b")
        let loopback = RedirectURI.loopback(host: .v6, port: 8400).loopback
        #expect(loopback?.host == "::1")
        #expect(loopback?.port == 8400)
        #expect(loopback?.path == "/callback")
    }

    @Test(arguments: [
        "http://127.0.0.1/cb", "http://localhost:8080/auth/cb", "https://app.example/cb?x=1", "com.example.app:/cb",
        "myapp://callback", "http://[::1]:8080",
    ])
    func takes(text: String) throws {
        #expect(try RedirectURI(text).text == text)
    }

    @Test(arguments: [
        "javascript:alert(1)", "data:text/html,x", "file:///tmp/x", "vbscript:x", "about:blank", "ws://127.0.0.1/",
        "mailto:a@b.example", "urn:ietf:wg:oauth:2.0:oob", "JavaScript:x",
    ])
    func refusesSchemes(text: String) throws {
        let scheme = try URIParts(text).scheme
        #expect(throws: RedirectFault.refusedScheme(ForeignText(scheme))) { try RedirectURI(text) }
    }

    @Test(arguments: [
        ("http://127.0.0.1/cb#x", RedirectFault.fragment), ("http://127.0.0.1/cb#", .fragment),
        ("http://example.com/cb", .cleartext(host: ForeignText("example.com"))),
        ("http://127.0.0.1@evil.example/cb", .address(.hasUserinfo)), ("myapp://u@callback", .address(.hasUserinfo)),
        ("http://127.0.0.1/cb?code=1", .takenParameter(ForeignText("code"))),
        ("http://127.0.0.1/cb?a=1&st%61te=", .takenParameter(ForeignText("state"))),
        ("http://127.0.0.1/cb?a=%", .badQuery), ("myapp:", .address(.noHost)), ("/callback", .address(.noScheme)),
        ("", .address(.empty)),
    ])
    func refuses(text: String, fault: RedirectFault) {
        #expect(throws: fault) { try RedirectURI(text) }
        #expect(!fault.message.isEmpty)
    }

    @Test func joinsARequestTarget() throws {
        let v6 = RedirectURI.loopback(host: .v6, port: 8400)
        #expect(v6.address(ofTarget: "/callback?code=1") == "http://[::1]:8400/callback?code=1")
        #expect(try RedirectURI("http://localhost/cb").address(ofTarget: "/x") == "http://localhost/x")
        #expect(v6.loopback?.port == 8400)
        #expect(try RedirectURI("https://h.example/cb").loopback == nil)
        #expect(try RedirectURI("myapp:/cb").loopback == nil)
    }
}
