import NIOCore

/// Bounds the octets of a request before its head is read, where the decoder does not count them.
final class HeadGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    enum Overrun: Error {
        case requestLine
        case headers
    }

    private let limits: ListenerLimits
    private var received = 0
    private var lineIsRead = false
    private var isOver = false

    init(limits: ListenerLimits) {
        self.limits = limits
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        let buffer = unwrapInboundIn(data)
        if !lineIsRead { lineIsRead = buffer.readableBytesView.contains(UInt8(ascii: "\n")) }
        received += buffer.readableBytes
        // The line has a method and a version besides the target.
        let limit = limits.requestLine + (lineIsRead ? limits.headerBlock : 64)
        guard received > limit else { return context.fireChannelRead(data) }
        isOver = true
        context.fireErrorCaught(lineIsRead ? Overrun.headers : Overrun.requestLine)
    }
}
