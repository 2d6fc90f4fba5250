import NIOCore
import OAuth
import Testing

@testable import Network

extension OneAfterAnother {
    @Suite struct WarmTests {
        @Test(arguments: [false, true])
        func aWarmedConnectionIsUsedByTheNextRequest(tls: Bool) async throws {
            let server = try await RawServer(certificate: tls ? TestCertificates.good : nil) { $0.reply("{}") }
            let url = "\(tls ? "https" : "http")://127.0.0.1:\(server.port)/token"
            try await Sending.withAuthorityFile { file in
                try await Sending.withSender(NetworkOptions(caFile: file, userAgent: "t")) { sender in
                    await sender.warm(try Endpoint(url))
                    #expect(await server.connections.wait(for: 1).count == 1)
                    #expect(server.requests.count == 0)
                    #expect(try await sender.post(url).text == "{}")
                }
            }
            #expect(server.connections.count == 1)
            #expect(server.requests.count == 1)
            #expect(server.requests.all.first?.hasPrefix("POST /token") == true)
            await server.stop()
        }

        @Test func warmingTwiceOrAfterARequestOpensNothingMore() async throws {
            let server = try await RawServer { $0.reply("{}") }
            let url = "http://127.0.0.1:\(server.port)/token"
            try await Sending.withSender { sender in
                #expect(try await sender.get(url).text == "{}")
                let endpoint = try Endpoint(url)
                async let one: Void = sender.warm(endpoint)
                async let two: Void = sender.warm(endpoint)
                _ = await (one, two)
                await sender.warm(endpoint)
                #expect(try await sender.post(url).text == "{}")
            }
            #expect(server.connections.count == 1)
            #expect(server.requests.count == 2)
            await server.stop()
        }

        @Test func aConnectionThatTheServerClosedIsOpenedAgainBeforeItIsNeeded() async throws {
            let channels = Events<any Channel>()
            let server = try await RawServer(onConnect: { channel, _ in channels.happened(channel) }) { $0.reply("{}") }
            let url = "http://127.0.0.1:\(server.port)/token"
            try await Sending.withSender { sender in
                await sender.warm(try Endpoint(url))
                for count in 1...3 {
                    let channel = await channels.wait(for: count)[count - 1]
                    try await channel.close().get()
                }
                #expect(await server.connections.wait(for: 4).count == 4)
                #expect(try await sender.post(url).text == "{}")
            }
            #expect(server.connections.count == 4)
            #expect(server.requests.count == 1)
            await server.stop()
        }

        @Test func aServerThatAlwaysClosesIsNotAskedForEver() async throws {
            let server = try await RawServer(
                onConnect: { channel, _ in channel.close(promise: nil) }, onRequest: { _ in })
            var limits = Sending.limits
            limits.reopenings = 3
            try await Sending.withSender(limits: limits) { sender in
                await sender.warm(try Endpoint("http://127.0.0.1:\(server.port)/token"))
                #expect(await server.connections.wait(for: 4).count == 4)
                // A fifth would come within this time.
                #expect(await server.connections.wait(for: 5, seconds: 1).count == 4)
            }
            await server.stop()
        }

        @Test func anAttemptThatFailedIsMadeAgain() async throws {
            // A server that cuts the first handshakes off.
            let server = try await RawServer(
                certificate: TestCertificates.good,
                onConnect: { channel, number in if number < 3 { channel.close(promise: nil) } },
                onRequest: { $0.reply("{}") })
            let url = "https://127.0.0.1:\(server.port)/token"
            var limits = Sending.limits
            limits.failurePause = 0.02
            try await Sending.withAuthorityFile { file in
                try await Sending.withSender(NetworkOptions(caFile: file, userAgent: "t"), limits: limits) { sender in
                    await sender.warm(try Endpoint(url))
                    #expect(await server.connections.wait(for: 3).count == 3)
                    #expect(try await sender.post(url).text == "{}")
                }
            }
            #expect(server.connections.count == 3)
            await server.stop()
        }

        @Test func aStaleConnectionCostsNoRequest() async throws {
            let channels = Events<any Channel>()
            let server = try await RawServer(onConnect: { channel, _ in channels.happened(channel) }) { $0.reply("{}") }
            let url = "http://127.0.0.1:\(server.port)/token"
            try await Sending.withSender { sender in
                for round in 1...5 {
                    let result = try await sender.post(url)
                    #expect(result.text == "{}", "\(round): \(result)")
                    let channel = try #require(await channels.wait(for: round).last)
                    try? await channel.close().get()
                }
            }
            #expect(server.requests.count == 5)
            await server.stop()
        }

        @Test func afterTheExchangeNothingIsOpenedAgain() async throws {
            let server = try await RawServer { visit in
                visit.reply("{}", headers: "Connection: close\r\n")
                visit.close()
            }
            let url = "http://127.0.0.1:\(server.port)/token"
            try await Sending.withSender { sender in
                await sender.warm(try Endpoint(url))
                #expect(try await sender.post(url).text == "{}")
                #expect(await server.connections.wait(for: 2, seconds: 1).count == 1)
            }
            await server.stop()
        }

        @Test func warmingWhereNothingListensReturns() async throws {
            let reserved = ReservedPort.any()
            let url = "http://127.0.0.1:\(reserved.port)/token"
            try await Sending.withSender { sender in
                await sender.warm(try Endpoint(url))
                #expect(try await sender.post(url).failure == .refused(host: "127.0.0.1", port: reserved.port))
            }
            reserved.free()
        }

        @Test func aRequestDuringTheWarmingUsesItsConnection() async throws {
            let server = try await RawServer { $0.reply("{}") }
            let url = "http://127.0.0.1:\(server.port)/token"
            try await Sending.withSender { sender in
                let endpoint = try Endpoint(url)
                async let warm: Void = sender.warm(endpoint)
                async let reply = sender.post(url)
                #expect(try await reply.text == "{}")
                await warm
            }
            #expect(server.requests.count == 1)
            await server.stop()
        }
    }
}
