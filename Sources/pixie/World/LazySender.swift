import Network
import OAuth
import Synchronization

/// Starts the HTTP client with the first request: the first frame does not need it.
final class LazySender: Sendable {
    private let options: NetworkOptions
    private let sender: Mutex<HTTPSender?>

    /// What somebody else wrote, a file with trust roots or a proxy of the environment, is looked at now, so that a
    /// mistake in it is told before anything else.
    init(_ options: NetworkOptions) throws(NetworkFault) {
        self.options = options
        sender = Mutex(
            options.caFile == nil && options.httpsProxy == nil ? nil : try HTTPSender(options: options))
    }

    func send(_ call: HTTPCall) async -> Result<HTTPReply, TransportFailure> {
        await started.send(call)
    }

    func warm(_ endpoint: Endpoint) async {
        await started.warm(endpoint)
    }

    func shutdown() async {
        let sender = sender.withLock { sender in
            let started = sender
            sender = nil
            return started
        }
        await sender?.shutdown()
    }

    private var started: HTTPSender {
        sender.withLock { sender in
            if let sender { return sender }
            do throws(NetworkFault) {
                let new = try HTTPSender(options: options)
                sender = new
                return new
            } catch {
                preconditionFailure("LazySender: without a CA file and a proxy nothing can be wrong: \(error.message)")
            }
        }
    }
}
