import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import NIOSSL

/// The socket of the provider: requests become ``Question``s, ``Answer``s are written.
struct ProviderServer: Sendable {
    /// Octets of a request body. The forms here are far smaller.
    static let longestBody = 64 << 10
    /// Octets of a request target. An authorization request with everything in it is far smaller.
    static let longestTarget = 16 << 10
    static let mostConnections = 128
    static let idleSeconds: Int64 = 15

    let port: Int
    private let server: Server<ProviderChannel>
    private let running: Task<Void, any Error>
    private let assailant: Assailant

    /// Binds 127.0.0.1 and answers with what `respond` says. `respond` gets the port that was bound.
    ///
    /// - Parameters:
    ///   - tls: `nil` for a server without TLS.
    ///   - report: Gets what came of each ``Assault`` that an answer brought along, before the answer goes out.
    static func start(
        port: Int?, tls: NIOSSLContext? = nil, report: @escaping @Sendable (AttackReport) -> Void = { _ in },
        respond: @escaping @Sendable (Question, Int) -> Answer
    ) async throws(DemoFault) -> ProviderServer {
        let logger = Logger(label: "pixie.demo", factory: { _ in SwiftLogNoOpLogHandler() })
        let assailant = Assailant()
        let (bound, announce) = AsyncStream.makeStream(of: Int.self)
        let server = Server(
            childChannelSetup: ProviderChannel(
                http: HTTP1Channel(
                    responder: { request, writer, channel in
                        let port = channel.localAddress?.port ?? 0
                        try await answer(request, writer, channel) { question in
                            let answer = respond(question, port)
                            if let assault = answer.assault { report(await assailant.carryOut(assault)) }
                            return answer
                        }
                    },
                    configuration: HTTP1Channel.Configuration(
                        idleTimeout: .seconds(idleSeconds),
                        httpDecoderConfiguration: .init(
                            maxHeaderFieldSize: 32 << 10, maxHeaderListSize: 64 << 10, maxHeaderFieldCount: 100))),
                tls: tls),
            configuration: ServerConfiguration(
                address: .hostname("127.0.0.1", port: port ?? 0),
                availableConnectionsDelegate: .maximum(mostConnections, logger: logger)),
            onServerRunning: { channel in
                announce.yield(channel.localAddress?.port ?? 0)
                announce.finish()
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger)
        let running = Task {
            defer { announce.finish() }
            try await server.run()
        }
        for await port in bound {
            return ProviderServer(port: port, server: server, running: running, assailant: assailant)
        }
        switch await running.result {
        case .success: throw .cannotStart("the server ended at once.")
        case .failure(let error as IOError) where error.errnoCode == EADDRINUSE: throw .portTaken(port ?? 0)
        case .failure(let error): throw .cannotStart("\(error)")
        }
    }

    /// Closes the port and all connections.
    func stop() async {
        // A connection in the middle of a request may take its time; after a second it is cut off.
        let cut = Task {
            try await Task.sleep(for: .seconds(1))
            running.cancel()
        }
        try? await server.shutdownGracefully()
        cut.cancel()
        running.cancel()
        _ = await running.result
        assailant.stop()
    }

    private static func answer(
        _ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel,
        respond: (Question) async -> Answer
    ) async throws {
        let target = request.head.path ?? ""
        var answer: Answer
        var mustClose = false
        if target.utf8.count > longestTarget {
            answer = Answer(.uriTooLong, fields: [.contentLength: "0"])
            mustClose = true
        } else {
            do {
                let body = try await request.body.collect(upTo: longestBody)
                answer = await respond(Question(request.head, body: Array(body.readableBytesView)))
            } catch is NIOTooManyBytesError {
                answer = Answer(.contentTooLarge, fields: [.contentLength: "0"])
                mustClose = true
            }
        }
        if mustClose { answer.fields[.connection] = "close" }
        if let steps = answer.delivery.steps(for: answer) {
            try await Courier(channel: channel).deliver(steps)
        }
        try await writer.write(
            response: HTTPResponse(status: answer.status, headerFields: answer.fields),
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
        // What is left of a body that is too large is not read.
        if mustClose { channel.close(promise: nil) }
    }
}

extension Question {
    init(_ head: HTTPRequest, body: [UInt8]) {
        let target = head.path ?? ""
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(
            method: head.method, path: String(halves[0]), query: halves.count == 2 ? String(halves[1]) : "",
            host: head.authority, fields: head.headerFields, body: body)
    }
}
