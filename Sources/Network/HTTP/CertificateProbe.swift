import NIOCore
import NIOPosix
import NIOSSL
import OAuth
import Synchronization

/// Finds out why a certificate was not acceptable.
///
/// The library says only that it was not. So after such a failure the server is asked for its certificate once more, in
/// a handshake that is always ended before anything is sent: a look, never a way around the check.
enum CertificateProbe {
    static let unknownComplaint =
        "The certificate is not from an authority that this machine trusts. "
        + "For a private authority give its certificate with --ca-file."

    /// Connects to `host`, which stands for the host of `address`.
    static func complaint(
        about address: WebAddress, at host: String, tls: TLSConfiguration, on loop: any EventLoop
    ) async -> String? {
        let seen = SeenCertificate()
        // An address in place of a name is not sent as the server's name (RFC 6066 section 3).
        let name = (try? SocketAddress(ipAddress: address.host, port: 0)) == nil ? address.host : nil
        guard let context = try? NIOSSLContext(configuration: tls) else { return nil }
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.seconds(5))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try NIOSSLClientHandler(context: context, serverHostname: name) {
                        (chain: [NIOSSLCertificate], verdict: EventLoopPromise<NIOSSLVerificationResult>) in
                        seen.keep(chain.first)
                        verdict.succeed(NIOSSLVerificationResult.failed)
                    }
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
        guard let channel = try? await bootstrap.connect(host: host, port: address.port).get() else { return nil }
        let limit = loop.scheduleTask(in: .seconds(5)) { channel.close(promise: nil) }
        try? await channel.closeFuture.get()
        limit.cancel()
        return seen.leaf.flatMap { complaint(about: CertificateFacts($0), at: SystemClock.now().wall) }
    }

    static func complaint(about leaf: CertificateFacts, at now: Timestamp) -> String? {
        var complaints: [String] = []
        if leaf.notAfter < now {
            complaints.append("The certificate expired at \(leaf.notAfter.iso8601).")
        }
        if now < leaf.notBefore {
            complaints.append("The certificate is valid only from \(leaf.notBefore.iso8601).")
        }
        if leaf.isSelfIssued {
            complaints.append("The certificate is self-signed: the server vouches for itself.")
        }
        return complaints.isEmpty ? nil : complaints.joined(separator: " ")
    }
}

/// Carries the certificate from the handshake to the question.
private final class SeenCertificate: Sendable {
    private let certificate = Mutex<NIOSSLCertificate?>(nil)

    var leaf: NIOSSLCertificate? { certificate.withLock { $0 } }

    func keep(_ leaf: NIOSSLCertificate?) {
        certificate.withLock { $0 = leaf }
    }
}
