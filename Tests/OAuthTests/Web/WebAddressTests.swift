import OAuth
import Testing

@Suite struct WebAddressTests {
    @Test(arguments: [
        ("https://Login.Example.com", "https://login.example.com:443"),
        ("http://127.0.0.1:8400/cb", "http://127.0.0.1:8400"),
        ("http://[::1]/x?y#z", "http://[::1]:80"),
    ])
    func namesItsOrigin(text: String, origin: String) throws {
        let address = try WebAddress(text)
        #expect(address.origin == origin)
        #expect(address.text == text)
    }

    @Test(arguments: [
        "ftp://h/", "javascript:alert(1)", "https:", "https://", "https:///x", "http://u@h/", "https://a:b@h/",
    ])
    func refuses(text: String) {
        #expect(throws: URIFault.self) { try WebAddress(text) }
    }

    @Test(arguments: [
        ("http://127.0.0.1/", true), ("http://127.255.3.4/", true), ("http://[::1]/", true),
        ("http://[0:0:0:0:0:0:0:1]/", true), ("http://LocalHost:80/", true), ("http://128.0.0.1/", false),
        ("http://0.0.0.0/", false), ("http://[::]/", false), ("http://[::ffff:127.0.0.1]/", false),
        ("http://localhost.example/", false), ("http://127.0.0.1.example/", false), ("http://10.0.0.1/", false),
    ])
    func knowsThisMachine(text: String, isLoopback: Bool) throws {
        #expect(try WebAddress(text).isLoopback == isLoopback)
    }

    @Test(arguments: [
        ("https://h", "https://h?a=1"), ("https://h/x", "https://h/x?a=1"), ("https://h/x?", "https://h/x?a=1"),
        ("https://h/x?b=2", "https://h/x?b=2&a=1"), ("https://h/x?b=2&", "https://h/x?b=2&a=1"),
        ("https://h/x?b=2#f", "https://h/x?b=2&a=1#f"), ("https://h/x#f?g", "https://h/x?a=1#f?g"),
        ("https://h/x?b=%20?c", "https://h/x?b=%20?c&a=1"),
    ])
    func keepsTheQueryThatIsThere(text: String, whole: String) throws {
        let address = try WebAddress(text).appendingQuery("a=1")
        #expect(address.text == whole)
        #expect(address == (try WebAddress(whole)))
        #expect(try WebAddress(text).appendingQuery("").text == text)
    }
}

@Suite struct EndpointTests {
    @Test(arguments: [
        "https://h", "https://10.0.0.1/x?y", "http://127.0.0.1:8400/", "http://[::1]/", "http://localhost/x",
    ])
    func takesHTTPSAndThisMachine(text: String) throws {
        #expect(try Endpoint(text).text == text)
    }

    @Test(arguments: [
        ("http://example.com/", EndpointFault.cleartext(host: ForeignText("example.com"))),
        ("http://192.0.2.1/", .cleartext(host: ForeignText("192.0.2.1"))),
        ("http://0x7f.1/", .address(.badHost(ForeignText("0x7f.1")))),
        ("https://h/#", .fragment), ("https://h/#x", .fragment),
        ("javascript:alert(1)", .address(.notWeb(scheme: ForeignText("javascript")))),
        ("file:///etc/passwd", .address(.notWeb(scheme: ForeignText("file")))),
        ("--remote-debugging-port=9222", .address(.noScheme)), ("", .address(.empty)),
        ("https://u:p@h/", .address(.hasUserinfo)),
    ])
    func refuses(text: String, fault: EndpointFault) {
        #expect(throws: fault) { try Endpoint(text) }
        #expect(!fault.message.isEmpty)
    }
}
