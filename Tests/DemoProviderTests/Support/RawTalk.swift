import NIOCore
import NIOPosix

@testable import DemoProvider

/// What a bare TCP client sees of one answer.
struct RawTalk: Sendable {
    enum Ending: Sendable, Equatable {
        case closed
        case reset
        /// Nothing ended it before the client had enough.
        case open
    }

    var octets: [UInt8] = []
    var ending = Ending.open
    /// Pieces as they arrived.
    var pieces = 0

    var text: String { String(decoding: octets, as: UTF8.self) }
    var head: String { String(text.prefix(text.firstRange(of: "\r\n\r\n")?.lowerBound.utf16Offset(in: text) ?? 0)) }
    var body: [UInt8] {
        for end in octets.indices.dropFirst(3) where octets[end - 3...end].elementsEqual([13, 10, 13, 10]) {
            return Array(octets[(end + 1)...])
        }
        return []
    }

    /// Sends a request and reads until the other side ends the connection, or so many octets, or so long.
    static func ask(
        port: Int, path: String = "/", most: Int = .max, within limit: Duration = .seconds(10)
    ) async throws -> RawTalk {
        let channel = try await Wire.connect(port: port)
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n"))
            let alarm = Task {
                try await Task.sleep(for: limit)
                channel.channel.close(promise: nil)
            }
            defer { alarm.cancel() }
            var talk = RawTalk()
            let begin = ContinuousClock.now
            do {
                for try await piece in inbound {
                    talk.octets += piece.readableBytesView
                    talk.pieces += 1
                    if talk.octets.count >= most { return talk }
                }
                talk.ending = ContinuousClock.now - begin < limit ? .closed : .open
            } catch let error as IOError where error.errnoCode == ECONNRESET {
                talk.ending = .reset
            }
            return talk
        }
    }
}
