import NIOCore
import NIOHTTP1

/// Stands between a connection and the server: lets one right request in, answers every other one itself, and ends
/// the connection after the answer. A connection that sends nothing, or sends it slowly, is ended at a deadline.
final class RequestGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Phase {
        case reading
        /// The form of a POST; `missing` octets of it have not come yet.
        case collecting(target: String, form: ByteBuffer, missing: Int)
        /// The server has the request; its end is passed on once.
        case waiting(endIsRead: Bool)
        case answered
    }

    private let gate: CallbackGate
    private let limits: ListenerLimits
    private let ledger: ConnectionLedger
    private var phase = Phase.reading
    private var deadline: Scheduled<Void>?

    init(gate: CallbackGate, limits: ListenerLimits, ledger: ConnectionLedger) {
        self.gate = gate
        self.limits = limits
        self.ledger = ledger
    }

    func handlerAdded(context: ChannelHandlerContext) {
        ledger.opened(context.channel)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: ListenerLimits.amount(limits.requestSeconds)) {
            let (gate, context) = bound.value
            gate.answer(.plain(.requestTimeout), context: context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), phase) {
        case (.head(let head), .reading):
            switch gate.judge(head) {
            case .answer(let answer):
                self.answer(answer, context: context, to: head)
            case .arrival(let target):
                admit(target, context: context)
            case .form(let target, let octets):
                phase = .collecting(target: target, form: ByteBuffer(), missing: octets)
            case .short:
                admit(head.uri, context: context)
            }
        case (.body(var part), .collecting(let target, var form, let missing)):
            guard part.readableBytes <= missing else { return answer(.plain(.payloadTooLarge), context: context) }
            let left = missing - part.readableBytes
            form.writeBuffer(&part)
            phase = .collecting(target: target, form: form, missing: left)
        case (.end, .collecting(let target, let form, _)):
            guard let whole = FormRules.joined(target, form: form.readableBytesView) else {
                return answer(.plain(.badRequest), context: context)
            }
            admit(whole, context: context)
            phase = .waiting(endIsRead: true)
            context.fireChannelRead(wrapInboundOut(.end(nil)))
        case (.end, .waiting(endIsRead: false)):
            phase = .waiting(endIsRead: true)
            context.fireChannelRead(wrapInboundOut(.end(nil)))
        case (.head, _), (.body, _), (.end, _):
            // Bodies and further requests on this connection are read and thrown away.
            break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HeadGuard.Overrun.requestLine:
            answer(.plain(.uriTooLong), context: context)
        case HeadGuard.Overrun.headers, HTTPParserError.headerOverflow:
            answer(.plain(.requestHeaderFieldsTooLarge), context: context)
        case is HTTPParserError:
            answer(.plain(.badRequest), context: context)
        default:
            context.fireErrorCaught(error)
            context.close(promise: nil)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        context.writeAndFlush(data, promise: promise)
        end(context: context)
    }

    /// The server sees a request of one form only, whatever the client wrote.
    private func admit(_ target: String, context: ChannelHandlerContext) {
        phase = .waiting(endIsRead: false)
        deadline?.cancel()
        ledger.waits(context.channel)
        let head = HTTPRequestHead(
            version: .http1_1, method: .GET, uri: target, headers: ["Host": "127.0.0.1:\(gate.port)"])
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    private func answer(_ answer: ListenerAnswer, context: ChannelHandlerContext, to head: HTTPRequestHead? = nil) {
        switch phase {
        case .reading, .collecting: break
        case .waiting, .answered: return
        }
        phase = .answered
        deadline?.cancel()
        context.write(wrapOutboundOut(.head(answer.head(version: .http1_1))), promise: nil)
        if head?.method != .HEAD {
            let body = context.channel.allocator.buffer(string: answer.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        end(context: context)
    }

    /// Closing while the client still sends would make the system throw the answer away, so our side is closed first
    /// and the rest a moment later.
    private func end(context: ChannelHandlerContext) {
        phase = .answered
        ledger.answered(context.channel)
        context.close(mode: .output, promise: nil)
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: ListenerLimits.amount(limits.lingerSeconds)) {
            channel.close(promise: nil)
        }
    }
}
