import AsyncHTTPClient
import FoundationEssentials
import Glibc
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOSSL
import SwiftASN1
import Testing
import X509

@testable import DemoProvider

@Suite struct SecureTests {
    private func withProvider<R>(
        _ tls: DemoProviderOptions.TLS, _ use: (DemoProvider) async throws -> R
    ) async throws -> R {
        var options = DemoProviderOptions(algorithm: .es256)
        options.tls = tls
        let provider = try await DemoProvider.start(options)
        do {
            let result = try await use(provider)
            await provider.stop()
            return result
        } catch {
            await provider.stop()
            throw error
        }
    }

    /// Fetches the metadata, trusting the authority where there is a file of it.
    private func fetch(_ provider: DemoProvider, host: String = "127.0.0.1", trusts: Bool = true) async throws -> Int {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if trusts, let file = provider.authorityFile { tls.trustRoots = .file(file) }
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls, timeout: .init(connect: .seconds(5)))
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let outcome: Result<Int, any Error>
        do {
            let url = "https://\(host):\(provider.port)/.well-known/openid-configuration"
            let answer = try await client.execute(.init(url: url), timeout: .seconds(10))
            outcome = .success(Int(answer.status.code))
        } catch {
            outcome = .failure(error)
        }
        try await client.shutdown()
        return try outcome.get()
    }

    @Test func theRightOneWorksWithItsAuthorityOnly() async throws {
        try await withProvider(.right) { provider in
            #expect(provider.issuer.hasPrefix("https://127.0.0.1:"))
            #expect(try await fetch(provider) == 200)
            // Its name is right too; only the Host is not the issuer's.
            let other = try await fetch(provider, host: "localhost")
            #expect(other == 421)
            await #expect(throws: (any Error).self) { try await fetch(provider, trusts: false) }
        }
    }

    /// Each certificate, and what TLS says of it.
    @Test(arguments: [
        (DemoProviderOptions.TLS.selfSigned, "CERTIFICATE_VERIFY_FAILED"), (.expired, "CERTIFICATE_VERIFY_FAILED"),
        (.notYetValid, "CERTIFICATE_VERIFY_FAILED"), (.wrongHost, "failedToValidateHostname"),
        (.unknownAuthority, "CERTIFICATE_VERIFY_FAILED"), (.oldVersion, "PROTOCOL_VERSION"),
    ])
    func theWrongOnesFailForTheirReason(tls: DemoProviderOptions.TLS, reason: String) async throws {
        try await withProvider(tls) { provider in
            do {
                let status = try await fetch(provider)
                Issue.record("\(tls) was accepted: \(status)")
            } catch {
                #expect("\(error)".contains(reason), "\(error)")
            }
        }
    }

    /// Days from now between which each certificate is valid, and the name it is for.
    @Test(arguments: [
        (DemoProviderOptions.TLS.right, -1...0, 29...30), (.selfSigned, -1...0, 29...30),
        (.expired, -30...(-29), -1...(-1)),
        (.notYetValid, 1...1, 29...30), (.wrongHost, -1...0, 29...30), (.unknownAuthority, -1...0, 29...30),
        (.oldVersion, -1...0, 29...30),
    ])
    func nothingElseIsWrongWithThem(
        tls: DemoProviderOptions.TLS, begins: ClosedRange<Int>, ends: ClosedRange<Int>
    ) throws {
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        let identity = try ServerIdentity(tls, now: now)
        let leaf = identity.certificate
        func days(_ date: Date) -> Int { Int((date.timeIntervalSince(now) / ServerIdentity.day).rounded(.down)) }
        #expect(begins.contains(days(leaf.notValidBefore)))
        #expect(ends.contains(days(leaf.notValidAfter)))
        let names = try #require(try leaf.extensions.subjectAlternativeNames)
        let address = GeneralName.ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1]))
        #expect(names.contains(address) == (tls != .wrongHost))
        #expect((leaf.issuer == leaf.subject) == (tls == .selfSigned))
        if let authority = identity.authority {
            let root = try Certificate(pemEncoded: authority)
            #expect(root.publicKey.isValidSignature(leaf.signature, for: leaf))
        } else if tls == .selfSigned {
            #expect(leaf.publicKey.isValidSignature(leaf.signature, for: leaf))
        }
    }

    @Test func theFileIsForItsOwnerAndGoesWithTheProvider() async throws {
        let file = try await withProvider(.right) { provider in
            let file = try #require(provider.authorityFile)
            var facts = stat()
            let found = stat(file, &facts)
            #expect(found == 0)
            #expect(facts.st_mode & 0o7777 == 0o600)
            let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
            #expect(text.hasPrefix("-----BEGIN CERTIFICATE-----"))
            #expect(!text.contains("KEY"))
            return file
        }
        #expect(access(file, F_OK) != 0)
    }

    @Test func noFileWhereNoAuthorityIsShown() async throws {
        for tls in [DemoProviderOptions.TLS.selfSigned, .unknownAuthority] {
            let file = try await withProvider(tls) { $0.authorityFile }
            #expect(file == nil)
        }
        let plain = try await DemoProvider.start(DemoProviderOptions(algorithm: .es256))
        #expect(plain.authorityFile == nil)
        await plain.stop()
    }

    /// Deliveries that end a connection under TLS, where a close has to say goodbye first.
    @Test(arguments: [Delivery.resetBefore, .closeBefore, .resetMidBody, .shortBody, .halfClose, .hang])
    func brokenDeliveriesWorkUnderTLS(delivery: Delivery) async throws {
        let footing = try Footing(.selfSigned)
        let server = try await ProviderServer.start(port: nil, tls: footing.context) { _, _ in
            Answer(.ok, body: DeliveryTests.document, delivery: delivery)
        }
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        await #expect(throws: (any Error).self) {
            let answer = try await client.execute(
                .init(url: "https://127.0.0.1:\(server.port)/"), timeout: .seconds(1))
            _ = try await answer.body.collect(upTo: 1 << 20)
        }
        let begin = ContinuousClock.now
        await server.stop()
        // Sooner than idle connections end by themselves.
        #expect(ContinuousClock.now - begin < .seconds(ProviderServer.idleSeconds))
        try await client.shutdown()
    }

    @Test func stopEndsAConnectionInTheMiddleOfItsRequest() async throws {
        let footing = try Footing(.selfSigned)
        let server = try await ProviderServer.start(port: nil, tls: footing.context) { _, _ in Answer(.ok) }
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        let context = try NIOSSLContext(configuration: tls)
        let channel = try await Wire.connect(port: server.port)
        try await channel.channel.eventLoop.submit {
            try channel.channel.pipeline.syncOperations.addHandler(
                try NIOSSLClientHandler(context: context, serverHostname: nil), position: .first)
        }.get()
        try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(
                ByteBuffer(string: "POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"))
            let begin = ContinuousClock.now
            await server.stop()
            // Sooner than idle connections end by themselves.
            #expect(ContinuousClock.now - begin < .seconds(ProviderServer.idleSeconds))
            // Whether it ends in order or by a reset does not matter.
            do { for try await _ in inbound {} } catch {}
        }
    }
}
