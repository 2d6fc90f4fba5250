import OAuth
import Testing

@testable import Network

@Suite struct SendingAgainTests {
    @Test func theMetadataAreAskedForTwiceAfterABusyServer() async throws {
        let server = try await RawServer { visit in
            if visit.request == 1 {
                visit.reply("busy", status: "503 Service Unavailable", headers: "Retry-After: 0\r\n")
            } else {
                visit.reply("{}")
            }
        }
        try await Sending.withSender { sender in
            let result = try await sender.get("http://127.0.0.1:\(server.port)/x")
            #expect(result.text == "{}")
        }
        #expect(server.requests.count == 2)
        await server.stop()
    }

    /// The login fetches the key set a second time when it must: twice of twice would be four.
    @Test(arguments: ["503 Busy", "reset"])
    func theKeySetIsFetchedOnceForEachOrder(trouble: String) async throws {
        let server = try await RawServer { visit in
            if trouble == "reset" { visit.reset() } else { visit.reply("busy", status: trouble) }
        }
        try await Sending.withSender { sender in
            _ = try await sender.get("http://127.0.0.1:\(server.port)/x", .keys)
        }
        #expect(server.requests.count == 1)
        await server.stop()
    }

    @Test func publicDataIsAskedForTwiceAfterAReset() async throws {
        let server = try await RawServer { visit in
            if visit.request == 1 { visit.reset() } else { visit.reply("{}") }
        }
        try await Sending.withSender { sender in
            let result = try await sender.get("http://127.0.0.1:\(server.port)/x")
            #expect(result.text == "{}")
        }
        #expect(server.requests.count == 2)
        await server.stop()
    }

    @Test func thereIsNoThirdTry() async throws {
        let server = try await RawServer { visit in
            if visit.request == 1 { visit.reset() } else { visit.reply("busy", status: "503 Busy") }
        }
        try await Sending.withSender { sender in
            let result = try await sender.get("http://127.0.0.1:\(server.port)/x")
            #expect(result.reply?.status == 503)
        }
        #expect(server.requests.count == 2)
        await server.stop()
    }

    @Test(arguments: ["86400", "Wed, 21 Oct 2099 07:28:00 GMT", "-1", "nan", "1e99"])
    func aFarRetryAfterIsNotWaitedFor(wanted: String) async throws {
        let server = try await RawServer { $0.reply("busy", status: "503 Busy", headers: "Retry-After: \(wanted)\r\n") }
        try await Sending.withSender { sender in
            let reply = try await sender.get("http://127.0.0.1:\(server.port)/x").reply
            #expect(reply?.status == 503)
            #expect(reply?.header("retry-after") == ForeignText(wanted))
        }
        #expect(server.requests.count == 1)
        await server.stop()
    }

    /// What the server wants to be waited for would end after the deadline: its words are the last, and are looked at as
    /// every other answer.
    @Test func anAnswerThatIsNotWaitedForHidesWhatItRepeats() async throws {
        let server = try await RawServer {
            $0.reply("you said opaque-and-long", status: "503 Busy", headers: "Retry-After: 60\r\n")
        }
        var limits = Sending.limits
        limits.longestPause = 100
        try await Sending.withSender(limits: limits) { sender in
            let call = HTTPCall(
                .discovery, .get, try Endpoint("http://127.0.0.1:\(server.port)/x"),
                headers: [.init("Authorization", Secret("Bearer opaque-and-long"))])
            let reply = try #require(await sender.send(call).reply)
            #expect(reply.status == 503)
            #expect(!String(decoding: reply.body, as: UTF8.self).contains("opaque-and-long"))
        }
        await server.stop()
    }

    @Test(
        arguments: [HTTPCall.Purpose.token, .userinfo, .revocation, .refresh, .push, .introspection, .registration],
        ["503 Busy", "429 Slow", "307 Away"])
    func whatCarriesASecretIsSentOnce(purpose: HTTPCall.Purpose, status: String) async throws {
        let server = try await RawServer { $0.reply("", status: status, headers: "Retry-After: 0\r\nLocation: /y\r\n") }
        try await Sending.withSender { sender in
            let reply = try await sender.get("http://127.0.0.1:\(server.port)/x", purpose).reply
            #expect(reply?.status == Int(status.prefix(3)))
        }
        #expect(server.requests.count == 1)
        await server.stop()
    }

    @Test func followsThreeRedirectsOfTheSameOrigin() async throws {
        let server = try await RawServer { visit in
            if visit.line.contains("/4 ") {
                visit.reply("{}")
            } else {
                visit.reply("", status: "302 Found", headers: "Location: \(visit.request + 1)\r\n")
            }
        }
        try await Sending.withSender { sender in
            let result = try await sender.get("http://127.0.0.1:\(server.port)/a/1")
            #expect(result.text == "{}")
        }
        #expect(server.requests.all.last?.hasPrefix("GET /a/4 ") == true)
        await server.stop()
    }

    @Test func aRedirectLoopEnds() async throws {
        let server = try await RawServer { $0.reply("", status: "302 Found", headers: "Location: /x\r\n") }
        try await Sending.withSender { sender in
            let result = try await sender.get("http://127.0.0.1:\(server.port)/x")
            #expect(result.reply?.status == 302)
        }
        #expect(server.requests.count == 4)
        await server.stop()
    }

    @Test func anotherOriginIsNotVisited() async throws {
        let collector = try await RawServer { $0.reply("{}") }
        let port = collector.port
        let server = try await RawServer {
            $0.reply("", status: "302 Found", headers: "Location: http://127.0.0.1:\(port)/\r\n")
        }
        try await Sending.withSender { sender in
            let result = try await sender.get("http://127.0.0.1:\(server.port)/x")
            #expect(result.reply?.status == 302)
        }
        #expect(collector.connections.count == 0)
        await server.stop()
        await collector.stop()
    }

    @Test(
        arguments: [
            ("/a?b=c", "https://h.example:443/a?b=c"),
            ("c", "https://h.example:443/p/c"),
            ("../c?d=../e", "https://h.example:443/c?d=../e"),
            ("./", "https://h.example:443/p/"),
            ("../../..", "https://h.example:443/"),
            ("?n=1", "https://h.example:443/p/q?n=1"),
            ("//h.example/z", "https://h.example/z"),
            ("https://h.example/z#frag", "https://h.example/z"),
            ("javascript:alert(1)", nil),
            ("mailto:x@y", nil),
            ("#only", nil),
            ("/a b", nil),
        ] as [(String, String?)])
    func resolvesALocation(reference: String, expected: String?) throws {
        let base = try WebAddress("https://h.example/p/q?x=y")
        #expect(Redirect.resolve(reference, against: base)?.text == expected)
    }

    @Test(arguments: [
        "http://h.example/x", "https://other.example/x", "https://h.example:8443/x", "//other.example/", "/a\u{1b}[2J",
    ])
    func refusesALocationElsewhere(location: String) throws {
        let reply = HTTPReply(status: 302, headers: [.init("Location", location)])
        #expect(Redirect.target(of: reply, from: try WebAddress("https://h.example/x")) == nil)
    }
}
