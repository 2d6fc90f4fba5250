/// An encrypted text in its compact form, taken apart and not opened (RFC 7516 section 7.1).
public struct JWE: Sendable, Equatable {
    /// A part of the compact form, in its order; the name is the one that faults tell.
    public enum Part: String, Sendable, Equatable {
        case header
        case key
        case vector = "initialization vector"
        case content
        case tag
    }

    public let header: JSONObject
    /// The header as it was sent: the additional authenticated data (RFC 7516 section 5.1 step 14).
    let authenticated: [UInt8]
    let encryptedKey: [UInt8]
    let vector: [UInt8]
    let ciphertext: [UInt8]
    let tag: [UInt8]

    /// `kid` of the header, when it is text.
    public var keyID: String? { header["kid"]?.string }

    /// Whether a text has five parts between dots, as only a JWE has.
    public static func hasItsForm(_ token: Secret) -> Bool {
        token.reveal().utf8.lazy.filter { $0 == UInt8(ascii: ".") }.prefix(5).count == 4
    }

    /// Takes a token of at most `limit` octets apart. Nothing of it is decoded before its length and the number of its
    /// parts are known to be right.
    public static func decode(_ token: Secret, limit: Int = Limits.storedToken) throws(JWEFault) -> JWE {
        guard !token.isEmpty else { throw .parts(0) }
        guard token.count <= limit else { throw .tooLong(token.count, limit: limit) }
        let text = token.reveal()
        let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 5, omittingEmptySubsequences: false)
            .map { Substring($0) }
        guard parts.count == 5 else { throw .parts(parts.count) }
        func octets(_ index: Int, _ part: Part) throws(JWEFault) -> [UInt8] {
            guard let octets = Base64URL.decode(parts[index]) else { throw .badEncoding(part) }
            return octets
        }
        let header: JSONObject
        let headerOctets = try octets(0, .header)
        do throws(JSONFault) {
            header = try JSONReader.readObject(headerOctets)
        } catch {
            throw .badHeader(error)
        }
        return JWE(
            header: header, authenticated: Array(parts[0].utf8), encryptedKey: try octets(1, .key),
            vector: try octets(2, .vector), ciphertext: try octets(3, .content), tag: try octets(4, .tag))
    }
}
