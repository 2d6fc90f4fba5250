import NIOCore
import NIOPosix
import NIOSSL

/// A server on loopback that says exactly what a test wants said, with or without TLS, and counts.
final class RawServer: Sendable {
    /// One request on one connection, head and body as they came.
    struct Visit: Sendable {
        let channel: any Channel
        /// Which connection it is, from 1.
        let connection: Int
        /// Which request of the server it is, from 1.
        let request: Int
        let text: String

        var line: Substring { text.prefix { $0 != "\r\n" && $0 != "\r" } }

        func send(_ text: String) {
            channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        }

        func reply(_ body: String, status: String = "200 OK", headers: String = "") {
            send("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
        }

        func close() {
            channel.close(promise: nil)
        }

        /// Ends the connection with RST.
        func reset() {
            let lost = ChannelOptions.socketOption(.so_linger)
            let channel = channel
            // As octets: on for 0 seconds.
            channel.setOption(lost, value: 1).whenComplete { _ in
                channel.close(promise: nil)
            }
        }

        /// One octet every few milliseconds, until the other side goes.
        func drip(_ octet: String = "a") {
            let channel = channel
            channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(10)) { task in
                guard channel.isActive else { return task.cancel() }
                channel.writeAndFlush(ByteBuffer(string: octet), promise: nil)
            }
        }

        /// As much as the other side takes, without end.
        func flood(_ piece: String) {
            let channel = channel
            let buffer = ByteBuffer(string: piece)
            @Sendable func next() {
                channel.writeAndFlush(buffer).whenSuccess { channel.eventLoop.execute { next() } }
            }
            next()
        }
    }

    let port: Int
    /// Every connection, by its number.
    let connections = Events<Int>()
    let requests = Events<String>()
    private let channel: any Channel

    init(
        certificate: String? = nil, newestTLS: TLSVersion? = nil, host: String = "127.0.0.1",
        onConnect: @escaping @Sendable (_ channel: any Channel, _ number: Int) -> Void = { _, _ in },
        onRequest: @escaping @Sendable (Visit) -> Void
    ) async throws {
        let connections = connections
        let requests = requests
        let context = try certificate.map { try Self.context($0, newestTLS) }
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    let pipeline = child.pipeline.syncOperations
                    if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
                    connections.happened(connections.count + 1)
                    let number = connections.count
                    try pipeline.addHandler(Requests(number: number, log: requests, onRequest: onRequest))
                    // After the registration, so that a test may close it.
                    child.eventLoop.execute { onConnect(child, number) }
                }
            }
            .bind(host: host, port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func stop() async {
        try? await channel.close()
    }

    private static func context(_ certificate: String, _ newestTLS: TLSVersion?) throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8)).map(NIOSSLCertificateSource.certificate)
        let key = try NIOSSLPrivateKey(bytes: Array(TestCertificates.key.utf8), format: .pem)
        var settings = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        settings.minimumTLSVersion = .tlsv1
        settings.maximumTLSVersion = newestTLS
        return try NIOSSLContext(configuration: settings)
    }

    private final class Requests: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let number: Int
        private let log: Events<String>
        private let onRequest: @Sendable (Visit) -> Void
        private var received = ""

        init(number: Int, log: Events<String>, onRequest: @escaping @Sendable (Visit) -> Void) {
            self.number = number
            self.log = log
            self.onRequest = onRequest
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += String(buffer: unwrapInboundIn(data))
            while let request = takeRequest() {
                log.happened(request)
                onRequest(Visit(channel: context.channel, connection: number, request: log.count, text: request))
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
        }

        private func takeRequest() -> String? {
            let parts = received.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            let lengths = parts[0].split(separator: "\r\n").compactMap { line in
                line.lowercased().hasPrefix("content-length:") ? Int(line.dropFirst(15).filter(\.isNumber)) : nil
            }
            let length = lengths.first ?? 0
            guard parts[1].utf8.count >= length else { return nil }
            let request = parts[0] + "\r\n\r\n" + String(decoding: parts[1].utf8.prefix(length), as: UTF8.self)
            received = String(decoding: parts[1].utf8.dropFirst(length), as: UTF8.self)
            return String(request)
        }
    }
}
