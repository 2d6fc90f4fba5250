import Glibc
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix

/// One listening socket: a server on 127.0.0.1 or on ::1.
struct FamilyServer: Sendable {
    enum Family: Sendable {
        case v4
        case v6

        var address: String {
            switch self {
            case .v4: "127.0.0.1"
            case .v6: "::1"
            }
        }
    }

    let family: Family
    let port: Int
    private let server: Server<CallbackChannel>
    private let run: Task<Void, any Error>

    /// Both addresses at one port, or the one that this machine has.
    ///
    /// - Parameter most: connections that are open at once on each; what comes besides waits in the kernel.
    static func startBoth(port: Int, most: Int, channel: CallbackChannel) async throws(BindFailure) -> [FamilyServer] {
        var servers: [FamilyServer] = []
        var missing = "no address"
        for family in [Family.v4, .v6] {
            do throws(BindFailure) {
                servers.append(try await start(family, port: servers.first?.port ?? port, most: most, channel: channel))
            } catch {
                switch error {
                case .taken:
                    for server in servers { await server.stop() }
                    throw error
                case .other(let reason):
                    missing = reason
                }
            }
        }
        guard !servers.isEmpty else { throw .other(missing) }
        return servers
    }

    private static func start(
        _ family: Family, port: Int, most: Int, channel: CallbackChannel
    ) async throws(BindFailure) -> Self {
        let silent = Logger(label: "pixie.listener") { _ in SwiftLogNoOpLogHandler() }
        let (ports, found) = AsyncThrowingStream<Int, any Error>.makeStream()
        let server = Server(
            childChannelSetup: channel,
            configuration: ServerConfiguration(
                address: .hostname(family.address, port: port),
                availableConnectionsDelegate: .maximum(most, logger: silent)),
            onServerRunning: { channel in
                found.yield(channel.localAddress?.port ?? 0)
                found.finish()
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: silent)
        let run = Task {
            do {
                try await server.run()
            } catch {
                found.finish(throwing: error)
                throw error
            }
        }
        do {
            for try await port in ports { return FamilyServer(family: family, port: port, server: server, run: run) }
            throw BindFailure.other("interrupted")
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw .taken(port: port)
        } catch let error as IOError {
            throw .other(String(cString: strerror(error.errnoCode)))
        } catch {
            throw .other(String(describing: error))
        }
    }

    /// Closes the port, lets answers that are under way go out, and waits for the connections to end.
    func stop() async {
        // It can fail only when the server has ended already.
        try? await server.shutdownGracefully()
        try? await run.value
    }
}
