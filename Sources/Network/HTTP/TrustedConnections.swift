import AsyncHTTPClient
import NIOCore
import NIOSSL
import OAuth

/// The TLS settings of every request: version 1.2 or newer, full verification, the system's certificates, and those of
/// one file besides them (RFC 9325). There is no setting that skips a check.
struct TrustedConnections: Sendable {
    let configuration: TLSConfiguration

    init(caFile: String?) throws(NetworkFault) {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = .fullVerification
        if let caFile {
            configuration.additionalTrustRoots = [.certificates(try Self.read(caFile))]
        }
        self.configuration = configuration
    }

    private static func read(_ path: String) throws(NetworkFault) -> [NIOSSLCertificate] {
        let certificates: [NIOSSLCertificate]
        do {
            certificates = try NIOSSLCertificate.fromPEMFile(path)
        } catch {
            throw .caFile(path: path, why: "cannot be read")
        }
        guard !certificates.isEmpty else { throw .caFile(path: path, why: "holds no certificate") }
        return certificates
    }
}
