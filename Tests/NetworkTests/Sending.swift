import Glibc
import NIOPosix
import OAuth
import Testing

@testable import Network

/// Small limits, and one place for what the sender tests repeat.
enum Sending {
    static var limits: NetworkLimits {
        var limits = NetworkLimits()
        limits.exchangeSeconds = 15
        limits.connectSeconds = 10
        limits.longestPause = 0.3
        limits.ordinaryPause = 0.05
        limits.reopenPause = 0.02
        return limits
    }

    static let options = NetworkOptions(userAgent: "pixie/test")

    /// Runs `body` with a sender, which is shut down afterwards.
    static func withSender<T>(
        _ options: NetworkOptions = options, limits: NetworkLimits = limits,
        _ body: (HTTPSender) async throws -> T
    ) async throws -> T {
        let sender = try HTTPSender(options: options, limits: limits)
        do {
            let result = try await body(sender)
            await sender.shutdown()
            return result
        } catch {
            await sender.shutdown()
            throw error
        }
    }

    static func get(_ url: String, _ purpose: HTTPCall.Purpose = .discovery) throws -> HTTPCall {
        HTTPCall(purpose, .get, try Endpoint(url))
    }

    static func post(_ url: String) throws -> HTTPCall {
        HTTPCall(
            .token, .post, try Endpoint(url), headers: [.init("Authorization", Secret("Basic eDp5"))],
            form: [.init("grant_type", "authorization_code"), .init("code", Secret("a b&c"))])
    }

    /// A file with the authority of ``TestCertificates``, removed afterwards.
    static func withAuthorityFile<T>(_ body: (String) async throws -> T) async throws -> T {
        try await withFile(TestCertificates.authority, body)
    }

    static func withFile<T>(_ content: String, _ body: (String) async throws -> T) async throws -> T {
        let path = "/tmp/pixie-test-ca-\(getpid())-\(UInt32.random(in: 0 ... .max)).pem"
        let file = try #require(fopen(path, "w"))
        fputs(content + "\n", file)
        fclose(file)
        defer { unlink(path) }
        return try await body(path)
    }
}

extension HTTPSender {
    func get(_ url: String, _ purpose: HTTPCall.Purpose = .discovery) async throws -> Result<
        HTTPReply, TransportFailure
    > {
        await send(try Sending.get(url, purpose))
    }

    func post(_ url: String) async throws -> Result<HTTPReply, TransportFailure> {
        await send(try Sending.post(url))
    }
}

extension Result where Success == HTTPReply, Failure == TransportFailure {
    var reply: HTTPReply? { try? get() }
    var text: String? { reply.map { String(decoding: $0.body, as: UTF8.self) } }
    var failure: TransportFailure? {
        switch self {
        case .success: nil
        case .failure(let failure): failure
        }
    }
}
