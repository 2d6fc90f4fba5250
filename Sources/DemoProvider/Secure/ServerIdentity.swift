import Crypto
import FoundationEssentials
import NIOSSL
import SwiftASN1
import X509

/// A key pair and a certificate for the provider, made on the spot; the key never leaves the process.
struct ServerIdentity: Sendable {
    static let day: TimeInterval = 86400

    /// For the server side of connections.
    let context: NIOSSLContext
    let certificate: Certificate
    /// The authority's certificate in PEM; `nil` where it is kept back.
    let authority: String?

    init(_ tls: DemoProviderOptions.TLS, now: Date = Date()) throws {
        let (leafKey, authorityKey) = (P256.Signing.PrivateKey(), P256.Signing.PrivateKey())
        let root = try Self.root(authorityKey, now: now)
        certificate = try Self.leaf(tls, leafKey, by: authorityKey, root, now: now)
        context = try Self.context(tls, certificate, leafKey)
        authority = tls.showsAuthority ? try root.serializeAsPEM().pemString + "\n" : nil
    }

    private static func root(_ key: P256.Signing.PrivateKey, now: Date) throws -> Certificate {
        let name = try DistinguishedName { CommonName("pixie demo authority") }
        return try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
            notValidBefore: now - 40 * day, notValidAfter: now + 30 * day, issuer: name, subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true))
                SubjectKeyIdentifier(hash: Certificate.PublicKey(key.publicKey))
            },
            issuerPrivateKey: .init(key))
    }

    private static func leaf(
        _ tls: DemoProviderOptions.TLS, _ key: P256.Signing.PrivateKey, by authority: P256.Signing.PrivateKey,
        _ root: Certificate, now: Date
    ) throws -> Certificate {
        let name = try DistinguishedName { CommonName("pixie demo provider") }
        let signer = tls == .selfSigned ? key : authority
        let validity = validity(tls, now: now)
        return try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
            notValidBefore: validity.lowerBound, notValidAfter: validity.upperBound,
            issuer: tls == .selfSigned ? name : root.subject, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(names(tls))
                SubjectKeyIdentifier(hash: Certificate.PublicKey(key.publicKey))
                AuthorityKeyIdentifier(
                    keyIdentifier: SubjectKeyIdentifier(hash: Certificate.PublicKey(signer.publicKey)).keyIdentifier)
            },
            issuerPrivateKey: .init(signer))
    }

    private static func validity(_ tls: DemoProviderOptions.TLS, now: Date) -> ClosedRange<Date> {
        switch tls {
        case .expired: (now - 30 * day)...(now - day)
        case .notYetValid: (now + day)...(now + 30 * day)
        // An hour back, for clients whose clock is slow.
        case .right, .selfSigned, .wrongHost, .unknownAuthority, .oldVersion: (now - 3600)...(now + 30 * day)
        }
    }

    private static func names(_ tls: DemoProviderOptions.TLS) -> [GeneralName] {
        switch tls {
        case .wrongHost: [.dnsName("other.example")]
        case .right, .selfSigned, .expired, .notYetValid, .unknownAuthority, .oldVersion:
            [.ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])), .dnsName("localhost")]
        }
    }

    private static func context(
        _ tls: DemoProviderOptions.TLS, _ leaf: Certificate, _ key: P256.Signing.PrivateKey
    ) throws -> NIOSSLContext {
        let certificate = try NIOSSLCertificate(bytes: Array(leaf.serializeAsPEM().pemString.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(certificate)],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)))
        configuration.applicationProtocols = ["http/1.1"]
        if tls == .oldVersion {
            configuration.minimumTLSVersion = .tlsv1
            configuration.maximumTLSVersion = .tlsv11
        } else {
            configuration.minimumTLSVersion = .tlsv12
        }
        return try NIOSSLContext(configuration: configuration)
    }
}
