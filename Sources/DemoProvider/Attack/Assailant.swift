import NIOCore
import NIOPosix
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Carries out attacks, with limits: an attack takes at most five seconds of the login, and what it holds open it lets
/// go ten seconds later.
final class Assailant: Sendable {
    static let heldFor: TimeAmount = .seconds(10)
    /// Octets of an answer that are kept.
    static let mostHeard = 64 << 10
    /// Connections at once.
    static let width = 8

    private let longestAttack: Duration
    private let longestBlow: Duration
    private let held = Mutex<[any Channel]>([])

    init(longestAttack: Duration = .seconds(5), longestBlow: Duration = .seconds(2)) {
        self.longestAttack = longestAttack
        self.longestBlow = longestBlow
    }

    /// Attacks and says what the listener did. Blows for which no time is left are not done.
    func carryOut(_ assault: Assault) async -> AttackReport {
        let blows = assault.blows(mark: "m" + RandomText.token().filter { $0.isLetter || $0.isNumber })
        let deadline = ContinuousClock.now + longestAttack
        let entries = await withTaskGroup(of: (Int, AttackReport.Entry).self) { group in
            var entries: [(Int, AttackReport.Entry)] = []
            for (index, blow) in blows.enumerated() {
                if index >= Self.width, let entry = await group.next() { entries.append(entry) }
                guard ContinuousClock.now < deadline else { break }
                group.addTask {
                    let limit = min(deadline, ContinuousClock.now + self.longestBlow)
                    return (index, await self.strike(blow, at: assault.target, until: limit))
                }
            }
            for await entry in group { entries.append(entry) }
            return entries.sorted { $0.0 < $1.0 }.map(\.1)
        }
        return AttackReport(attack: assault.attack, entries: entries)
    }

    /// Lets go of everything that is still held.
    func stop() {
        let left = held.withLock { held in
            defer { held = [] }
            return held
        }
        for channel in left { channel.close(promise: nil) }
    }

    private func strike(_ blow: Blow, at target: LoopbackURI, until deadline: ContinuousClock.Instant) async
        -> AttackReport.Entry
    {
        let host = target.host == "[::1]" ? "::1" : "127.0.0.1"
        let heard: [UInt8]
        do {
            let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(1))
            switch blow.manner {
            case .ask:
                let connection = try await bootstrap.connect(host: host, port: target.port ?? 80) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                    }
                }
                heard = await Self.ask(connection, blow.octets, until: deadline)
            case .hold:
                let channel = try await bootstrap.connect(host: host, port: target.port ?? 80).get()
                hold(channel)
                try await channel.writeAndFlush(ByteBuffer(bytes: blow.octets))
                heard = []
            case .reset:
                let channel = try await bootstrap.connect(host: host, port: target.port ?? 80).get()
                try await channel.writeAndFlush(ByteBuffer(bytes: blow.octets))
                if let socket = channel as? any SocketOptionProvider {
                    try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
                }
                try await channel.close()
                heard = []
            }
        } catch {
            // A listener that hangs up on this is in its right.
            heard = []
        }
        return AttackReport.Entry(blow, heard: heard)
    }

    private func hold(_ channel: any Channel) {
        held.withLock { held in
            held.removeAll { !$0.isActive }
            held.append(channel)
        }
        channel.eventLoop.scheduleTask(in: Self.heldFor) { channel.close(promise: nil) }
    }

    /// Sends the octets and returns what comes back until the other side closes or the time is over.
    private static func ask(
        _ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ octets: [UInt8],
        until deadline: ContinuousClock.Instant
    ) async -> [UInt8] {
        let alarm = Task {
            try await Task.sleep(until: deadline)
            connection.channel.close(promise: nil)
        }
        defer { alarm.cancel() }
        let heard = Mutex<[UInt8]>([])
        try? await connection.executeThenClose { inbound, outbound in
            // A listener may answer and close before it has read everything.
            try? await outbound.write(ByteBuffer(bytes: octets))
            for try await piece in inbound {
                let count = heard.withLock { heard in
                    heard += piece.readableBytesView.prefix(mostHeard - heard.count)
                    return heard.count
                }
                if count >= mostHeard { return }
            }
        }
        return heard.withLock { $0 }
    }
}
