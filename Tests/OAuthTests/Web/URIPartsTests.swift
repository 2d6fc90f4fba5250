import OAuth
import Testing

@Suite struct URIPartsTests {
    @Test func splitsByRFC3986() throws {
        let parts = try URIParts(
            "HTTP://User:Pw@Example.COM:8042/over/There?name=Ferret&x=?/#Nose?#".dropLast().description)
        #expect(parts.scheme == "http")
        #expect(parts.userinfo == "User:Pw")
        #expect(parts.host == "example.com")
        #expect(parts.port == 8042)
        #expect(parts.path == "/over/There")
        #expect(parts.query == "name=Ferret&x=?/")
        #expect(parts.fragment == "Nose?")
    }

    @Test(
        arguments: [
            ("urn:example:animal", "urn", nil, nil, "example:animal"),
            ("com.example:/cb", "com.example", nil, nil, "/cb"),
            ("myapp://callback", "myapp", "callback", nil, ""),
            ("file:///etc/passwd", "file", "", nil, "/etc/passwd"),
            ("http://[::1]:80/", "http", "::1", 80, "/"),
            ("http://[2001:DB8::1]", "http", "2001:db8::1", nil, ""),
            ("https://a_b.example-1.com:65535", "https", "a_b.example-1.com", 65535, ""),
            ("https://xn--bcher-kva.example/", "https", "xn--bcher-kva.example", nil, "/"),
            ("http://127.0.0.1/a%20b;x=1,2/@:", "http", "127.0.0.1", nil, "/a%20b;x=1,2/@:"),
        ] as [(String, String, String?, Int?, String)])
    func takes(text: String, scheme: String, host: String?, port: Int?, path: String) throws {
        let parts = try URIParts(text)
        #expect(parts.text == text)
        #expect(parts.scheme == scheme)
        #expect(parts.host == host)
        #expect(parts.port == port)
        #expect(parts.path == path)
        #expect(parts.query == nil)
        #expect(parts.fragment == nil)
    }

    @Test func tellsEmptyFromAbsent() throws {
        let parts = try URIParts("a:?#")
        #expect(parts.query == "")
        #expect(parts.fragment == "")
        #expect(try URIParts("http://@h/").userinfo == "")
    }

    @Test(arguments: [
        "", "x", "/callback?code=1", "//host/path", "1http://x", ":x", "http//x", "--remote-debugging-port=9222",
        "http://a b/", " http://a/", "http://a/\n", "http://a/\u{0}", "http://a\\b/", "http://a/\\",
        "http://ä.example/",
        "http://\u{430}pple.com/", "http://a/ü", "http://a/\"x\"", "http://a/<x>", "http://a/{x}", "http://a/a|b",
        "http://a/%", "http://a/%4", "http://a/%zz", "http://a/[x]", "http://a/\u{7f}",
    ])
    func refuses(text: String) {
        #expect(throws: URIFault.self) { try URIParts(text) }
    }

    @Test(arguments: [
        "-x.example", "x-.example", "a..b", ".a", "a.", "a%41.example", "[::1", "[]", "[::1]x", "[fe80::1%25eth0]",
        "[v1.x]", "[:::1]", "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]", "[::1::]", "[12345::]", "[::1.2.3]", "a,b", "a;b",
        "0x7f.1", "127.1", "2130706433", "0177.0.0.1", "127.0.0.256", "127.0.0.01", "1.2.3.4.5", "example.1", "a!b",
        "$(id)", "a@b@c", "[1::2:3:4:5:6:7:8:9]",
    ])
    func refusesHosts(host: String) {
        #expect(throws: URIFault.self) { try URIParts("http://\(host)/") }
    }

    @Test(arguments: ["", "0", "65536", "99999", "123456", "-1", "+1", "8o", "080", "80:80", "٣"])
    func refusesPorts(port: String) {
        #expect(throws: URIFault.self) { try URIParts("http://h:\(port)/") }
    }

    @Test func refusesLongNamesAndTexts() {
        let label = String(repeating: "a", count: 63)
        #expect(throws: Never.self) { try URIParts("http://\(label).example/") }
        #expect(throws: URIFault.self) { try URIParts("http://\(label)a.example/") }
        let name = (1...5).map { _ in label }.joined(separator: ".")
        #expect(throws: URIFault.self) { try URIParts("http://\(name)/") }
        let long = "http://h/" + String(repeating: "a", count: Limits.address)
        #expect(throws: URIFault.tooLong(limit: Limits.address)) { try URIParts(long) }
    }

    @Test func saysWhichCharacterIsWrong() {
        #expect(throws: URIFault.badCharacter(ForeignText(" "), offset: 8)) { try URIParts("http://a b/") }
        #expect(throws: URIFault.badCharacter(ForeignText("ä"), offset: 7)) { try URIParts("http://ä/") }
        #expect(URIFault.badCharacter(ForeignText("ä"), offset: 7).message.contains("xn--"))
        #expect(!URIFault.badCharacter(ForeignText(" "), offset: 7).message.contains("xn--"))
    }
}
