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
    /// Octets that may follow the request line.
    private let rest: Int
    /// How the line of a callback starts, and how much of a line was the same up to now.
    private let callbackStart: [UInt8]
    private var matching = 0
    private var isOther = false
    private var received = 0
    /// Octets of the request line, once it is read.
    private var lineLength: Int?
    private var isOver = false

    /// - Parameters:
    ///   - callback: Path of the redirect URI. Only its own line may be long.
    ///   - takesForms: A body may follow the head.
    init(limits: ListenerLimits, callback: String, takesForms: Bool = false) {
        self.limits = limits
        rest = limits.headerBlock + (takesForms ? limits.form : 0)
        callbackStart = Array("GET \(callback)?".utf8)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        let buffer = unwrapInboundIn(data)
        compare(buffer.readableBytesView)
        let octets = buffer.readableBytesView
        if lineLength == nil, let end = octets.firstIndex(of: UInt8(ascii: "\n")) {
            lineLength = received + octets.distance(from: octets.startIndex, to: end) + 1
        }
        received += buffer.readableBytes
        // The line has a method and a version besides the target.
        let longestLine = (isOther ? limits.requestLine : limits.callbackLine) + 64
        let isLineOver = (lineLength ?? received) > longestLine
        guard isLineOver || received > (lineLength ?? longestLine) + rest else {
            return context.fireChannelRead(data)
        }
        isOver = true
        context.fireErrorCaught(isLineOver ? Overrun.requestLine : Overrun.headers)
    }

    private func compare(_ octets: ByteBufferView) {
        for octet in octets where !isOther && matching < callbackStart.count {
            if octet == callbackStart[matching] { matching += 1 } else { isOther = true }
        }
    }
}
