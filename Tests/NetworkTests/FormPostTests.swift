import Testing

@testable import Network

/// `response_mode=form_post`: an answer that the browser brings as a form, and everything that only looks like one.
@Suite struct FormPostTests {
    private static let body = "code=right&state=s&iss=https%3A%2F%2Flogin.example.com"
    private static let options = ListenerOptions(takesForms: true)

    private static func post(
        _ body: String = body, path: String = "/callback", headers: [String: String?] = [:], port: Int
    ) -> String {
        var fields: [String: String?] = [
            "Host": "127.0.0.1:\(port)", "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": "\(body.utf8.count)", "Origin": "https://login.example.com",
        ]
        for (name, value) in headers { fields.updateValue(value, forKey: name) }
        let lines = fields.sorted { $0.key < $1.key }.compactMap { name, value in value.map { "\(name): \($0)\r\n" } }
        return "POST \(path) HTTP/1.1\r\n" + lines.joined() + "\r\n" + body
    }

    @Test func aFormIsAnArrival() async throws {
        try await ListenerBench.run(Self.options) { bench in
            let answer = try await Visitor.ask(Self.post(port: bench.port), port: bench.port)
            #expect(answer.status == 200)
            #expect(bench.arrivals.all.map(\.target) == ["/callback?" + Self.body])
            try await bench.signIn()
        }
    }

    /// What is in the address and in the form stands in one query, so the judge sees a name that is there twice.
    @Test func addressAndFormAreOneQuery() async throws {
        try await ListenerBench.run(Self.options) { bench in
            _ = try await Visitor.ask(Self.post(path: "/callback?state=x", port: bench.port), port: bench.port)
            #expect(bench.arrivals.all.map(\.target) == ["/callback?state=x&" + Self.body])
        }
    }

    @Test func aFormMayComeInPieces() async throws {
        try await ListenerBench.run(Self.options) { bench in
            let text = Self.post(port: bench.port)
            let visitor = try await Visitor.connect(port: bench.port)
            for start in stride(from: 0, to: text.utf8.count, by: 7) {
                visitor.say(octets: Array(Array(text.utf8)[start..<min(start + 7, text.utf8.count)]))
            }
            #expect(await visitor.answer().status == 200)
            #expect(bench.arrivals.all.map(\.target) == ["/callback?" + Self.body])
        }
    }

    @Test(
        arguments: [
            (["Origin": "null"], 200), (["Origin": nil], 200),
            (["Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "cross-site"], 200),
            (["Content-Type": "Application/X-WWW-Form-Urlencoded; charset=UTF-8"], 200),
            (["Sec-Fetch-Mode": "cors"], 403), (["Sec-Fetch-Mode": "no-cors"], 403), (["Sec-Fetch-Dest": "empty"], 403),
            (["Sec-Fetch-Dest": "iframe"], 403), (["Origin": "file://"], 403),
            (["Origin": "https://a.example https://b.example"], 403), (["Content-Type": "text/plain"], 415),
            (["Content-Type": "multipart/form-data; boundary=x"], 415), (["Content-Type": "application/json"], 415),
            (["Content-Type": nil], 415), (["Content-Length": nil, "Transfer-Encoding": "chunked"], 411),
            (["Content-Length": "99999999"], 413), (["Content-Length": "65537"], 413), (["Host": "evil.example"], 421),
        ] as [([String: String?], Int)])
    func judgesTheHead(headers: [String: String?], status: Int) async throws {
        try await ListenerBench.run(Self.options) { bench in
            let answer = try await Visitor.ask(Self.post(headers: headers, port: bench.port), port: bench.port)
            #expect(answer.status == status)
            #expect(bench.arrivals.count == (status == 200 ? 1 : 0))
            try await bench.signIn()
        }
    }

    @Test(arguments: ["code=x&state=\u{0}", "code=x y", "code=é", "code=x#y", "code=x\r\nstate=y"])
    func refusesWhatNoFormIs(body: String) async throws {
        try await ListenerBench.run(Self.options) { bench in
            let answer = try await Visitor.ask(Self.post(body, port: bench.port), port: bench.port)
            #expect(answer.status == 400)
            #expect(bench.arrivals.count == 0)
        }
    }

    @Test func anEmptyFormIsAnArrivalWithNothing() async throws {
        try await ListenerBench.run(Self.options) { bench in
            _ = try await Visitor.ask(Self.post("", port: bench.port), port: bench.port)
            #expect(bench.arrivals.all.map(\.target) == ["/callback"])
        }
    }

    @Test func aFormOfTheLimitFitsAndOneThatNeverEndsIsGivenUp() async throws {
        var limits = ListenerLimits()
        limits.form = 200
        limits.requestSeconds = 0.5
        try await ListenerBench.run(Self.options, limits: limits) { bench in
            let whole = "code=" + String(repeating: "a", count: 195)
            #expect(try await Visitor.ask(Self.post(whole, port: bench.port), port: bench.port).status == 200)
            #expect(try await Visitor.ask(Self.post(whole + "a", port: bench.port), port: bench.port).status == 413)
            let slow = Self.post("code=", headers: ["Content-Length": "100"], port: bench.port)
            #expect(try await Visitor.ask(slow, port: bench.port).status == 408)
            try await bench.signIn()
        }
    }

    @Test func otherPathsTakeNoForm() async throws {
        try await ListenerBench.run(Self.options) { bench in
            let answer = try await Visitor.ask(Self.post(path: "/other", port: bench.port), port: bench.port)
            #expect(answer.status == 404)
            #expect(bench.arrivals.count == 0)
        }
    }

    @Test func withoutBeingAskedForAFormIsRefused() async throws {
        try await ListenerBench.run { bench in
            let answer = try await Visitor.ask(Self.post(port: bench.port), port: bench.port)
            #expect(answer.status == 405)
            #expect(answer.contains("Allow: GET\r\n"))
            #expect(bench.arrivals.count == 0)
            try await bench.signIn()
        }
    }
}
