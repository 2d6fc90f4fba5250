import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import OAuth
import Synchronization

/// Counts the connections of one lane, and keeps one open for the next request when it is told to.
///
/// The client opens connections for requests only. So a request is queued while no connection is free, and it is
/// withdrawn in the moment its connection stands, before anything is written: the connection is then idle in the
/// client's pool. Client, connections and this all live on one event loop, so nothing comes between those two steps.
final class ConnectionKeeper: Sendable {
    /// "Keep one connection open": until when, and how often it may be opened again.
    private struct Wish {
        let origin: String
        let until: NIODeadline
        var reopenings: Int
        var openedAt: NIODeadline
    }

    /// A connection that is being opened for no request, and who waits for it.
    private struct Opening {
        let task: HTTPClient.Task<Void>
        let done: EventLoopPromise<Void>
    }

    private struct State {
        var client: HTTPClient?
        var open: [ObjectIdentifier: any Channel] = [:]
        var inUse = 0
        var wish: Wish?
        var opening: Opening?
        var pause: Scheduled<Void>?
    }

    private let loop: any EventLoop
    private let limits: NetworkLimits
    private let state = Mutex(State())

    init(loop: any EventLoop, limits: NetworkLimits) {
        self.loop = loop
        self.limits = limits
    }

    func attach(_ client: HTTPClient) {
        state.withLock { $0.client = client }
    }

    /// To be awaited before each request.
    ///
    /// A connection that the server has ended may still look alive here, because the loop has not read the end yet. A
    /// request on it would be lost, so the kernel is asked. And a connection that is just being opened is left to this
    /// request.
    func requestStarts() async {
        try? await loop.submit { self.makeReady() }.get()
    }

    private func makeReady() {
        let (idle, opening) = state.withLock { state -> ([any Channel], Opening?) in
            state.inUse += 1
            guard state.inUse == 1 else { return ([], nil) }
            defer { state.opening = nil }
            return (Array(state.open.values), state.opening)
        }
        for channel in idle {
            // On the loop this is answered at once.
            (channel as? any SocketOptionProvider)?.getTCPInfo().whenSuccess { info in
                if info.tcpi_state != Self.established { channel.close(promise: nil) }
            }
        }
        opening?.task.cancel()
        opening?.done.succeed(())
    }

    /// TCP_ESTABLISHED of the kernel's interface.
    private static let established: UInt8 = 1

    func requestEnded() {
        state.withLock { $0.inUse -= 1 }
        loop.execute { self.reopenIfWished() }
    }

    /// Opens a connection to `origin` unless one is free, and opens it again when the server closes it meanwhile.
    ///
    /// - Returns: When it stands, or cannot be had. The wish stays either way.
    func keepOpen(origin: String) async {
        let done = loop.makePromise(of: Void.self)
        let until = NIODeadline.now() + .milliseconds(Int64(limits.warmSeconds * 1000))
        loop.execute {
            self.state.withLock {
                $0.wish = Wish(origin: origin, until: until, reopenings: self.limits.reopenings, openedAt: .now())
            }
            self.openIfNone(done)
        }
        await withTaskCancellationHandler {
            do { try await done.futureResult.get() } catch {}
        } onCancel: {
            self.forgetWish()
        }
    }

    /// The request that the connection was kept for has come; from now on it may close.
    func forgetWish() {
        let opening = state.withLock { state in
            state.wish = nil
            state.pause?.cancel()
            state.pause = nil
            return state.opening
        }
        opening?.task.cancel()
    }

    /// The last step of a lane: no connection is opened any more.
    func stop() {
        forgetWish()
        state.withLock { $0.client = nil }
    }

    /// Hook of the client, on the event loop, before the connection is given to anybody.
    func connectionOpened(_ channel: any Channel) -> EventLoopFuture<Void> {
        do {
            try AnswerGuard.install(in: channel, limits: limits)
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
        let key = ObjectIdentifier(channel)
        let opening = state.withLock { state in
            state.open[key] = channel
            state.wish?.openedAt = .now()
            defer { state.opening = nil }
            return state.opening
        }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { _ = $0.open.removeValue(forKey: key) }
            self.loop.execute { self.reopenIfWished() }
        }
        opening?.task.cancel()
        return Self.setOptions(of: channel).always { _ in opening?.done.succeed(()) }
    }

    private func openIfNone(_ done: EventLoopPromise<Void>) {
        loop.preconditionInEventLoop()
        let now = NIODeadline.now()
        let order = state.withLock { state -> (client: HTTPClient, origin: String)? in
            guard let client = state.client, let wish = state.wish, now < wish.until else { return nil }
            guard state.open.isEmpty, state.inUse == 0, state.opening == nil else { return nil }
            return (client, wish.origin)
        }
        // HEAD of the root: should it ever be sent by mistake, it changes nothing.
        guard let order, let request = try? HTTPClient.Request(url: order.origin + "/", method: .HEAD) else {
            if let waiting = state.withLock({ $0.opening?.done.futureResult }) {
                waiting.cascade(to: done)
            } else {
                done.succeed(())
            }
            return
        }
        let task = order.client.execute(
            request: request, delegate: NoReply(), eventLoop: .delegate(on: loop),
            deadline: now + .milliseconds(Int64(limits.connectSeconds * 1000)))
        state.withLock { $0.opening = Opening(task: task, done: done) }
        task.futureResult.whenComplete { _ in
            // Withdrawn by `connectionOpened` or `makeReady`; else the connection could not be had.
            let failed = self.state.withLock { state in
                defer { state.opening = nil }
                return state.opening
            }
            guard let failed else { return }
            failed.done.succeed(())
            self.reopenIfWished(afterFailure: true)
        }
    }

    private func reopenIfWished(afterFailure: Bool = false) {
        let now = NIODeadline.now()
        let pause = state.withLock { state -> Double? in
            guard var wish = state.wish, state.open.isEmpty, state.inUse == 0, state.opening == nil,
                state.pause == nil, wish.reopenings > 0, now < wish.until
            else { return nil }
            wish.reopenings -= afterFailure ? limits.failureWeight : 1
            state.wish = wish
            if afterFailure { return limits.failurePause }
            // A server that closes at once is not asked again at once.
            let lived = Double((now - wish.openedAt).nanoseconds) / 1e9
            return lived < limits.reopenPause ? limits.reopenPause : 0
        }
        guard let pause else { return }
        let scheduled = loop.scheduleTask(in: .milliseconds(Int64(pause * 1000))) {
            self.state.withLock { $0.pause = nil }
            self.openIfNone(self.loop.makePromise())
        }
        state.withLock { $0.pause = scheduled }
    }

    /// The kernel looks after an idle connection: a way that has died is noticed before the request is sent, and
    /// devices on the way do not forget it.
    private static func setOptions(of channel: any Channel) -> EventLoopFuture<Void> {
        let options: [(option: ChannelOptions.Types.SocketOption, value: Int)] = [
            (.socketOption(.so_keepalive), 1),
            (tcp(TCP_KEEPIDLE), 20),
            (tcp(TCP_KEEPINTVL), 5),
            (tcp(TCP_KEEPCNT), 3),
        ]
        let settings = options.map { channel.setOption($0.option, value: SocketOptionValue($0.value)) }
        // An option that the system does not know is no reason to refuse the connection.
        return EventLoopFuture<Void>.whenAllComplete(settings, on: channel.eventLoop).map { _ in }
    }

    private static func tcp(_ name: CInt) -> ChannelOptions.Types.SocketOption {
        ChannelOptions.socket(SocketOptionLevel(IPPROTO_TCP), SocketOptionName(name))
    }
}
