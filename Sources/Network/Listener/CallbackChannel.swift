import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// HummingbirdCore's connection with our guards in front of it.
struct CallbackChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let http: HTTP1Channel
    private let options: ListenerOptions
    private let limits: ListenerLimits
    private let ledger: ConnectionLedger

    init(options: ListenerOptions, limits: ListenerLimits, ledger: ConnectionLedger, desk: AnswerDesk) {
        self.options = options
        self.limits = limits
        self.ledger = ledger
        let shortPath = options.shortPath
        http = HTTP1Channel(
            responder: { request, writer, _ in
                let answer: ListenerAnswer
                if let shortPath, request.head.path == shortPath {
                    answer = desk.shortTarget.map(ListenerAnswer.found) ?? .plain(.notFound)
                } else {
                    answer = .page(await desk.page(for: request.head.path ?? ""))
                }
                try await Self.write(answer, to: writer)
            },
            configuration: .init(
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.callbackLine + 64,
                    maxHeaderListSize: limits.callbackLine + limits.headerBlock,
                    maxHeaderFieldCount: 200)))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        http.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let gate = CallbackGate(
                port: channel.localAddress?.port ?? 0, path: options.path, isNamed: options.isNamed,
                shortPath: options.shortPath,
                requestLine: limits.requestLine, callbackLine: limits.callbackLine,
                form: options.takesForms ? limits.form : nil)
            try pipeline.addHandler(
                HeadGuard(limits: limits, callback: options.path, takesForms: options.takesForms), position: .first)
            try pipeline.addHandler(
                RequestGate(gate: gate, limits: limits, ledger: ledger),
                position: .after(try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)))
            return value
        }
    }

    func handle(value: Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }

    private static func write(_ answer: ListenerAnswer, to writer: consuming ResponseWriter) async throws {
        let head = answer.head(version: .http1_1)
        var fields = HTTPFields()
        for (name, value) in head.headers {
            guard let name = HTTPField.Name(name) else { preconditionFailure("CallbackChannel: header \(name)") }
            fields.append(HTTPField(name: name, value: value))
        }
        var body = try await writer.writeHead(
            HTTPResponse(status: .init(code: Int(head.status.code)), headerFields: fields))
        try await body.write(ByteBuffer(string: answer.body))
        try await body.finish(nil)
    }
}
