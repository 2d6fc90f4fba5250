import Crypto

/// A signed token that a client sent, taken apart (RFC 7515 section 7.1).
package struct Compact: Sendable {
    package let header: JSON
    package let claims: JSON
    package let signature: [UInt8]
    /// What the signature is over.
    package let input: [UInt8]

    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, text.utf8.count <= 8192, let head = Base64URL.decode(parts[0]).flatMap(JSON.read),
            let claims = Base64URL.decode(parts[1]).flatMap(JSON.read), let signature = Base64URL.decode(parts[2]),
            case .object = head, case .object = claims
        else { return nil }
        self.header = head
        self.claims = claims
        self.signature = signature
        input = Array("\(parts[0]).\(parts[1])".utf8)
    }

    /// Whether the key of P-256 with these coordinates signed it with ES256.
    package func isSigned(x: String, y: String) -> Bool {
        guard let x = Base64URL.decode(x), let y = Base64URL.decode(y), x.count == 32, y.count == 32,
            let key = try? P256.Signing.PublicKey(rawRepresentation: x + y),
            let mark = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
        else { return false }
        return header["alg"] == "ES256" && key.isValidSignature(mark, for: SHA256.hash(data: input))
    }
}

/// RFC 7638 for keys of P-256.
package enum Thumbprint {
    package static func of(x: String, y: String) -> String {
        let members = #"{"crv":"P-256","kty":"EC","x":"\#(x)","y":"\#(y)"}"#
        return Base64URL.encode(SHA256.hash(data: Array(members.utf8)))
    }
}
