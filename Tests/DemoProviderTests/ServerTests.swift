import NIOCore
import NIOHTTP1
import Testing

@testable import DemoProvider

@Suite struct ServerTests {
    private func start(_ port: Int? = nil) async throws -> DemoProvider {
        try await DemoProvider.start(DemoProviderOptions(port: port, algorithm: .es256))
    }

    @Test func eachStartHasItsOwnPasswordAndKey() async throws {
        let (one, other) = try await (start(), start())
        #expect(one.password != other.password)
        #expect(one.password.wholeMatch(of: #/([a-z2-9]{4}-){3}[a-z2-9]{4}/#) != nil)
        let keys = try await (Wire.get(one.issuer + "/jwks"), Wire.get(other.issuer + "/jwks"))
        #expect(keys.0.body != keys.1.body)
        await one.stop()
        await other.stop()
    }

    @Test func stopClosesThePortAlsoUnderOpenConnections() async throws {
        let provider = try await start()
        let port = provider.port
        let idle = try await Wire.connect(port: port)
        let half = try await Wire.connect(port: port)
        try await idle.executeThenClose { idleInput, _ in
            try await half.executeThenClose { halfInput, halfOutput in
                let head = "POST /token HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Length: 10\r\n\r\nabc"
                try await halfOutput.write(ByteBuffer(string: head))
                #expect(try await Wire.get(provider.issuer + "/jwks").status == 200)
                let begin = ContinuousClock.now
                await provider.stop()
                // Sooner than idle connections end by themselves.
                #expect(ContinuousClock.now - begin < .seconds(ProviderServer.idleSeconds))
                for try await _ in idleInput {}
            }
        }
        await #expect(throws: (any Error).self) { try await Wire.get(provider.issuer + "/jwks") }
        await provider.stop()

        let again = try await start(port)
        #expect(again.port == port)
        await again.stop()
    }

    @Test func namesThePortOfAProxyInEveryAddress() async throws {
        let free = try await start()
        await free.stop()
        let port = free.port
        var options = DemoProviderOptions(port: port, algorithm: .es256)
        options.frontPort = 4433
        let provider = try await DemoProvider.start(options)
        #expect(provider.issuer == "http://127.0.0.1:4433")
        let ask = { (host: String) in
            "GET /.well-known/openid-configuration HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
        }
        let answer = try await Wire.raw(port: port, ask("127.0.0.1:4433"))
        #expect(answer.contains(#""token_endpoint":"http://127.0.0.1:4433/token""#), "\(answer)")
        #expect(try await Wire.raw(port: port, ask("127.0.0.1:\(port)")).hasPrefix("HTTP/1.1 421"))
        await provider.stop()
    }

    @Test func saysWhichPortIsTaken() async throws {
        let provider = try await start()
        await #expect(throws: DemoFault.portTaken(provider.port)) { try await start(provider.port) }
        await provider.stop()
    }

    @Test func refusesOptionsThatCannotWork() async {
        let wrong: [(inout DemoProviderOptions) -> Void] = [
            { $0.port = 0 }, { $0.port = 70000 }, { $0.frontPort = 0 }, { $0.clientID = "" }, { $0.clientID = "a\nb" },
            { $0.username = "é" },
            { $0.password = "" }, { $0.redirectPath = "callback" }, { $0.redirectPath = "/a?b" },
            { $0.redirectPath = "/a#b" }, { $0.redirectPath = "" }, { $0.redirectURIs = ["https://app.example/cb"] },
            { $0.redirectURIs = ["http://evil.example/cb"] }, { $0.codeLifetime = 0 }, { $0.accessTokenLifetime = -1 },
            { $0.refreshTokenLifetime = .max }, { $0.offers.device = .init(interval: .max) },
            { $0.offers.device = .init(interval: 0) }, { $0.offers.device = .init(lifetime: 0) },
        ]
        for change in wrong {
            var options = DemoProviderOptions(algorithm: .es256)
            change(&options)
            await #expect(throws: DemoFault.self) { try await DemoProvider.start(options) }
        }
    }

    /// What is sent, and the status line that comes back before the connection closes.
    @Test func survivesWhatIsNotARequestForIt() async throws {
        let provider = try await start()
        let own = "Host: 127.0.0.1:\(provider.port)\r\nConnection: close\r\n"
        let cases = [
            ("GET /jwks HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "421"),
            ("GET /jwks HTTP/1.1\r\nConnection: close\r\n\r\n", "421"),
            ("GET \(provider.issuer)/jwks HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "421"),
            ("CONNECT 127.0.0.1:\(provider.port) HTTP/1.1\r\n\(own)\r\n", "4"),
            ("OPTIONS * HTTP/1.1\r\n\(own)\r\n", "400"),
            ("GET /\(String(repeating: "a", count: 17 << 10)) HTTP/1.1\r\n\(own)\r\n", "414"),
            ("GET /authorize?\(String(repeating: "a", count: 20 << 10)) HTTP/1.1\r\n\(own)\r\n", "414"),
            (
                "POST /token HTTP/1.1\r\n\(own)Content-Length: 70000\r\n\r\n\(String(repeating: "a", count: 70000))",
                "413"
            ),
            ("BREW /token HTTP/1.1\r\n\(own)\r\n", "4"),
            ("HEAD /jwks HTTP/1.1\r\n\(own)\r\n", "405"),
            ("OPTIONS /token HTTP/1.1\r\n\(own)\r\n", "405"),
            ("\u{1}\u{2}\u{3}\r\n\r\n", "400"),
            ("GET /jwks HTTP/1.1\r\n\(String(repeating: "A: b\r\n", count: 2000))\(own)\r\n", "4"),
        ]
        for (request, status) in cases {
            let answer = (try? await Wire.raw(port: provider.port, request)) ?? ""
            #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(request.prefix(60)) -> \(answer.prefix(60))")
        }
        #expect(try await Wire.get(provider.issuer + "/jwks").status == 200)
        await provider.stop()
    }
}
