import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import OAuth
import Testing

@testable import Network

@Suite struct TrustTests {
    @Test func acceptsAPrivateAuthorityFromAFile() async throws {
        let server = try await RawServer(certificate: TestCertificates.good) { $0.reply("{}") }
        try await Sending.withAuthorityFile { file in
            try await Sending.withSender(NetworkOptions(caFile: file, userAgent: "t")) { sender in
                for host in ["127.0.0.1", "localhost"] {
                    let result = try await sender.get("https://\(host):\(server.port)/x")
                    #expect(result.text == "{}")
                }
            }
        }
        await server.stop()
    }

    enum Illness: CaseIterable {
        case selfSigned, expired, wrongName

        var certificate: String {
            switch self {
            case .selfSigned: TestCertificates.selfSigned
            case .expired: TestCertificates.expired
            case .wrongName: TestCertificates.wrongName
            }
        }

        var complaint: String {
            switch self {
            case .selfSigned: "self-signed"
            case .expired: "expired at 2020-02-01T00:00:00Z"
            case .wrongName: "another name than 127.0.0.1"
            }
        }
    }

    @Test(arguments: Illness.allCases)
    func saysWhatIsWrongWithACertificate(illness: Illness) async throws {
        let server = try await RawServer(certificate: illness.certificate) { $0.reply("{}") }
        try await Sending.withAuthorityFile { file in
            try await Sending.withSender(NetworkOptions(caFile: file, userAgent: "t")) { sender in
                let failure = try await sender.get("https://127.0.0.1:\(server.port)/x").failure
                guard case .tls(let text) = failure else {
                    Issue.record("\(String(describing: failure))")
                    return
                }
                #expect(text.safe().contains(illness.complaint))
            }
        }
        #expect(server.requests.count == 0)
        await server.stop()
    }

    /// Else anybody who answers for a name could show a certificate of his own address.
    @Test func aCertificateForAnAddressIsNotOneForTheNameThatLedThere() async throws {
        let server = try await RawServer(certificate: TestCertificates.selfSigned) { $0.reply("{}") }
        // It is for 127.0.0.1 alone, and its own authority.
        try await Sending.withFile(TestCertificates.selfSigned) { file in
            try await Sending.withSender(NetworkOptions(caFile: file, userAgent: "t")) { sender in
                let failure = try await sender.get("https://localhost:\(server.port)/x").failure
                #expect(failure == .tls(ForeignText("The certificate is for another name than localhost.")))
                #expect(server.requests.count == 0)
                #expect(try await sender.get("https://127.0.0.1:\(server.port)/x").text == "{}")
            }
        }
        await server.stop()
    }

    @Test(arguments: [
        ("a.example", "a.example", true), ("A.Example", "a.eXample", true), ("a.example", "a.example.", true),
        ("a.example.", "a.example", true), ("b.a.example", "*.a.example", true), ("a.example", "*.example", false),
        ("example", "*", false), ("c.b.a.example", "*.a.example", false), ("a.example", "*.a.example", false),
        ("b.a.example", "b*.a.example", false), ("b.a.example", "b.*.example", false), ("a.example", "", false),
        ("", "", false), (".a.example", "*.a.example", false), ("a..example", "a..example", false),
        ("xa.example", "a.example", false), ("a.example.org", "a.example", false),
        ("a.example", "a.exampl\u{e9}", false),
    ])
    func namesMatchLabelByLabel(host: String, pattern: String, fits: Bool) {
        #expect(ServerName.matches(host, pattern) == fits)
    }

    @Test(arguments: [(TLSVersion.tlsv1, false), (.tlsv11, false), (.tlsv12, true), (.tlsv13, true)])
    func onlyModernVersionsAreSpoken(newest: TLSVersion, isSpoken: Bool) async throws {
        let server = try await RawServer(certificate: TestCertificates.good, newestTLS: newest) { $0.reply("{}") }
        try await Sending.withAuthorityFile { file in
            try await Sending.withSender(NetworkOptions(caFile: file, userAgent: "t")) { sender in
                let result = try await sender.get("https://127.0.0.1:\(server.port)/x")
                #expect((result.text == "{}") == isSpoken)
                guard !isSpoken else { return }
                guard case .tls(let why) = result.failure else {
                    Issue.record("\(result)")
                    return
                }
                #expect(why.safe().contains("protocol version"))
            }
        }
        #expect(server.requests.count == (isSpoken ? 1 : 0))
        await server.stop()
    }

    @Test func saysThatAnAuthorityIsUnknown() async throws {
        let server = try await RawServer(certificate: TestCertificates.good) { $0.reply("{}") }
        try await Sending.withSender { sender in
            let failure = try await sender.get("https://127.0.0.1:\(server.port)/x").failure
            #expect(failure == .tls(ForeignText(CertificateProbe.unknownComplaint)))
        }
        #expect(server.requests.count == 0)
        await server.stop()
    }

    @Test func aServerWithoutTLSIsATLSFailure() async throws {
        let server = try await RawServer(onConnect: { channel, _ in
            channel.writeAndFlush(ByteBuffer(string: "HTTP/1.1 400 Bad Request\r\n\r\n"), promise: nil)
        }) { _ in }
        try await Sending.withSender { sender in
            let failure = try await sender.get("https://127.0.0.1:\(server.port)/x").failure
            guard case .tls = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
        }
        await server.stop()
    }

    @Test func aHandshakeWithoutAnswerTimesOut() async throws {
        let server = try await RawServer { _ in }
        var limits = Sending.limits
        limits.connectSeconds = 0.3
        try await Sending.withSender(limits: limits) { sender in
            let failure = try await sender.get("https://127.0.0.1:\(server.port)/x").failure
            #expect(failure == .timedOut(phase: .connecting, after: 0.3))
        }
        await server.stop()
    }

    @Test func aHandshakeThatIsCutOffSentNothing() async throws {
        let server = try await RawServer(onConnect: { channel, _ in channel.close(promise: nil) }, onRequest: { _ in })
        try await Sending.withSender { sender in
            let failure = try await sender.post("https://127.0.0.1:\(server.port)/x").failure
            #expect(failure == .connectionLost(sent: false))
        }
        // Nothing had left, so it was tried once more.
        #expect(server.connections.count == 2)
        await server.stop()
    }

    @Test(arguments: ["/nonexistent/ca.pem", "/etc/passwd", "/", "/dev/null"])
    func refusesAFileWithoutCertificates(path: String) {
        #expect(throws: NetworkFault.self) { try HTTPSender(options: NetworkOptions(caFile: path, userAgent: "t")) }
    }

    @Test func complainsAboutTimesAndSelfSignature() {
        let facts = CertificateFacts(
            notBefore: Timestamp(seconds: 1000), notAfter: Timestamp(seconds: 2000), isSelfIssued: true)
        func complaint(at seconds: Double) -> String? {
            CertificateProbe.complaint(about: facts, at: Timestamp(seconds: seconds))
        }
        #expect(complaint(at: 1500) == "The certificate is self-signed: the server vouches for itself.")
        #expect(complaint(at: 500)?.hasPrefix("The certificate is valid only from 1970-01-01T00:16:40Z.") == true)
        #expect(complaint(at: 2500)?.hasPrefix("The certificate expired at 1970-01-01T00:33:20Z.") == true)
    }

    @Test(
        arguments: [[], [0x30], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x02, 0x30, 0x80], [0x30, 0x89, 1]]
            as [[UInt8]])
    func brokenCertificatesAreNotSelfIssued(der: [UInt8]) {
        #expect(!CertificateFacts.isSelfIssued(der))
    }
}
