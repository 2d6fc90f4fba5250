import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import OAuth
import Synchronization

/// Takes one answer in, counts it against the limits while it streams, and remembers whether the request had left.
final class ReplyCollector: HTTPClientResponseDelegate {
    typealias Response = HTTPReply

    /// Ends an answer early, with the failure that the caller shall see.
    struct Refusal: Error {
        let failure: TransportFailure
    }

    private struct State {
        var sentAt: NIODeadline?
        var head: HTTPResponseHead?
        var body: [UInt8] = []
    }

    private let limits: NetworkLimits
    private let state = Mutex(State())

    init(limits: NetworkLimits) {
        self.limits = limits
    }

    /// Whether a part of the request may have reached the server.
    var wasSent: Bool { state.withLock { $0.sentAt != nil } }

    func didSendRequestHead(task: HTTPClient.Task<HTTPReply>, _ head: HTTPRequestHead) {
        state.withLock { $0.sentAt = .now() }
    }

    func didReceiveHead(task: HTTPClient.Task<HTTPReply>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        if let refusal = refusal(of: head) { return task.eventLoop.makeFailedFuture(refusal) }
        state.withLock { $0.head = head }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<HTTPReply>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let fits = state.withLock { state in
            guard state.body.count + buffer.readableBytes <= limits.responseBody else { return false }
            state.body.append(contentsOf: buffer.readableBytesView)
            return true
        }
        return fits ? task.eventLoop.makeSucceededVoidFuture() : task.eventLoop.makeFailedFuture(tooLarge)
    }

    func didFinishRequest(task: HTTPClient.Task<HTTPReply>) throws -> HTTPReply {
        let state = state.withLock { $0 }
        guard let head = state.head else { throw Refusal(failure: .connectionLost(sent: true)) }
        let took = state.sentAt.map { Double((NIODeadline.now() - $0).nanoseconds) / 1e9 } ?? 0
        return HTTPReply(
            status: Int(head.status.code), headers: head.headers.map { HTTPReply.Header($0.name, $0.value) },
            body: state.body, took: took)
    }

    private var tooLarge: Refusal { Refusal(failure: .tooLarge(what: .body, limit: limits.responseBody)) }

    private func refusal(of head: HTTPResponseHead) -> Refusal? {
        let size = head.headers.reduce(head.status.reasonPhrase.utf8.count + 15) {
            $0 + $1.name.utf8.count + $1.value.utf8.count + 4
        }
        if size > limits.headerBlock { return Refusal(failure: .tooLarge(what: .headers, limit: limits.headerBlock)) }
        if head.status == .switchingProtocols {
            return Refusal(failure: .garbled(ForeignText("The server wants to speak another protocol than HTTP.")))
        }
        // We ask for the identity coding only: a small answer must not become a large one here (CWE-409).
        for coding in head.headers[canonicalForm: "content-encoding"] where coding.lowercased() != "identity" {
            return Refusal(failure: .packed(coding: ForeignText(String(coding))))
        }
        if let length = head.headers.first(name: "content-length"), let announced = Int(length),
            announced > limits.responseBody
        {
            return tooLarge
        }
        return nil
    }
}

/// Stands in for an answer that never comes: its request only opens a connection.
final class NoReply: HTTPClientResponseDelegate {
    typealias Response = Void

    func didFinishRequest(task: HTTPClient.Task<Void>) {}
}
