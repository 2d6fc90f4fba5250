import NIOSSL
import OAuth

/// What a complaint about a certificate needs of it (RFC 5280 section 4.1).
struct CertificateFacts: Sendable, Equatable {
    var notBefore: Timestamp
    var notAfter: Timestamp
    /// Issuer and subject are the same.
    var isSelfIssued: Bool

    init(notBefore: Timestamp, notAfter: Timestamp, isSelfIssued: Bool) {
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.isSelfIssued = isSelfIssued
    }

    init(_ certificate: NIOSSLCertificate) {
        notBefore = Timestamp(seconds: Double(certificate.notValidBefore))
        notAfter = Timestamp(seconds: Double(certificate.notValidAfter))
        isSelfIssued = (try? certificate.toDERBytes()).map(Self.isSelfIssued) ?? false
    }

    /// Whether issuer and subject of a DER certificate are the same octets. A broken one is not self-issued.
    static func isSelfIssued(_ der: [UInt8]) -> Bool {
        guard let certificate = DERElement(der[...]), let body = DERElement(certificate.content) else { return false }
        var rest = body.content
        var names: [ArraySlice<UInt8>] = []
        // TBSCertificate: version [0], serial, algorithm, issuer, validity, subject. Serial and version are no
        // sequences; of the sequences, the second is the issuer and the fourth the subject.
        while names.count < 4, let element = DERElement(rest) {
            if element.tag == 0x30 { names.append(element.content) }
            rest = element.rest
        }
        return names.count == 4 && names[1] == names[3]
    }
}

/// One element of DER: tag, content, and what follows it.
private struct DERElement {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    let rest: ArraySlice<UInt8>

    init?(_ octets: ArraySlice<UInt8>) {
        guard octets.count >= 2 else { return nil }
        tag = octets[octets.startIndex]
        let first = octets[octets.startIndex + 1]
        var start = octets.startIndex + 2
        var length = Int(first)
        if first >= 0x80 {
            let digits = Int(first & 0x7F)
            guard (1...4).contains(digits), octets.endIndex - start >= digits else { return nil }
            length = octets[start..<(start + digits)].reduce(0) { $0 << 8 | Int($1) }
            start += digits
        }
        guard octets.endIndex - start >= length else { return nil }
        content = octets[start..<(start + length)]
        rest = octets[(start + length)...]
    }
}
