import HTTPTypes
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import DemoProvider

@Suite struct AttackTests {
    static let code = "cOdE-0123456789-abcdef"
    static let query = "code=\(code)&state=st%2Fate&iss=http%3A%2F%2F127.0.0.1%3A4000"

    /// A listener of a client: what it answers, and what reached it.
    private final class Listener: Sendable {
        let questions = Mutex<[Question]>([])

        func record(_ question: Question) { questions.withLock { $0.append(question) } }
        var seen: [String] {
            questions.withLock { $0.map { "\($0.method.rawValue) \($0.path)" + ($0.query.isEmpty ? "" : "?") } }
        }
    }

    private static let hardened: HTTPFields = [
        .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .referrerPolicy: "no-referrer",
        .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'", .xContentTypeOptions: "nosniff",
    ]

    /// A listener that does everything right.
    private static func good(_ question: Question, port: Int) -> Answer {
        func page(_ status: HTTPResponse.Status) -> Answer {
            Answer(status, fields: hardened, body: Array("<p>constant</p>".utf8))
        }
        guard question.host == "127.0.0.1:\(port)" else { return page(.misdirectedRequest) }
        guard question.path == "/callback" else { return page(.notFound) }
        guard question.method == .get else { return page(.methodNotAllowed) }
        return page(question.query == query ? .ok : .badRequest)
    }

    private func carryOut(
        _ attack: Attack, limit: Duration = .seconds(60), against respond: @escaping @Sendable (Question, Int) -> Answer
    ) async throws -> (report: AttackReport, seen: [String]) {
        let listener = Listener()
        let server = try await ProviderServer.start(port: nil) { question, port in
            listener.record(question)
            return respond(question, port)
        }
        let assailant = Assailant(longestAttack: limit, longestBlow: limit)
        let base = "http://127.0.0.1:\(server.port)/callback"
        let asked = Question(
            method: .get, path: "/authorize", query: FormCoding.encode([FormPair("redirect_uri", base)]), fields: [:])
        let answer = Answer.redirect(to: base + "?" + Self.query).preceded(by: attack, on: asked)
        let assault = try #require(answer.assault)
        let report = await assailant.carryOut(assault)
        assailant.stop()
        await server.stop()
        return (report, listener.seen)
    }

    /// The attack, and what of it a listener's HTTP library lets through.
    static let attacks: [(attack: Attack, seen: [String])] = [
        (.preconnect, []), (.slowloris, []), (.flood, Array(repeating: "GET /callback?", count: 60)),
        (.favicon, ["GET /", "GET /favicon.ico", "GET /robots.txt"]), (.head, ["HEAD /callback?"]),
        (.options, ["OPTIONS /callback?"]), (.post, ["POST /callback", "POST /callback?"]), (.longLine, []),
        (.manyHeaders, []), (.badHost, Array(repeating: "GET /callback?", count: 3)),
        (.absoluteForm, ["GET /callback?"]), (.pipelined, ["GET /callback?"]), (.garbage, []),
        (.forgedError, ["GET /callback?"]), (.forgedCode, Array(repeating: "GET /callback?", count: 20)),
        (.forgedXSS, ["GET /callback?"]), (.duplicate, ["GET /callback?"]), (.reset, []),
    ]

    @Test(arguments: attacks)
    func reachesTheListenerAndFindsNoFaultWithAGoodOne(attack: Attack, seen: [String]) async throws {
        let (report, found) = try await carryOut(attack, against: Self.good)
        #expect(found.sorted() == seen)
        #expect(report.violations.isEmpty)
        #expect(!report.entries.isEmpty)
        if attack == .duplicate { #expect(report.entries.map(\.status) == [200]) }
    }

    @Test func everyAttackIsInTheTable() {
        #expect(Set(Self.attacks.map(\.attack)) == Set(Attack.allCases))
    }

    /// What a listener does wrong, and the attack that shows it.
    private static let faults: [(attack: Attack, words: String, respond: @Sendable (Question, Int) -> Answer)] = [
        (.head, "as to a callback", { _, _ in Answer(.ok, fields: hardened) }),
        (.options, "as to a callback", { _, _ in Answer(.ok, fields: hardened, body: Array("in".utf8)) }),
        (.options, "pages of other sites", { _, _ in cross }),
        (.post, "as to a callback", { _, _ in Answer(.seeOther) }),
        (.badHost, "as to a callback", { _, _ in Answer(.ok) }), (.favicon, "as to a callback", { _, _ in bare }),
        (.absoluteForm, "as to a callback", { _, _ in Answer(.ok) }),
        (.forgedError, "lacks Content-Security-Policy: default-src 'none', Cache-Control", { _, _ in bare }),
        (.forgedXSS, "as it was sent", { question, _ in echo(question) { $0 } }),
        (.forgedXSS, "as it was sent", { question, _ in header(question) }),
        (.forgedCode, "holds a script", { _, _ in script }),
    ]

    private static let bare = Answer(.ok, fields: [.contentType: "text/html"], body: Array("<p>in</p>".utf8))
    private static let script = Answer(.ok, fields: hardened, body: Array("<script>close()</script>".utf8))
    private static var cross: Answer {
        var answer = Answer(.noContent)
        answer.fields[.accessControlAllowOrigin] = "*"
        return answer
    }

    private static func echo(_ question: Question, _ change: (String) -> String) -> Answer {
        let text = (try? question.parameters())?["error_description"] ?? ""
        return Answer(.badRequest, fields: hardened, body: Array("<p>\(change(text))</p>".utf8))
    }

    private static func header(_ question: Question) -> Answer {
        var answer = Answer(.badRequest)
        let text = (try? question.parameters())?["error_description"] ?? ""
        answer.fields[.location] = text.split(separator: "\r\n").first.map(String.init)
        return answer
    }

    @Test(arguments: faults.indices)
    func findsTheFault(index: Int) async throws {
        let fault = Self.faults[index]
        let report = try await carryOut(fault.attack, against: fault.respond).report
        #expect(report.violations.contains { $0.contains(fault.words) }, "\(report)")
    }

    @Test func encodedTextIsNoted() async throws {
        let (report, _) = try await carryOut(.forgedXSS) { question, _ in
            Self.echo(question) { Markup(text: $0).html }
        }
        #expect(report.violations.isEmpty)
        #expect(report.entries.map(\.echo) == [.encoded])
    }

    /// How long it takes is the machine's affair as well; that it ends is what counts.
    @Test(.timeLimit(.minutes(3)), arguments: [Attack.forgedCode, .flood, .longLine, .manyHeaders, .post])
    func aListenerThatHangsCannotHoldTheLoginUp(attack: Attack) async throws {
        let limit = Duration.milliseconds(500)
        let report = try await carryOut(attack, limit: limit) { _, _ in Answer(.ok, delivery: .hang) }.report
        #expect(report.entries.allSatisfy { $0.status != 200 })
    }

    @Test(arguments: Attack.allCases)
    func nobodyThereIsNoTrouble(attack: Attack) async throws {
        let server = try await ProviderServer.start(port: nil) { _, _ in Answer(.ok) }
        let port = server.port
        await server.stop()
        let address = "http://127.0.0.1:\(port)/callback"
        let asked = Question(method: .get, path: "/authorize", query: "redirect_uri=" + address, fields: [:])
        let answer = Answer.redirect(to: address + "?code=a").preceded(by: attack, on: asked)
        let report = await Assailant().carryOut(try #require(answer.assault))
        #expect(report.entries.allSatisfy { $0.status == nil && $0.violations.isEmpty })
    }

    /// Whether a request and its answer are the moment of an attack of each kind.
    @Test(arguments: [
        ("/authorize", "redirect_uri=http://127.0.0.1:1/cb", nil, true, false),
        ("/authorize", "redirect_uri=http://127.0.0.1:1/cb", "http://127.0.0.1:1/cb?code=a", true, true),
        ("/consent", "", "http://127.0.0.1:1/cb?code=a&state=b", false, true),
        ("/consent", "", "http://127.0.0.1:1/cb?error=access_denied", false, false),
        ("/authorize", "redirect_uri=https://app.example/cb", "https://app.example/cb?code=a", false, false),
        ("/authorize", "redirect_uri=http://127.0.0.1:1/&redirect_uri=http://127.0.0.1:2/", nil, false, false),
        ("/authorize", "", nil, false, false), ("/token", "redirect_uri=http://127.0.0.1:1/cb", nil, false, false),
    ])
    func isDoneAtItsMoment(
        path: String, query: String, location: String?, atRequest: Bool, atRedirect: Bool
    ) {
        let question = Question(method: .get, path: path, query: query, fields: [:])
        let answer = location.map { Answer.redirect(to: $0) } ?? Answer(.ok)
        #expect((Assault(.forgedCode, question: question, answer: answer) != nil) == atRequest)
        #expect((Assault(.duplicate, question: question, answer: answer) != nil) == atRedirect)
    }

    /// The attack is over, and told, before the browser gets its answer.
    @Test func comesBeforeTheAnswer() async throws {
        let order = Mutex<[String]>([])
        let victim = try await ProviderServer.start(port: nil) { question, port in
            order.withLock { $0.append("victim") }
            return Self.good(question, port: port)
        }
        let target = "http://127.0.0.1:\(victim.port)/callback?" + Self.query
        let server = try await ProviderServer.start(
            port: nil, report: { report in order.withLock { $0.append(report.summary) } }
        ) { question, _ in
            Answer.redirect(to: target).preceded(by: .badHost, on: question)
        }
        let answer = try await Wire.get("http://127.0.0.1:\(server.port)/consent")
        #expect(answer.status == 303)
        #expect(order.withLock { $0 } == ["victim", "victim", "victim", "attack bad-host: 421 ×3"])
        await server.stop()
        await victim.stop()
    }

    @Test func holdsAndResetsConnections() async throws {
        let open = Mutex(0)
        let counter = Counter(open: { open.withLock { $0 += 1 } }, closed: { open.withLock { $0 -= 1 } })
        let port = try await counter.start()
        let address = "http://127.0.0.1:\(port)/callback"
        let asked = Question(method: .get, path: "/authorize", query: "redirect_uri=" + address, fields: [:])
        let assailant = Assailant()
        for (attack, count) in [(Attack.reset, 0), (.preconnect, 2), (.slowloris, 22)] {
            let answer = Answer(.ok).preceded(by: attack, on: asked)
            _ = await assailant.carryOut(try #require(answer.assault))
            try await until { open.withLock { $0 } == count }
        }
        assailant.stop()
        try await until { open.withLock { $0 } == 0 }
        try await counter.stop()
    }

    private func until(_ condition: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while !condition() {
            try #require(ContinuousClock.now < deadline)
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

/// Counts the connections that are open.
private final class Counter: Sendable {
    private let server = Mutex<(any Channel)?>(nil)
    private let opened: @Sendable () -> Void
    private let closed: @Sendable () -> Void

    init(open: @escaping @Sendable () -> Void, closed: @escaping @Sendable () -> Void) {
        (opened, self.closed) = (open, closed)
    }

    func start() async throws -> Int {
        let (opened, closed) = (opened, closed)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                opened()
                channel.closeFuture.whenComplete { _ in closed() }
                return channel.eventLoop.makeSucceededVoidFuture()
            }
            .bind(host: "127.0.0.1", port: 0).get()
        server.withLock { $0 = channel }
        return try #require(channel.localAddress?.port)
    }

    func stop() async throws {
        try await server.withLock { $0 }?.close()
    }
}
