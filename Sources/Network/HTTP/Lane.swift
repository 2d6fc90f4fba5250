import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import OAuth

/// The way to one origin: a client with its connections, all on one event loop.
final class Lane: Sendable {
    struct Route: Sendable, Hashable {
        /// Scheme, host and port.
        let origin: String
        /// The literal address that is used instead of asking a resolver: only for `localhost`.
        let literal: String?
    }

    struct Settings: Sendable {
        let limits: NetworkLimits
        let tls: TLSConfiguration
        let proxy: ProxyRules.Server?
    }

    private let address: WebAddress
    private let route: Route
    private let settings: Settings
    private let loop: any EventLoop
    private let keeper: ConnectionKeeper
    private let client: HTTPClient

    init(to address: WebAddress, by route: Route, settings: Settings) {
        let loop = HTTPClient.defaultEventLoopGroup.next()
        let keeper = ConnectionKeeper(loop: loop, limits: settings.limits)
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: settings.tls,
            redirectConfiguration: .disallow,
            timeout: .init(connect: .milliseconds(Int64(settings.limits.connectSeconds * 1000))),
            connectionPool: .init(idleTimeout: .milliseconds(Int64(settings.limits.warmSeconds * 1000))),
            proxy: settings.proxy.map(Self.proxy),
            decompression: .disabled)
        configuration.httpVersion = .http1Only
        // A refused connection is said at once; whether to try again is decided by the caller.
        configuration.connectionPool.retryConnectionEstablishment = false
        if let literal = route.literal { configuration.dnsOverride = [address.host: literal] }
        let host = address.scheme == .https ? address.host : nil
        configuration.http1_1ConnectionDebugInitializer = { channel in
            do {
                if let host { try ServerName.check(channel, is: host) }
            } catch {
                // The client does not close what it is told not to use.
                channel.close(promise: nil)
                return channel.eventLoop.makeFailedFuture(error)
            }
            return keeper.connectionOpened(channel)
        }
        self.address = address
        self.route = route
        self.settings = settings
        self.loop = loop
        self.keeper = keeper
        client = HTTPClient(eventLoopGroupProvider: .shared(loop), configuration: configuration)
        keeper.attach(client)
    }

    /// Sends one request once.
    func send(_ request: HTTPClient.Request, deadline: NIODeadline) async -> Result<HTTPReply, TransportFailure> {
        let collector = ReplyCollector(limits: settings.limits)
        guard !Task.isCancelled else { return .failure(.cancelled) }
        await keeper.requestStarts()
        defer { keeper.requestEnded() }
        let task = client.execute(
            request: request, delegate: collector, eventLoop: .delegate(on: loop), deadline: deadline)
        do {
            let reply = try await withTaskCancellationHandler {
                try await task.futureResult.get()
            } onCancel: {
                task.cancel()
            }
            return .success(reply)
        } catch {
            if Task.isCancelled { return .failure(.cancelled) }
            let circumstances = TransportFailure.Circumstances(
                host: address.host, port: address.port, proxy: settings.proxy?.text, wasSent: collector.wasSent,
                deadlinePassed: NIODeadline.now() >= deadline, limits: settings.limits)
            return .failure(TransportFailure(error, circumstances))
        }
    }

    /// Opens a connection for the next request unless one is free, and keeps it open until ``settle()``.
    func warm() async {
        await keeper.keepOpen(origin: address.origin)
    }

    func settle() {
        keeper.forgetWish()
    }

    /// What is wrong with the server's certificate, after a handshake that failed.
    func certificateComplaint() async -> String? {
        guard settings.proxy == nil else { return nil }
        return await CertificateProbe.complaint(
            about: address, at: route.literal ?? address.host, tls: settings.tls, on: loop)
    }

    /// Ends every request and connection. Called exactly once.
    func shutdown() async {
        keeper.stop()
        // It reports requests that were still under way; they have been told already.
        try? await client.shutdown()
    }

    private static func proxy(_ server: ProxyRules.Server) -> HTTPClient.Configuration.Proxy {
        .server(
            host: server.host, port: server.port,
            authorization: server.credentials.map { .basic(username: $0.name, password: $0.password.reveal()) })
    }
}
