import Assets
import Glibc
import NIOCore
import NIOPosix
import OAuth
import Testing

@testable import Network

extension ListenerLimits {
    /// No deadline of a request ends what something else has to end.
    fileprivate static var patient: ListenerLimits {
        var limits = ListenerLimits()
        limits.requestSeconds = 600
        return limits
    }
}

/// A listener whose arrivals are events.
struct ListenerBench: Sendable {
    let listener: LoopbackListener
    let arrivals: Events<CallbackArrival>
    var port: Int { listener.port }

    static func run(
        _ options: ListenerOptions = ListenerOptions(), limits: ListenerLimits = ListenerLimits(),
        answer page: ListenerPage? = .signedIn, _ body: (ListenerBench) async throws -> Void
    ) async throws {
        let arrivals = Events<CallbackArrival>()
        let listener = try await LoopbackListener.start(options, limits: limits) { arrivals.happened($0) }
        let bench = ListenerBench(listener: listener, arrivals: arrivals)
        let machine = Task {
            guard let page else { return }
            var answered = 0
            while !Task.isCancelled {
                let all = await arrivals.wait(for: answered + 1, seconds: 60)
                for arrival in all.dropFirst(answered) { listener.answer(arrival.id, page) }
                answered = all.count
            }
        }
        do {
            try await body(bench)
        } catch {
            await listener.stop()
            machine.cancel()
            arrivals.happened(CallbackArrival(id: -1, target: "end"))
            throw error
        }
        await listener.stop()
        machine.cancel()
        arrivals.happened(CallbackArrival(id: -1, target: "end"))
    }

    /// The right callback still works.
    func signIn() async throws {
        let before = arrivals.count
        let answer = try await Visitor.get("/callback?code=right&state=s", port: port)
        #expect(answer.status == 200)
        #expect(arrivals.all.dropFirst(before).map(\.target) == ["/callback?code=right&state=s"])
    }
}

@Suite struct ListenerTests {
    @Test func reportsTheCallbackAndShowsThePageThatIsNamed() async throws {
        try await ListenerBench.run(answer: nil) { bench in
            for (page, status, asset) in [
                (ListenerPage.signedIn, 200, Page.callbackSignedIn), (.refused, 200, .callbackRefused),
                (.notUsed, 400, .callbackNotUsed), (.finished, 410, .callbackFinished), (.failed, 502, .callbackFailed),
            ] {
                let target = "/callback?code=a%20b&state=%00&\(page)"
                let count = bench.arrivals.count
                async let answer = Visitor.get(target, port: bench.port)
                let arrival = await bench.arrivals.wait(for: count + 1)[count]
                #expect(arrival.target == target)
                bench.listener.answer(arrival.id, page)
                bench.listener.answer(arrival.id, .failed)
                let text = try await answer
                #expect(text.status == status)
                #expect(text.hasSuffix("\r\n\r\n" + asset.html))
                let head = text.prefix { $0 != "<" }.lowercased()
                for header in [
                    "content-security-policy: default-src 'none'", "cache-control: no-store",
                    "referrer-policy: no-referrer", "x-content-type-options: nosniff", "connection: close",
                    "content-length: \(asset.html.utf8.count)",
                ] { #expect(head.contains(header)) }
                #expect(!head.contains("access-control"))
                #expect(!asset.html.contains("<script"))
            }
        }
    }

    @Test func listensOnBothAddressesOfThisMachineOnly() async throws {
        try await ListenerBench.run { bench in
            #expect(bench.listener.families == .init(v4: true, v6: true))
            let request = "GET /callback?x HTTP/1.1\r\nHost: [::1]:\(bench.port)\r\n\r\n"
            let answer = try await Visitor.ask(request, port: bench.port, host: "::1")
            #expect(answer.status == 200)
            let sockets = SystemFiles.octets(of: "/proc/net/tcp", limit: 8 << 20)
            let hex = String(bench.port, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: 4 - hex.count) + hex
            let text = String(decoding: sockets, as: UTF8.self)
            #expect(text.contains("0100007F:\(padded) 00000000:0000 0A"))
            #expect(!text.contains("00000000:\(padded) 00000000:0000 0A"))
        }
    }

    static let strangers: [(String, Int)] = [
        ("GET /favicon.ico HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 404),
        ("GET / HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 404),
        ("GET /callback/ HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 404),
        ("GET /callbackk?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 404),
        ("GET /Callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 404),
        ("GET //callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 404),
        ("GET /x/../callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 404),
        ("GET /%63allback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 404),
        ("HEAD /callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 405),
        ("OPTIONS /callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\nOrigin: https://evil.example\r\n\r\n", 405),
        ("PUT /callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 405),
        ("POST /callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\nContent-Length: 6\r\n\r\ncode=x", 405),
        ("POST /callback HTTP/1.1\r\nHost: 127.0.0.1:P\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n", 405),
        ("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 400),
        ("CONNECT 127.0.0.1:P HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 400),
        ("GET /callback?code=x HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
        ("GET /callback?code=x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 421),
        ("GET /callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n", 421),
        ("GET /callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P.evil.example\r\n\r\n", 421),
        ("GET /callback?code=x HTTP/1.1\r\nHost: localhost.evil.example:P\r\n\r\n", 421),
        ("GET /callback?code=x HTTP/1.1\r\nHost:\r\n\r\n", 421),
        ("GET /callback?code=x HTTP/1.1\r\n\r\n", 400),
        ("GET /callback?code=x HTTP/1.0\r\n\r\n", 400),
        ("GET /callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\nHost: evil.example\r\n\r\n", 400),
        ("GET http://evil.example/callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 421),
        ("GET http://u@127.0.0.1:P/callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 421),
        ("GET https://127.0.0.1:P/callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 400),
        ("GET /callback?code=\u{e9} HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n", 400),
        ("GET /callback?code=x HTTP/9.9\r\nHost: 127.0.0.1:P\r\n\r\n", 400),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        ("\r\n\r\n\u{0}\u{1}\u{2}\r\n\r\n", 400),
        ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{fc}\u{3}\u{3}", 400),
        ("GET /callback?code=x HTTP/1.1\r\nHost: 127.0.0.1:P\r\nX Y: z\r\n\r\n", 400),
    ]

    @Test func answersEveryStrangerAndWaitsOn() async throws {
        try await ListenerBench.run { bench in
            for (request, status) in Self.strangers {
                let text = request.replacing("127.0.0.1:P", with: "127.0.0.1:\(bench.port)")
                    .replacing("example:P", with: "example:\(bench.port)")
                let answer = try await Visitor.ask(text, port: bench.port)
                #expect(answer.status == status, "\(request)")
                if request.hasPrefix("HEAD") { #expect(answer.hasSuffix("\r\n\r\n")) }
                #expect(!answer.contains("evil") && !answer.contains("code=x"))
            }
            #expect(bench.arrivals.count == 0)
            try await bench.signIn()
        }
    }

    /// The host of the redirect URI, and none that only means the same machine.
    @Test(
        arguments: [
            ("127.0.0.1:P", false, 200), ("[::1]:P", false, 200), ("localhost:P", false, 421),
            ("localhost:P", true, 200), ("LOCALHOST:P", true, 200), ("127.0.0.1:P", true, 421), ("[::1]:P", true, 421),
            ("localhost.:P", true, 421), ("localhost", true, 421),
        ])
    func takesTheAnswerAtItsOwnHost(host: String, isNamed: Bool, status: Int) async throws {
        try await ListenerBench.run(ListenerOptions(isNamed: isNamed)) { bench in
            let own = host.replacing("P", with: "\(bench.port)").replacing("LOCALHOST", with: "LocalHost")
            let request = "GET http://\(own)/callback?a=1 HTTP/1.1\r\nHost: \(own)\r\nConnection: keep-alive\r\n\r\n"
            let answer = try await Visitor.ask(request, port: bench.port)
            #expect(answer.status == status)
            #expect(bench.arrivals.all.map(\.target) == (status == 200 ? ["/callback?a=1"] : []))
        }
    }

    @Test func boundsTheRequestLineAndTheHeaders() async throws {
        try await ListenerBench.run { bench in
            let host = "Host: 127.0.0.1:\(bench.port)\r\n"
            let long = String(repeating: "a", count: 1 << 20)
            let cases = [
                ("GET /callback?\(long) HTTP/1.1\r\n\(host)\r\n", [414, 0]),
                ("GET /callback?\(long)", [414, 0]),
                (long, [400, 414, 0]),
                ("GET /callback HTTP/1.1\r\n\(host)X: \(long)\r\n\r\n", [431, 0]),
                ("GET /callback HTTP/1.1\r\n\(host)" + String(repeating: "X: y\r\n", count: 20_000), [431, 0]),
                (
                    "GET /callback HTTP/1.1\r\n\(host)" + String(repeating: "X: \(long.prefix(1000))\r\n", count: 70),
                    [431, 0]
                ),
            ]
            for (request, statuses) in cases {
                let answer = try await Visitor.ask(request, port: bench.port)
                #expect(statuses.contains(answer.status), "\(request.prefix(40)): \(answer.prefix(40))")
            }
            #expect(bench.arrivals.count == 0)
            // Only at the callback's own path a line may be long: an error with a long text must be heard.
            let others = "/another?" + long.prefix(16 << 10).dropLast(9)
            #expect(try await Visitor.get(String(others), port: bench.port).status == 404)
            #expect(try await Visitor.get(String(others) + "a", port: bench.port).status == 414)
            let fits = "/callback?" + long.prefix(128 << 10).dropLast(10)
            #expect(try await Visitor.get(String(fits), port: bench.port).status == 200)
            #expect(try await Visitor.get(String(fits) + "a", port: bench.port).status == 414)
            try await bench.signIn()
        }
    }

    @Test func connectionsThatSayNothingOrSlowlyDoNotKeepTheRightOneOut() async throws {
        try await ListenerBench.run(limits: .patient) { bench in
            var idle: [Visitor] = []
            for number in 0..<200 {
                let visitor = try await Visitor.connect(port: bench.port)
                if number % 2 == 0 { visitor.say("GET /callback?code=x HTTP/1.1\r\nHos") }
                idle.append(visitor)
            }
            try await bench.signIn()
            // The oldest had to go for the newest.
            #expect(await idle[0].isEnded(within: 60))
            try await bench.signIn()
            for visitor in idle { try? await visitor.channel.close() }
        }
    }

    @Test func aConnectionWithoutARequestEndsAtItsDeadline() async throws {
        var limits = ListenerLimits()
        limits.requestSeconds = 2
        try await ListenerBench.run(limits: limits) { bench in
            let silent = try await Visitor.connect(port: bench.port)
            let slow = try await Visitor.connect(port: bench.port)
            let loop = slow.channel.eventLoop
            let drip = loop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(20)) { _ in slow.say("G") }
            #expect(await silent.answer().status == 408)
            #expect(await slow.isEnded(within: 60))
            drip.cancel()
            try await bench.signIn()
        }
    }

    @Test func connectionsThatAreResetDoNoHarm() async throws {
        try await ListenerBench.run { bench in
            for text in [
                "", "GET /callback?code=x HTTP/1.1\r\n",
                "GET /callback?code=reset HTTP/1.1\r\nHost: 127.0.0.1:\(bench.port)\r\n\r\n",
            ] {
                for _ in 0..<20 {
                    let visitor = try await Visitor.connect(port: bench.port)
                    visitor.say(text)
                    try await visitor.channel.setOption(.socketOption(.so_linger), value: 1).get()
                    try? await visitor.channel.close()
                }
            }
            let answer = try await Visitor.get("/callback?code=right", port: bench.port)
            #expect(answer.status == 200)
            #expect(bench.arrivals.all.map(\.target).contains("/callback?code=right"))
        }
    }

    @Test func aSecondRequestOnAConnectionIsNotRead() async throws {
        try await ListenerBench.run { bench in
            let request = "GET /callback?n=1 HTTP/1.1\r\nHost: 127.0.0.1:\(bench.port)\r\n\r\n"
            let answer = try await Visitor.ask(
                request + request.replacing("n=1", with: "n=2"), port: bench.port)
            #expect(answer.status == 200)
            #expect(answer.split(separator: "HTTP/1.1 ").count == 1)
            #expect(bench.arrivals.all.map(\.target) == ["/callback?n=1"])
        }
    }

    @Test(arguments: [
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nFORGED",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\nFORGED",
        "Transfer-Encoding: xchunked\r\n\r\nFORGED",
        "Content-Length: 0\r\nContent-Length: 200\r\n\r\nFORGED",
        "Content-Length: -1\r\n\r\nFORGED",
        "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nConnection: Upgrade, HTTP2-Settings\r\n\r\nFORGED",
        "Expect: 100-continue\r\nContent-Length: 10\r\n\r\nFORGED",
    ])
    func aRequestHiddenBehindAnotherIsNotRead(rest: String) async throws {
        try await ListenerBench.run { bench in
            let host = "Host: 127.0.0.1:\(bench.port)\r\n"
            let forged = "GET /callback?n=2 HTTP/1.1\r\n\(host)\r\n"
            let answer = try await Visitor.ask(
                "GET /callback?n=1 HTTP/1.1\r\n\(host)" + rest.replacing("FORGED", with: forged), port: bench.port)
            #expect([0, 200, 400].contains(answer.status), "\(answer)")
            #expect(answer.split(separator: "HTTP/1.1 ").count <= 1)
            #expect(!bench.arrivals.all.map(\.target).contains("/callback?n=2"))
            try await bench.signIn()
        }
    }

    @Test func aBodyBehindTheCallbackIsNotRead() async throws {
        try await ListenerBench.run { bench in
            let head =
                "GET /callback?n=1 HTTP/1.1\r\nHost: 127.0.0.1:\(bench.port)\r\nContent-Length: 1000000000\r\n\r\n"
            let answer = try await Visitor.ask(head + String(repeating: "x", count: 300_000), port: bench.port)
            #expect(answer.status == 200 || answer.isEmpty)
            #expect(bench.arrivals.all.map(\.target) == ["/callback?n=1"])
            try await bench.signIn()
        }
    }

    @Test func manyBrowsersAtOnceAreAllAnswered() async throws {
        try await ListenerBench.run(answer: .notUsed) { bench in
            let port = bench.port
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<60 {
                    group.addTask { try await Visitor.get("/callback?n=\(number)", port: port).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 400, count: 60))
            #expect(Set(bench.arrivals.all.map(\.target)).count == 60)
            #expect(Set(bench.arrivals.all.map(\.id)).count == 60)
        }
    }

    @Test func anArrivalWithoutAnswerEndsInANeutralPage() async throws {
        var limits = ListenerLimits()
        limits.answerSeconds = 0.2
        try await ListenerBench.run(limits: limits, answer: nil) { bench in
            let answer = try await Visitor.get("/callback?x", port: bench.port)
            #expect(answer.hasSuffix(Page.callbackFinished.html))
            bench.listener.answer(1, .signedIn)
            bench.listener.answer(99, .signedIn)
        }
    }

    @Test func stoppingAnswersEverybodyAndClosesThePort() async throws {
        let arrivals = Events<CallbackArrival>()
        let listener = try await LoopbackListener.start(ListenerOptions(), limits: .patient) { arrivals.happened($0) }
        let port = listener.port
        async let first = Visitor.get("/callback?n=1", port: port)
        _ = await arrivals.wait(for: 1)
        async let second = Visitor.get("/callback?n=2", port: port)
        _ = await arrivals.wait(for: 2)
        let silent = try await Visitor.connect(port: port)
        listener.answer(1, .signedIn)
        let start = SystemClock.now().uptime
        await listener.stop()
        #expect(SystemClock.now().uptime - start < 60)
        #expect(try await first.status == 200)
        #expect(try await second.status == 410)
        #expect(await silent.isEnded(within: 60))
        // Whoever may have got the port since, it is not this listener.
        _ = try? await Visitor.get("/callback?n=3", port: port)
        #expect(arrivals.count == 2)
        await listener.stop()
    }

    @Test func aForgottenListenerGivesItsPortBack() async throws {
        var listener: LoopbackListener? =
            try await LoopbackListener.start(ListenerOptions(), limits: .patient) { _ in }
        let port = try #require(listener?.port)
        let visitor = try await Visitor.connect(port: port)
        listener = nil
        #expect(await visitor.isEnded(within: 60))
    }

    @Test func aFixedPortIsTakenOrNamed() async throws {
        let listener = try await LoopbackListener.start(ListenerOptions()) { _ in }
        let port = listener.port
        await #expect(throws: ListenerFault.portTaken(port, holder: ListenerTests.ownName)) {
            _ = try await LoopbackListener.start(ListenerOptions(port: port)) { _ in }
        }
        await listener.stop()
        let again = try await LoopbackListener.start(ListenerOptions(port: port)) { _ in }
        #expect(again.port == port)
        await again.stop()
    }

    @Test func aPortThatIsTakenOnTheOtherAddressIsTaken() async throws {
        var somethingIsLeft = true
        // Another test may get the same port on the first address, but not three times.
        for _ in 1...3 where somethingIsLeft {
            let other = try await RawServer(host: "::1") { _ in }
            await #expect(throws: ListenerFault.self) {
                _ = try await LoopbackListener.start(ListenerOptions(port: other.port)) { _ in }
            }
            somethingIsLeft = (try? await Visitor.connect(port: other.port)) != nil
            await other.stop()
        }
        #expect(!somethingIsLeft)
    }

    static var ownName: String {
        let name = String(decoding: SystemFiles.octets(of: "/proc/self/comm", limit: 100), as: UTF8.self)
        return "\(name.prefix { $0 != "\n" }) (process \(getpid()))"
    }

    @Test func theShortAddressLeadsToTheAuthorizationAddress() async throws {
        try await ListenerBench.run(ListenerOptions(path: "/cb", shortPath: "/k7Qx")) { bench in
            #expect(try await Visitor.get("/k7Qx", port: bench.port).status == 404)
            bench.listener.setShortTarget("https://idp.example/authorize?a=b&c=d")
            let answer = try await Visitor.get("/k7Qx", port: bench.port)
            #expect(answer.status == 302)
            #expect(answer.lowercased().contains("\r\nlocation: https://idp.example/authorize?a=b&c=d\r\n"))
            #expect(answer.lowercased().contains("cache-control: no-store"))
            #expect(try await Visitor.get("/k7Qx?x=y", port: bench.port).status == 404)
            #expect(try await Visitor.get("/callback?x", port: bench.port).status == 404)
            #expect(try await Visitor.get("/cb?x", port: bench.port).status == 200)
        }
    }
}
