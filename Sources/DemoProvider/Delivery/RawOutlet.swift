import NIOCore

/// The place of the pipeline under HTTP and above TLS, from which a ``Courier`` writes octets as they are.
final class RawOutlet: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Whether a delivery is under way that no end of a request will end.
    var isInUse = false

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if isInUse, event is ChannelShouldQuiesceEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }
}

/// The place under everything, from which a connection can be reset without TLS saying goodbye.
final class Floor: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
}
