import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// HummingbirdCore's connection with places under it for deliveries that are no HTTP, and TLS where it is wanted.
struct ProviderChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    let http: HTTP1Channel
    let tls: NIOSSLContext?

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(Floor())
            if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
            try pipeline.addHandler(RawOutlet())
        }.flatMap {
            http.setup(channel: channel, logger: logger)
        }
    }

    func handle(value: Value, logger: Logger) async {
        // The library closes only the reading side, which TLS cannot do and which ends no wait for the other side.
        await withTaskCancellationHandler {
            await http.handle(value: value, logger: logger)
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }
}
