import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix

@testable import DemoProvider

/// Requests over a real socket, without following redirects.
enum Wire {
    static func withClient<R>(_ body: (HTTPClient) async throws -> R) async throws -> R {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(10)))
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let result = try await body(client)
            try await client.shutdown()
            return result
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    static func get(_ url: String, headers: HTTPHeaders = [:]) async throws -> (status: Int, body: Data) {
        try await send(.GET, url, headers: headers, body: nil)
    }

    static func post(_ url: String, _ form: [FormPair]) async throws -> (status: Int, body: Data) {
        try await send(
            .POST, url, headers: ["content-type": "application/x-www-form-urlencoded"], body: FormCoding.encode(form))
    }

    private static func send(
        _ method: HTTPMethod, _ url: String, headers: HTTPHeaders, body: String?
    ) async throws -> (status: Int, body: Data) {
        try await withClient { client in
            var request = HTTPClientRequest(url: url)
            request.method = method
            request.headers = headers
            if let body { request.body = .bytes(ByteBuffer(string: body)) }
            let response = try await client.execute(request, timeout: .seconds(20))
            let content = try await response.body.collect(upTo: 1 << 20)
            return (Int(response.status.code), Data(content.readableBytesView))
        }
    }

    /// Sends octets as they are and returns what comes back until the other side closes.
    static func raw(port: Int, _ text: String) async throws -> String {
        let channel = try await connect(port: port)
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var answer = ""
            for try await piece in inbound { answer += String(buffer: piece) }
            return answer
        }
    }

    static func connect(port: Int) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
    }
}

extension DemoProvider {
    var port: Int { Int(issuer.split(separator: ":").last ?? "") ?? 0 }

    func authorizationURL(_ changes: [String: String?] = [:]) -> String { issuer + Desk.request(changes) }
}
