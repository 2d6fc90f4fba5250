import Glibc
import NIOCore
import NIOSSL

/// Whether a certificate is for the host that was asked (RFC 9525 section 6).
///
/// The library below also accepts a certificate for the IP address that the name led to, and one that has the name only
/// as its common name. Whoever answers for a name in the resolver could then show a certificate of his own address, so
/// the names are compared here as well, before anything is sent.
enum ServerName {
    /// The certificate is for others.
    struct Mismatch: Error {}

    /// - Throws: ``Mismatch`` unless the connection's certificate names the host.
    static func check(_ channel: any Channel, is host: String) throws {
        let address = octets(ofAddress: host)
        guard let leaf = try channel.pipeline.syncOperations.nioSSL_peerCertificate() else { throw Mismatch() }
        // The library has them under this name only, which it reserves the right to change. Reading them from the DER
        // form instead would take an X.509 reader into the client; an update without the name fails to compile.
        let isNamed = leaf._subjectAlternativeNames().contains { name in
            switch name.nameType {
            case .dnsName:
                address == nil && matches(host, String(decoding: Array(name.contents), as: UTF8.self))
            case .ipAddress:
                address.map { $0 == Array(name.contents) } ?? false
            default:
                false
            }
        }
        guard isNamed else { throw Mismatch() }
    }

    /// Label by label without regard to case; a star stands for exactly one whole label, the first of at least three.
    static func matches(_ host: String, _ pattern: String) -> Bool {
        var parts = labels(of: host)
        var wanted = labels(of: pattern)
        guard parts.count == wanted.count, parts.allSatisfy({ !$0.isEmpty }) else { return false }
        if wanted[0] == "*" {
            guard wanted.count >= 3 else { return false }
            parts.removeFirst()
            wanted.removeFirst()
        }
        return parts == wanted
    }

    /// A dot at the end belongs to the name's root.
    private static func labels(of name: String) -> [String] {
        let text = name.utf8.last == UInt8(ascii: ".") ? String(name.dropLast()) : name
        return text.lowercased().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    /// The four or sixteen octets of an address.
    private static func octets(ofAddress text: String) -> [UInt8]? {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var octets = [UInt8](repeating: 0, count: count)
            if inet_pton(family, text, &octets) == 1 { return octets }
        }
        return nil
    }
}
