/// A signed JSON Web Token in its compact form, taken apart and **not yet verified** (RFC 7519, RFC 7515 section 7.1).
///
/// Having a `JWT` proves nothing about who wrote it: see ``SignatureCheck``.
public struct JWT: Sendable, Equatable {
    public let header: JSONObject
    public let claims: JSONObject
    /// The octets that are signed: header and claims as sent, with the dot between them.
    public let signingInput: [UInt8]
    /// Empty when the token is not signed.
    public let signature: [UInt8]

    /// `alg` of the header, when it is text.
    public var algorithm: String? { header["alg"]?.string }
    /// `kid` of the header, when it is text.
    public var keyID: String? { header["kid"]?.string }

    /// Takes a token of at most `limit` octets apart.
    ///
    /// Nothing of it is decoded before its length and the number of its parts are known to be right.
    public static func decode(_ token: Secret, limit: Int = Limits.storedToken) throws(JWTFault) -> JWT {
        guard !token.isEmpty else { throw .empty }
        guard token.count <= limit else { throw .tooLong(token.count, limit: limit) }
        let parts = TokenParts(token.reveal())
        guard parts.count != 5 else { throw .encrypted }
        guard parts.count == 3 else { throw .parts(parts.count) }

        let header = try object(parts[0], .header)
        let claims = try object(parts[1], .claims)
        guard let signature = Base64URL.decode(parts[2]) else { throw .badEncoding(.signature) }
        return JWT(
            header: header, claims: claims,
            signingInput: parts.octets(before: 1), signature: signature)
    }

    /// A part as JSON: base64url without padding, then UTF-8, then one object.
    static func object(_ part: Substring, _ name: JWTFault.Part) throws(JWTFault) -> JSONObject {
        guard let bytes = Base64URL.decode(part) else { throw .badEncoding(name) }
        do throws(JSONFault) {
            return try JSONReader.readObject(bytes)
        } catch {
            throw .badJSON(name, error)
        }
    }
}

extension JWT: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    // Its parts are the token: printing them would print it.
    public var description: String { "JWT(\(header.count) header members, \(claims.count) claims, hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
