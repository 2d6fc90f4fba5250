import NIOCore
import NIOPosix
import OAuth
import Testing

@testable import Network

@Suite struct ProxyTests {
    @Test func asksTheProxyForATunnelWithItsCredentials() async throws {
        let proxy = try await RawServer { $0.reply("", status: "407 Who are you") }
        let options = NetworkOptions(httpsProxy: "http://me:p%40ss@127.0.0.1:\(proxy.port)/", userAgent: "t")
        try await Sending.withSender(options) { sender in
            let failure = try await sender.post("https://idp.example/token").failure
            #expect(failure == .proxy(ForeignText("127.0.0.1:\(proxy.port) asks for a user name and password (407)")))
        }
        #expect(proxy.requests.all.first?.hasPrefix("CONNECT idp.example:443 HTTP/1.1\r\n") == true)
        // me:p@ss
        #expect(proxy.requests.all.first?.lowercased().contains("proxy-authorization: basic bwu6cebzcw==") == true)
        await proxy.stop()
    }

    enum Trouble: CaseIterable { case refuses, closes, resetsAfterConnect, garbage, hangs, isDown }

    @Test(arguments: Trouble.allCases)
    func aProxyInTroubleIsNamed(trouble: Trouble) async throws {
        let proxy = try await RawServer { visit in
            switch trouble {
            case .refuses: visit.reply("", status: "502 No")
            case .closes: visit.close()
            case .resetsAfterConnect:
                visit.send("HTTP/1.1 200 OK\r\n\r\n")
                visit.reset()
            case .garbage: visit.send("\u{1}\u{2}\u{3}\r\n\r\n")
            case .hangs, .isDown: break
            }
        }
        let reserved = ReservedPort.any()
        let port = trouble == .isDown ? reserved.port : proxy.port
        var limits = Sending.limits
        if trouble == .hangs || trouble == .garbage { limits.connectSeconds = 0.3 }
        let options = NetworkOptions(httpsProxy: "127.0.0.1:\(port)", userAgent: "t")
        try await Sending.withSender(options, limits: limits) { sender in
            let failure = try await sender.post("https://idp.example/token").failure
            guard case .proxy(let text) = failure else {
                Issue.record("\(trouble): \(String(describing: failure))")
                return
            }
            #expect(text.safe().contains("127.0.0.1:\(port)"))
        }
        await proxy.stop()
        reserved.free()
    }

    @Test func thisMachineIsNeverAskedForThroughAProxy() async throws {
        let server = try await RawServer(certificate: TestCertificates.good) { $0.reply("{}") }
        let proxy = try await RawServer { $0.reply("", status: "502 No") }
        try await Sending.withAuthorityFile { file in
            let options = NetworkOptions(caFile: file, httpsProxy: "127.0.0.1:\(proxy.port)", userAgent: "t")
            try await Sending.withSender(options) { sender in
                for host in ["127.0.0.1", "localhost"] {
                    let result = try await sender.get("https://\(host):\(server.port)/")
                    #expect(result.text == "{}")
                }
            }
        }
        #expect(proxy.connections.count == 0)
        await server.stop()
        await proxy.stop()
    }

    @Test func sendsThroughATunnel() async throws {
        let server = try await RawServer(certificate: TestCertificates.good) { $0.reply("{}") }
        let target = server.port
        let proxy = try await RawServer { visit in Tunnel.open(from: visit, to: target) }
        try await Sending.withAuthorityFile { file in
            let options = NetworkOptions(caFile: file, httpsProxy: "http://127.0.0.1:\(proxy.port)", userAgent: "t")
            try await Sending.withSender(options) { sender in
                await sender.warm(try Endpoint("https://idp.example/token"))
                #expect(try await sender.post("https://idp.example/token").text == "{}")
            }
        }
        #expect(proxy.requests.count == 1)
        #expect(server.connections.count == 1)
        #expect(server.requests.all.first?.lowercased().contains("host: idp.example") == true)
        await server.stop()
        await proxy.stop()
    }

    @Test(
        arguments: [
            ("https://idp.example/", nil, true), ("https://idp.example/", "idp.example", false),
            ("https://a.idp.example/", "idp.example", false), ("https://a.idp.example/", ".idp.example", false),
            ("https://idp.example/", ".idp.example", false), ("https://notidp.example/", "idp.example", true),
            ("https://idp.example/", "other, IDP.example", false), ("https://idp.example/", "*", false),
            ("https://idp.example:8443/", "idp.example:8443", false),
            ("https://idp.example/", "idp.example:8443", true),
            ("https://a.b/", "*.b", false), ("https://10.1.2.3/", "10.1.2.3", false),
            ("https://[fd00::1]/", "fd00::1", false),
            ("https://[fd00::1]/", "[fd00::1]:443", false), ("https://127.0.0.5/", nil, false),
            ("https://[::1]/", nil, false),
            ("https://localhost/", nil, false), ("https://idp.example/", ",, ,", true),
        ] as [(String, String?, Bool)])
    func exceptionsOfTheProxy(url: String, exceptions: String?, isProxied: Bool) throws {
        let rules = try ProxyRules(proxy: "http://proxy.example:3128", exceptions: exceptions)
        #expect((rules.server(for: try WebAddress(url)) != nil) == isProxied)
    }

    @Test(arguments: [
        "https://proxy.example", "socks5://proxy.example", "http://", "http://a b", "http://x:%zz@h",
        "http://u:%0d%0a@h",
    ])
    func refusesAProxyThatItCannotUseWithoutShowingItsPassword(text: String) {
        #expect(throws: NetworkFault.self) { try ProxyRules(proxy: text, exceptions: nil) }
        do {
            _ = try ProxyRules(proxy: "https://me:hunter2@proxy.example", exceptions: nil)
        } catch {
            #expect(!error.message.contains("hunter2"))
            #expect(error.message.contains("proxy.example"))
        }
    }
}

/// Both directions between a visitor and another port.
private enum Tunnel {
    static func open(from visit: RawServer.Visit, to port: Int) {
        let visitor = visit.channel
        let pipeline = visitor.pipeline
        ClientBootstrap(group: visitor.eventLoop)
            .channelInitializer { $0.pipeline.addHandler(Forward(to: visitor)) }
            .connect(host: "127.0.0.1", port: port)
            .whenSuccess { target in
                pipeline.addHandler(Forward(to: target), position: .first).whenSuccess {
                    visit.send("HTTP/1.1 200 Connection established\r\n\r\n")
                }
            }
    }

    final class Forward: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        private let other: any Channel

        init(to other: any Channel) {
            self.other = other
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            other.writeAndFlush(unwrapInboundIn(data), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            other.close(promise: nil)
        }
    }
}
