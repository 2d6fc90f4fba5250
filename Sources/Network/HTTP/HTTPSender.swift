import AsyncHTTPClient
import NIOCore
import NIOHTTP1
public import OAuth
import Synchronization

/// Sends what the login wants sent, within the limits of `Limits`, and brings back what the server said, unjudged.
///
/// No cookies, no automatic redirects, nothing unpacked, TLS 1.2 or newer with every check. What carries a secret is
/// sent once; only discovery follows redirects of the same origin, and is tried again.
/// Cancelling the task that waits ends the request at once.
public final class HTTPSender: Sendable {
    private struct State {
        var lanes: [Lane.Route: Lane] = [:]
        /// Where `localhost` answered.
        var literals: [String: String] = [:]
        var isShutDown = false
    }

    private let options: NetworkOptions
    private let limits: NetworkLimits
    private let proxies: ProxyRules
    private let trust: TrustedConnections
    private let state = Mutex(State())

    /// - Throws: ``NetworkFault`` when the file of certificates or the proxy cannot be used.
    public convenience init(options: NetworkOptions) throws(NetworkFault) {
        try self.init(options: options, limits: NetworkLimits())
    }

    init(options: NetworkOptions, limits: NetworkLimits) throws(NetworkFault) {
        self.options = options
        self.limits = limits
        proxies = try ProxyRules(proxy: options.httpsProxy, exceptions: options.noProxy)
        trust = try TrustedConnections(caFile: options.caFile)
    }

    deinit {
        // A client that is dropped without being shut down stops the program, so a forgotten one is shut down here.
        let lanes = state.withLock { Array($0.lanes.values) }
        if !lanes.isEmpty {
            Task { for lane in lanes { await lane.shutdown() } }
        }
    }

    /// Sends `call` and waits for the whole answer, at most `Limits.exchangeSeconds`, retries and redirects included.
    public func send(_ call: HTTPCall) async -> Result<HTTPReply, TransportFailure> {
        let deadline = NIODeadline.now() + .milliseconds(Int64(limits.exchangeSeconds * 1000))
        var rules = SendingRules(call.purpose, limits: limits)
        var address = call.url.address
        while true {
            let outcome = await attempt(call, at: address, deadline: deadline)
            switch rules.step(after: outcome, at: address) {
            case .follow(let target):
                address = target
            case .retry(let pause) where NIODeadline.now() + .milliseconds(Int64(pause * 1000)) < deadline:
                do {
                    try await Task.sleep(for: .seconds(pause))
                } catch {
                    return .failure(.cancelled)
                }
            case .finish, .retry:
                // What is not tried again is the answer.
                return await explained(outcome, at: address, deadline: deadline).map { $0.hidingSecrets(of: call) }
            }
        }
    }

    /// Opens a connection to `endpoint` for the next request there, and opens it again whenever the server closes it,
    /// until that request, ``shutdown()``, or the end of the login wait.
    ///
    /// - Returns: When the connection stands or cannot be had; nothing is sent on it.
    public func warm(_ endpoint: Endpoint) async {
        guard let route = routes(to: endpoint.address).first, let lane = lane(to: endpoint.address, by: route) else {
            return
        }
        await lane.warm()
    }

    /// Ends every request and closes every connection. Requests that are still sent afterwards are `cancelled`.
    public func shutdown() async {
        let lanes = state.withLock { state in
            state.isShutDown = true
            defer { state.lanes = [:] }
            return Array(state.lanes.values)
        }
        for lane in lanes { await lane.shutdown() }
    }

    private func attempt(
        _ call: HTTPCall, at address: WebAddress, deadline: NIODeadline
    ) async -> Result<HTTPReply, TransportFailure> {
        guard let request = request(for: call, at: address) else {
            return .failure(.garbled(ForeignText("The request holds something that HTTP cannot carry.")))
        }
        var outcome: Result<HTTPReply, TransportFailure> = .failure(.cancelled)
        for route in routes(to: address) {
            guard let lane = lane(to: address, by: route) else { return .failure(.cancelled) }
            if call.method == .post { lane.settle() }
            outcome = await lane.send(request, deadline: deadline)
            guard case .failure(.refused) = outcome else {
                if let literal = route.literal { state.withLock { $0.literals[route.origin] = literal } }
                break
            }
        }
        return outcome
    }

    private func request(for call: HTTPCall, at address: WebAddress) -> HTTPClient.Request? {
        var headers = HTTPHeaders([("User-Agent", options.userAgent), ("Accept-Encoding", "identity")])
        for field in call.headers { headers.replaceOrAdd(name: field.name, value: field.value.reveal()) }
        if !headers.contains(name: "Accept") { headers.add(name: "Accept", value: "application/json") }
        switch call.method {
        case .get:
            return try? HTTPClient.Request(url: address.text, method: .GET, headers: headers)
        case .post:
            headers.replaceOrAdd(name: "Content-Type", value: call.contentType)
            return try? HTTPClient.Request(url: address.text, method: .POST, headers: headers, body: .string(call.body))
        }
    }

    /// The ways to try, in order. A name server is never asked for `localhost`: it is this machine (RFC 6761 6.3).
    private func routes(to address: WebAddress) -> [Lane.Route] {
        guard address.host == "localhost" else { return [Lane.Route(origin: address.origin, literal: nil)] }
        let known = state.withLock { $0.literals[address.origin] }
        let literals = known == "::1" ? ["::1", "127.0.0.1"] : ["127.0.0.1", "::1"]
        return literals.map { Lane.Route(origin: address.origin, literal: $0) }
    }

    private func lane(to address: WebAddress, by route: Lane.Route) -> Lane? {
        state.withLock { state in
            if state.isShutDown { return nil }
            if let lane = state.lanes[route] { return lane }
            let settings = Lane.Settings(limits: limits, tls: trust.configuration, proxy: proxies.server(for: address))
            let lane = Lane(to: address, by: route, settings: settings)
            state.lanes[route] = lane
            return lane
        }
    }

    /// The outcome, with the reason why a certificate was refused where that can be found out.
    private func explained(
        _ outcome: Result<HTTPReply, TransportFailure>, at address: WebAddress, deadline: NIODeadline
    ) async -> Result<HTTPReply, TransportFailure> {
        guard case .failure(.tls(let found)) = outcome, found.isExactly(CertificateProbe.unknownComplaint),
            let route = routes(to: address).first, let lane = lane(to: address, by: route),
            let complaint = await lane.certificateComplaint()
        else { return outcome }
        return .failure(.tls(ForeignText(complaint)))
    }
}
