import NIOCore
import NIOHTTP1
import OAuth

/// Bounds what one connection may send before and with an answer, where the library does not: an endless status line,
/// endless interim answers (1xx), endless chunk framing. And it keeps from the library what that takes for impossible:
/// a status below 100, and a body before any answer began.
///
/// Two handlers around the decoder share one count: ``octets`` sees what arrives, ``heads`` sees what it became.
final class AnswerGuard {
    struct Overrun: Error {
        let part: TransportFailure.Part
        let limit: Int
    }

    private let limits: NetworkLimits
    private var headIsDone = false
    private var received = 0
    /// Nothing of what follows a broken answer means anything.
    private var isBroken = false

    private init(limits: NetworkLimits) {
        self.limits = limits
    }

    /// Puts both handlers into the pipeline of a connection of the client. To be called on its event loop.
    static func install(in channel: any Channel, limits: NetworkLimits) throws {
        let shared = AnswerGuard(limits: limits)
        let pipeline = channel.pipeline.syncOperations
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
        try pipeline.addHandler(Octets(shared), position: .before(decoder))
        try pipeline.addHandler(Heads(shared), position: .after(decoder))
    }

    private func requestLeaves() {
        headIsDone = false
        received = 0
    }

    private func overrun(by octets: Int) -> Overrun? {
        received += octets
        // One read brings at most 64 KiB, and the read that ends the head may hold a part of the body.
        if !headIsDone && received > limits.headerBlock + 64 << 10 {
            return Overrun(part: .headers, limit: limits.headerBlock)
        }
        return received > limits.rawAnswer ? Overrun(part: .body, limit: limits.responseBody) : nil
    }

    private final class Octets: ChannelDuplexHandler {
        typealias InboundIn = ByteBuffer
        typealias InboundOut = ByteBuffer
        typealias OutboundIn = HTTPClientRequestPart
        typealias OutboundOut = HTTPClientRequestPart

        private let shared: AnswerGuard

        init(_ shared: AnswerGuard) {
            self.shared = shared
        }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            if case .head = unwrapOutboundIn(data) { shared.requestLeaves() }
            context.write(data, promise: promise)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if let overrun = shared.overrun(by: unwrapInboundIn(data).readableBytes) {
                context.fireErrorCaught(overrun)
                context.close(promise: nil)
            } else {
                context.fireChannelRead(data)
            }
        }
    }

    private final class Heads: ChannelInboundHandler {
        typealias InboundIn = HTTPClientResponsePart
        typealias InboundOut = HTTPClientResponsePart

        private let shared: AnswerGuard

        init(_ shared: AnswerGuard) {
            self.shared = shared
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard !shared.isBroken else { return }
            switch unwrapInboundIn(data) {
            case .head(let head):
                guard head.status.code >= 100 else { return refuse(.invalidStatus, context) }
                let isInterim = head.status.code < 200 && head.status != .switchingProtocols
                if !isInterim { shared.headIsDone = true }
            case .body, .end:
                guard shared.headIsDone else { return refuse(.invalidConstant, context) }
            }
            context.fireChannelRead(data)
        }

        private func refuse(_ error: HTTPParserError, _ context: ChannelHandlerContext) {
            shared.isBroken = true
            context.fireErrorCaught(error)
            context.close(promise: nil)
        }
    }
}
