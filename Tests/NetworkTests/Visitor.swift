import NIOCore
import NIOPosix

/// A client of the listener that says exactly what a test wants said.
struct Visitor: Sendable {
    let channel: any Channel
    private let heard: Heard

    static func connect(port: Int, host: String = "127.0.0.1") async throws -> Visitor {
        let heard = Heard()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { $0.pipeline.addHandler(Ear(heard)) }
            .connect(host: host, port: port).get()
        return Visitor(channel: channel, heard: heard)
    }

    /// Everything that the listener says to `text`, until it closes its side.
    static func ask(_ text: String, port: Int, host: String = "127.0.0.1") async throws -> String {
        let visitor = try await connect(port: port, host: host)
        visitor.say(text)
        return await visitor.answer()
    }

    static func get(_ target: String, port: Int) async throws -> String {
        try await ask("GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n", port: port)
    }

    func say(_ text: String) {
        channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
    }

    func say(octets: [UInt8]) {
        channel.writeAndFlush(ByteBuffer(bytes: octets), promise: nil)
    }

    /// What was said until the listener ended the connection, or within ten seconds.
    func answer() async -> String {
        _ = await heard.end.wait(for: 1)
        channel.close(promise: nil)
        return heard.text.all.joined()
    }

    func isEnded(within seconds: Int64) async -> Bool {
        await !heard.end.wait(for: 1, seconds: seconds).isEmpty
    }

    private final class Heard: Sendable {
        let text = Events<String>()
        let end = Events<Void>()
    }

    private final class Ear: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        private let heard: Heard

        init(_ heard: Heard) {
            self.heard = heard
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            heard.text.happened(String(buffer: unwrapInboundIn(data)))
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case ChannelEvent.inputClosed = event { heard.end.happened(()) }
        }

        func channelInactive(context: ChannelHandlerContext) {
            heard.end.happened(())
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}

extension String {
    /// The status of an HTTP answer, 0 when there is none.
    var status: Int { Int(split(separator: " ").dropFirst().first ?? "") ?? 0 }
}
