import NIOCore
import NIOPosix
import OAuth
import Testing

@testable import Network

@Suite struct SenderTests {
    @Test func sendsAFormOnceAndSaysNothingAboutTheMachine() async throws {
        let server = try await RawServer { $0.reply("{}", headers: "Set-Cookie: a=b\r\nX-Two: 1\r\nX-Two: 2\r\n") }
        let call = try Sending.post("http://127.0.0.1:\(server.port)/token?x=1")
        try await Sending.withSender { sender in
            let first = try #require(await sender.send(call).reply)
            #expect(first.status == 200)
            #expect(first.body == Array("{}".utf8))
            #expect(first.headers.filter { $0.name == "X-Two" }.map(\.value) == [ForeignText("1"), ForeignText("2")])
            #expect(first.took > 0 && first.took < 5)
            _ = await sender.send(call)
        }
        let requests = server.requests.all
        #expect(requests.count == 2)
        let lines = Set((requests.last ?? "").split(separator: "\r\n").map { $0.lowercased() })
        #expect(
            lines == [
                "post /token?x=1 http/1.1", "host: 127.0.0.1:\(server.port)", "user-agent: pixie/test",
                "accept: application/json", "accept-encoding: identity", "authorization: basic edp5",
                "content-type: application/x-www-form-urlencoded", "content-length: 42",
                "grant_type=authorization_code&code=a+b%26c",
            ])
        await server.stop()
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n",
        "HTTP/1.0 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\n\r\n{}",
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}",
    ])
    func acceptsEveryFramingOfAnAnswer(answer: String) async throws {
        let server = try await RawServer { visit in
            visit.send(answer)
            if answer.hasPrefix("HTTP/1.0") { visit.close() }
        }
        try await Sending.withSender { sender in
            let result = try await sender.post("http://127.0.0.1:\(server.port)/token")
            #expect(result.text == "{}")
        }
        await server.stop()
    }

    /// What a server may do to us, and what we call it.
    enum Hostility: String, CaseIterable {
        case drip, hang, endlessBody, announcedHuge, tinyChunksWithoutEnd, packed, resetInBody, resetBefore, closeBefore
        case shortBody, halfHead, garbage, wrongVersion, longHeader, manyHeaders, bigHead, endlessStatusLine
        case endlessInterim, switching, twoLengths
        case interimDrip, earlyHintsFlood, endlessHeaders, endlessTrailers, endlessChunkExtension, endlessChunkSize
        case nulInHeader, negativeLength, wordyLength, packedTwice, deflated

        func commit(_ visit: RawServer.Visit) {
            let head = "HTTP/1.1 200 OK\r\n"
            switch self {
            case .drip:
                visit.send(head + "Content-Length: 100000\r\n\r\n")
                visit.drip()
            case .hang: break
            case .endlessBody:
                visit.send(head + "\r\n")
                visit.flood(String(repeating: " ", count: 60_000))
            case .announcedHuge: visit.send(head + "Content-Length: 1000000000\r\n\r\n")
            case .tinyChunksWithoutEnd:
                visit.send(head + "Transfer-Encoding: chunked\r\n\r\n")
                visit.flood(String(repeating: "1;\(String(repeating: "x", count: 500))\r\n \r\n", count: 100))
            case .packed: visit.reply("....", headers: "Content-Encoding: gzip\r\n")
            case .resetInBody:
                visit.send(head + "Content-Length: 100\r\n\r\n{")
                visit.reset()
            case .resetBefore: visit.reset()
            case .closeBefore: visit.close()
            case .shortBody:
                visit.send(head + "Content-Length: 100\r\n\r\n{}")
                visit.close()
            case .halfHead:
                visit.send(head + "Content-Le")
                visit.channel.close(mode: .output, promise: nil)
            case .garbage: visit.send("\u{1}\u{2}\u{3} what\r\n\r\n")
            case .wrongVersion: visit.send("SSH-2.0-OpenSSH_9.2\r\n")
            case .longHeader: visit.reply("{}", headers: "X: \(String(repeating: "a", count: 90_000))\r\n")
            case .manyHeaders: visit.reply("{}", headers: String(repeating: "X: 1\r\n", count: 10_000))
            case .bigHead:
                visit.reply("{}", headers: String(repeating: "X: \(String(repeating: "b", count: 990))\r\n", count: 70))
            case .endlessStatusLine:
                visit.send("HTTP/1.1 200 ")
                visit.flood(String(repeating: "o", count: 60_000))
            case .endlessInterim: visit.flood(String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 2000))
            case .switching:
                visit.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nhello")
            case .interimDrip: visit.drip("HTTP/1.1 103 Early Hints\r\n\r\n")
            case .earlyHintsFlood:
                visit.flood("HTTP/1.1 103 Early Hints\r\nLink: \(String(repeating: "l", count: 900))\r\n\r\n")
            case .endlessHeaders:
                visit.send(head)
                visit.flood(String(repeating: "X: y\r\n", count: 2000))
            case .endlessTrailers:
                visit.send(head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n")
                visit.flood(String(repeating: "X: y\r\n", count: 2000))
            case .endlessChunkExtension:
                visit.send(head + "Transfer-Encoding: chunked\r\n\r\n2;")
                visit.flood(String(repeating: "x", count: 60_000))
            case .endlessChunkSize:
                visit.send(head + "Transfer-Encoding: chunked\r\n\r\n")
                visit.flood(String(repeating: "0", count: 60_000))
            case .nulInHeader: visit.reply("{}", headers: "X: a\u{0}b\r\n")
            case .negativeLength: visit.send(head + "Content-Length: -2\r\n\r\n{}")
            case .wordyLength: visit.send(head + "Content-Length: two\r\n\r\n{}")
            case .packedTwice: visit.reply("....", headers: "Content-Encoding: identity\r\nContent-Encoding: br\r\n")
            case .deflated: visit.reply("....", headers: "content-ENCODING: DEFLATE\r\n")
            case .twoLengths: visit.send(head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x")
            }
        }

        func fits(_ failure: TransportFailure?) -> Bool {
            switch (self, failure) {
            case (.drip, .timedOut(.answering, after: 3)), (.hang, .timedOut(.answering, after: 3)): true
            case (.endlessBody, .tooLarge(.body, 1 << 20)), (.announcedHuge, .tooLarge(.body, 1 << 20)): true
            case (.tinyChunksWithoutEnd, .tooLarge(.body, 1 << 20)): true
            case (.packed, .packed), (.garbage, .garbled), (.wrongVersion, .garbled), (.twoLengths, .garbled): true
            case (.switching, .garbled): true
            case (.resetInBody, .connectionLost(sent: true)), (.resetBefore, .connectionLost(sent: true)): true
            case (.closeBefore, .connectionLost(sent: true)), (.shortBody, .connectionLost(sent: true)): true
            case (.halfHead, .connectionLost(sent: true)): true
            case (.longHeader, .tooLarge(.headers, 65_536)), (.manyHeaders, .tooLarge(.headers, 65_536)): true
            case (.bigHead, .tooLarge(.headers, 65_536)), (.endlessStatusLine, .tooLarge(.headers, 65_536)): true
            case (.endlessInterim, .tooLarge(.headers, 65_536)): true
            case (.earlyHintsFlood, .tooLarge(.headers, 65_536)): true
            case (.endlessHeaders, .tooLarge(.headers, 65_536)): true
            case (.interimDrip, .timedOut(.answering, after: 3)): true
            case (.endlessTrailers, .tooLarge), (.endlessChunkExtension, .tooLarge): true
            // Its value stands for no number any more before it is too large for us.
            case (.endlessChunkSize, .tooLarge), (.endlessChunkSize, .garbled): true
            case (.nulInHeader, .garbled), (.negativeLength, .garbled), (.wordyLength, .garbled): true
            case (.packedTwice, .packed(let coding)): coding.isExactly("br")
            case (.deflated, .packed(let coding)): coding.isExactly("DEFLATE")
            default: false
            }
        }
    }

    @Test(arguments: Hostility.allCases)
    func endsEveryHostileAnswerWithItsFailureAndWithoutASecondRequest(hostility: Hostility) async throws {
        let server = try await RawServer { hostility.commit($0) }
        var limits = Sending.limits
        limits.exchangeSeconds = [.drip, .hang, .interimDrip].contains(hostility) ? 3 : 15
        try await Sending.withSender(limits: limits) { sender in
            let result = try await sender.post("http://127.0.0.1:\(server.port)/token")
            #expect(hostility.fits(result.failure), "\(hostility): \(result)")
        }
        #expect(server.requests.count == 1)
        await server.stop()
    }

    /// What a strict reader may refuse and a lenient one may accept; what it may not do is to be talked into something
    /// else.
    @Test(arguments: [
        "X: a\r\n b: c\r\nContent-Length: 2\r\n\r\n{}",
        "Transfer-Encoding: chunked\r\nContent-Length: 900\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}",
        "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "Content-Length: 2, 2\r\n\r\n{}",
        "Content-Length: +2\r\n\r\n{}",
        "X: a\rb: c\r\nContent-Length: 2\r\n\r\n{}",
        "Content-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n[evil]",
    ])
    func doubtfulFramingIsNeverReadAsMore(head: String) async throws {
        let server = try await RawServer { visit in
            visit.send("HTTP/1.1 200 OK\r\n" + head)
            visit.channel.close(mode: .output, promise: nil)
        }
        try await Sending.withSender { sender in
            let result = try await sender.post("http://127.0.0.1:\(server.port)/token")
            switch result {
            case .success(let reply):
                #expect(reply.body == Array("{}".utf8))
                #expect(reply.header("b") == nil)
            case .failure(.garbled), .failure(.connectionLost(sent: true)):
                break
            case .failure(let failure):
                Issue.record("\(failure)")
            }
            // What came besides belongs to no later request.
            let next = try await sender.post("http://127.0.0.1:\(server.port)/token")
            #expect(next.text?.contains("evil") != true)
        }
        await server.stop()
    }

    @Test func acceptsABodyOfExactlyTheLimit() async throws {
        let body = String(repeating: " ", count: 1 << 20)
        let server = try await RawServer { $0.reply($0.request == 1 ? body : body + " ") }
        try await Sending.withSender { sender in
            let call = try Sending.post("http://127.0.0.1:\(server.port)/token")
            #expect(await sender.send(call).reply?.body.count == 1 << 20)
            #expect(await sender.send(call).failure == .tooLarge(what: .body, limit: 1 << 20))
        }
        await server.stop()
    }

    @Test func cancellingTheTaskEndsTheRequestAtOnce() async throws {
        let server = try await RawServer { _ in }
        try await Sending.withSender { sender in
            let call = try Sending.post("http://127.0.0.1:\(server.port)/token")
            let task = Task { await sender.send(call) }
            _ = await server.requests.wait(for: 1)
            let start = SystemClock.now()
            task.cancel()
            #expect(await task.value == .failure(.cancelled))
            #expect(SystemClock.now().uptime - start.uptime < 4)
        }
        await server.stop()
    }

    @Test func aCancelledTaskSendsNothing() async throws {
        let server = try await RawServer { $0.reply("{}") }
        try await Sending.withSender { sender in
            let call = try Sending.post("http://127.0.0.1:\(server.port)/token")
            let gate = Events<Void>()
            let task = Task {
                _ = await gate.wait(for: 1)
                return await sender.send(call)
            }
            task.cancel()
            gate.happened(())
            #expect(await task.value == .failure(.cancelled))
        }
        #expect(server.requests.count == 0)
        await server.stop()
    }

    @Test func saysThatNothingListens() async throws {
        let reserved = ReservedPort.any()
        try await Sending.withSender { sender in
            for host in ["127.0.0.1", "localhost"] {
                let result = try await sender.post("http://\(host):\(reserved.port)/token")
                #expect(result.failure == .refused(host: host, port: reserved.port))
            }
        }
        reserved.free()
    }

    @Test func saysThatANameHasNoAddress() async throws {
        try await Sending.withSender { sender in
            let result = try await sender.get("https://pixie-test.invalid/x")
            #expect(result.failure == .unresolved(host: "pixie-test.invalid"))
        }
    }

    @Test func localhostIsThisMachineOnEitherAddress() async throws {
        var server = try await RawServer(host: "::1") { $0.reply("six") }
        var reserved = ReservedPort(server.port, of: [.v4])
        // Another test may have the same port on the first address.
        while reserved == nil {
            await server.stop()
            server = try await RawServer(host: "::1") { $0.reply("six") }
            reserved = ReservedPort(server.port, of: [.v4])
        }
        let port = server.port
        try await Sending.withSender { sender in
            let call = try Sending.post("http://localhost:\(port)/token")
            #expect(await sender.send(call).text == "six")
            #expect(await sender.send(call).text == "six")
        }
        #expect(server.connections.count == 1)
        #expect(server.requests.all.first?.contains("localhost:\(port)") == true)
        reserved?.free()
        await server.stop()
    }

    @Test(
        arguments: [
            ("/a//b/./c/../%2f;p=1,2:@!$&'()*+=~_-.?x=y&z=/?:@&&e=%25", nil),
            ("?x=1", "/?x=1"),
            ("", "/"),
            ("/?", nil),
        ] as [(String, String?)])
    func sendsTheTargetAsItStands(written: String, sent: String?) async throws {
        let server = try await RawServer { $0.reply("{}") }
        try await Sending.withSender { sender in
            let result = try await sender.get("http://127.0.0.1:\(server.port)\(written)")
            #expect(result.text == "{}")
        }
        #expect(
            server.requests.all.first?.hasPrefix("GET \(sent ?? written) HTTP/1.1\r\n") == true,
            "\(server.requests.all)")
        await server.stop()
    }

    @Test func shutdownEndsRequestsAndLaterOnesAreCancelled() async throws {
        let server = try await RawServer { _ in }
        let sender = try HTTPSender(options: Sending.options, limits: Sending.limits)
        let call = try Sending.post("http://127.0.0.1:\(server.port)/token")
        let task = Task { await sender.send(call) }
        _ = await server.requests.wait(for: 1)
        await sender.shutdown()
        #expect(await task.value == .failure(.cancelled))
        #expect(await sender.send(call) == .failure(.cancelled))
        await sender.warm(call.url)
        await sender.shutdown()
        #expect(server.requests.count == 1)
        await server.stop()
    }

    @Test func aForgottenSenderIsNoTrap() async throws {
        let server = try await RawServer { $0.reply("{}") }
        do {
            let sender = try HTTPSender(options: Sending.options, limits: Sending.limits)
            _ = try await sender.post("http://127.0.0.1:\(server.port)/token")
        }
        await server.stop()
    }
}
