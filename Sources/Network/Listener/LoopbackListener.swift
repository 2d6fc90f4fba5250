import Glibc
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Waits for the browser on 127.0.0.1 and ::1 at one port (RFC 8252 section 7.3).
///
/// It transports: every GET to the callback path is reported, and the browser waits for the page that
/// ``answer(_:_:)`` names. Whatever else arrives is answered here and changes nothing. Connections, their time and
/// their octets are bounded.
public final class LoopbackListener: Sendable {
    /// On which addresses it listens.
    public struct Families: Sendable, Equatable {
        public let v4: Bool
        public let v6: Bool
    }

    public let port: Int
    public let families: Families
    private let servers: [FamilyServer]
    private let desk: AnswerDesk
    private let ledger: ConnectionLedger
    private let limits: ListenerLimits

    /// Opens the port; from now on `onArrival` is called, on any thread.
    ///
    /// - Throws: ``ListenerFault/portTaken(_:holder:)`` when the wanted port belongs to somebody else on either address:
    ///   a browser may use both, and a code must not go to another program.
    public static func start(
        _ options: ListenerOptions, onArrival: @escaping @Sendable (CallbackArrival) -> Void
    ) async throws(ListenerFault) -> LoopbackListener {
        try await start(options, limits: ListenerLimits(), onArrival: onArrival)
    }

    static func start(
        _ options: ListenerOptions, limits: ListenerLimits, onArrival: @escaping @Sendable (CallbackArrival) -> Void
    ) async throws(ListenerFault) -> LoopbackListener {
        let desk = AnswerDesk(limits: limits, onArrival: onArrival)
        let ledger = ConnectionLedger(limit: limits.connections)
        let channel = CallbackChannel(options: options, limits: limits, ledger: ledger, desk: desk)
        // A port that is free on one address can be taken on the other; then the system is asked for another one.
        var tries = options.port == nil ? 20 : 1
        while true {
            tries -= 1
            do throws(BindFailure) {
                let servers = try await FamilyServer.startBoth(
                    port: options.port ?? 0, most: limits.connections + limits.surplus, channel: channel)
                return LoopbackListener(servers, desk: desk, ledger: ledger, limits: limits)
            } catch {
                switch error {
                case .taken(let port):
                    guard tries > 0 else { throw .portTaken(port, holder: PortHolder.name(of: port)) }
                case .other(let reason):
                    throw .cannotBind(reason)
                }
            }
        }
    }

    private init(_ servers: [FamilyServer], desk: AnswerDesk, ledger: ConnectionLedger, limits: ListenerLimits) {
        guard let first = servers.first else { preconditionFailure("LoopbackListener: started on no address") }
        port = first.port
        families = Families(v4: servers.contains { $0.family == .v4 }, v6: servers.contains { $0.family == .v6 })
        self.servers = servers
        self.desk = desk
        self.ledger = ledger
        self.limits = limits
    }

    deinit {
        desk.close()
        let servers = servers
        let ledger = ledger
        Task {
            ledger.closeAll()
            for server in servers { await server.stop() }
        }
    }

    /// Where the short address leads, once the authorization URL is known.
    public func setShortTarget(_ url: String) {
        desk.shortTarget = url
    }

    /// Lets the browser show `page`. The first answer to an arrival counts; later ones change nothing.
    public func answer(_ id: Int, _ page: ListenerPage) {
        desk.answer(id, page)
    }

    /// Closes the port. Pages that were answered still reach the browser; arrivals that were not get `finished`.
    public func stop() async {
        desk.close()
        let ledger = ledger
        let force = MultiThreadedEventLoopGroup.singleton.any()
            .scheduleTask(in: ListenerLimits.amount(limits.lingerSeconds)) { ledger.closeAll() }
        for server in servers { await server.stop() }
        force.cancel()
    }
}

enum BindFailure: Error {
    case taken(port: Int)
    case other(String)
}
