import FoundationEssentials
import HTTPTypes
import NIOCore
import Testing

@testable import DemoProvider

@Suite struct DeliveryTests {
    static let document = Array(#"{"issuer":"http://127.0.0.1:4000","text":"zwölf"}"#.utf8)

    /// Runs a server whose every answer is delivered like this.
    private func withServer<R>(
        _ delivery: Delivery, body: [UInt8] = document, _ use: (Int) async throws -> R
    ) async throws -> R {
        let server = try await ProviderServer.start(port: nil) { _, _ in
            Answer(
                .ok, fields: [.contentType: "application/json", .contentLength: String(body.count)], body: body,
                delivery: delivery)
        }
        do {
            let result = try await use(server.port)
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    private func talk(_ delivery: Delivery, most: Int = .max) async throws -> RawTalk {
        try await withServer(delivery) { try await RawTalk.ask(port: $0, most: most) }
    }

    @Test(arguments: [
        Delivery.whole, .tinyChunks(), .tinyChunks(of: 1), .http10, .interim([103, 100]), .huge(octets: 70_000),
        .gzipBomb(octets: 70_000), .drip(every: .milliseconds(2)), .drip(every: .milliseconds(1), from: .head),
    ])
    func aClientOfHTTPGetsTheWholeBody(delivery: Delivery) async throws {
        let body = try await withServer(delivery) { port in
            let answer = try await Wire.get("http://127.0.0.1:\(port)/")
            #expect(answer.status == 200)
            return Array(answer.body)
        }
        switch delivery {
        case .huge: #expect(body == [UInt8](repeating: 0x20, count: 70_000) + Self.document)
        case .gzipBomb: #expect(body == GzipBomb(spaces: 70_000).following(Self.document))
        case _: #expect(body == Self.document)
        }
    }

    @Test func tinyChunksAreTinyAndEnd() async throws {
        let talk = try await talk(.tinyChunks(of: 5))
        #expect(talk.head.contains("Transfer-Encoding: chunked"))
        #expect(!talk.head.contains("Content-Length"))
        #expect(talk.text.contains("\r\n\r\n5\r\n{\"iss\r\n5\r\n"))
        #expect(talk.text.hasSuffix("\r\n0\r\n\r\n"))
        #expect(talk.ending == .closed)
    }

    @Test func http10HasNoLengthAndEndsByClose() async throws {
        let talk = try await talk(.http10)
        #expect(talk.text.hasPrefix("HTTP/1.0 200 OK\r\n"))
        #expect(!talk.head.contains("Content-Length") && !talk.head.contains("Transfer-Encoding"))
        #expect(talk.body == Self.document)
        #expect(talk.ending == .closed)
    }

    @Test func interimAnswersComeFirst() async throws {
        let talk = try await talk(.interim([103, 100]))
        #expect(talk.text.hasPrefix("HTTP/1.1 103 Early Hints\r\nLink: "))
        #expect(talk.text.contains("\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
    }

    @Test func drippingTakesItsTime() async throws {
        let answer = Answer(.ok, fields: [.contentType: "application/json"], body: Self.document)
        let head = answer.head(.octets(Self.document.count)).count
        let begin = ContinuousClock.now
        let talk = try await withServer(.drip(every: .milliseconds(30))) { port in
            try await RawTalk.ask(port: port, most: head + 5)
        }
        #expect(talk.ending == .open)
        #expect(talk.body.count < Self.document.count)
        #expect(ContinuousClock.now - begin > .milliseconds(30 * (talk.body.count - 2)))
    }

    @Test func hangingSendsNothing() async throws {
        try await withServer(.hang) { port in
            let talk = try await RawTalk.ask(port: port, within: .milliseconds(300))
            #expect(talk.octets.isEmpty)
            #expect(talk.ending == .open)
        }
    }

    /// The delivery, how it ends for the client, and how much of the body came.
    static let broken: [(delivery: Delivery, ending: RawTalk.Ending, sent: Int)] = [
        (.resetBefore, .reset, 0), (.closeBefore, .closed, 0), (.resetMidBody, .reset, document.count / 2),
        (.shortBody, .closed, document.count / 2), (.halfClose, .closed, 0),
    ]

    @Test(arguments: broken)
    func breaksOffWhereItSays(delivery: Delivery, ending: RawTalk.Ending, sent: Int) async throws {
        let talk = try await talk(delivery)
        #expect(talk.ending == ending)
        #expect(talk.body.count == sent)
        switch delivery {
        case .resetBefore, .closeBefore: #expect(talk.octets.isEmpty)
        case .halfClose: #expect(talk.text.hasPrefix("HTTP/1.1 200 OK\r\n") && !talk.text.contains("\r\n\r\n"))
        case _: #expect(talk.head.contains("Content-Length: \(Self.document.count)"))
        }
    }

    @Test func aGigabyteIsPromisedAndStreamed() async throws {
        let talk = try await talk(.huge(), most: 3 << 20)
        #expect(talk.head.contains("Content-Length: \((1 << 30) + Self.document.count)"))
        #expect(talk.octets.count >= 3 << 20)
        #expect(talk.body.allSatisfy { $0 == 0x20 })
    }

    @Test func theEndlessBodyHasNoLength() async throws {
        let talk = try await talk(.endless, most: 2 << 20)
        #expect(talk.head.contains("Transfer-Encoding: chunked"))
        #expect(talk.ending == .open)
    }

    @Test func theHeadCanBeHuge() async throws {
        let talk = try await talk(.hugeHead(octets: 1 << 20))
        #expect(talk.octets.count > 1 << 20)
        #expect(talk.body == Self.document)
    }

    @Test func garbageIsNoHTTP() async throws {
        let talk = try await talk(.garbage)
        #expect(talk.octets.count == 1024)
        #expect(String(validating: talk.octets, as: UTF8.self) == nil)
    }

    /// Deliveries that would go on for ever.
    @Test(arguments: [
        Delivery.hang, .halfClose, .endless, .huge(), .drip(every: .seconds(1)), .drip(every: .seconds(60)),
    ])
    func stopEndsWhatHasNoEnd(delivery: Delivery) async throws {
        let server = try await ProviderServer.start(port: nil) { _, _ in
            Answer(.ok, body: Self.document, delivery: delivery)
        }
        let channel = try await Wire.connect(port: server.port)
        try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
            // The request has to be there before the provider stops.
            if delivery != .hang { for try await _ in inbound.prefix(1) {} }
            let begin = ContinuousClock.now
            await server.stop()
            // Sooner than idle connections end by themselves.
            #expect(ContinuousClock.now - begin < .seconds(ProviderServer.idleSeconds))
        }
    }

    @Test func clientsThatGoAwayLeaveNoConnectionBehind() async throws {
        try await withServer(.hang) { port in
            // More than there may be at once.
            for _ in 0..<(ProviderServer.mostConnections + 20) {
                _ = try await RawTalk.ask(port: port, within: .milliseconds(5))
            }
        }
    }
}

@Suite struct GzipBombTests {
    /// CRC-32 of the text that catalogues of checksums use.
    @Test func countsTheKnownChecksum() {
        #expect(CRC32(Array("123456789".utf8)).value == 0xcbf4_3926)
    }

    @Test(arguments: [0, 1, 2, 3, 1000, 4097])
    func theShortWayOverEqualOctetsIsRight(count: Int) {
        let long = CRC32(Array("{}".utf8) + [UInt8](repeating: 0x20, count: count))
        #expect(CRC32(Array("{}".utf8)).appending(0x20, times: count).value == long.value)
    }

    @Test func aMegabyteBecomesAGigabyte() {
        let file = GzipBomb(spaces: 1 << 30).following(DeliveryTests.document)
        #expect((1_000_000...1_100_000).contains(file.count))
    }

    @Test(arguments: [1, 2, 258, 259, 260, 1031, 5000, 3_000_000], [0, 10, 70_000])
    func theFileUnpacks(spaces: Int, before: Int) throws {
        let document = [UInt8](repeating: UInt8(ascii: "x"), count: before)
        let unpacked = try Gunzip.unpack(GzipBomb(spaces: spaces).following(document))
        #expect(unpacked == document + [UInt8](repeating: 0x20, count: spaces))
    }
}
