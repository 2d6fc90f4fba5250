import DemoProvider

/// A client's assertion (RFC 7523 section 3) as the systems here judge it.
struct Assertion: Sendable {
    static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    struct Fault: Error {
        let words: String
    }

    struct Policy: Sendable {
        let clientID: String
        let audience: String
        /// Seconds that `exp` may lie behind `iat`.
        let longest: Int
        var skew = 60
    }

    let claims: JSON

    init(_ text: String, _ policy: Policy, key: Signer, grants: Grants, now: Int) throws(Fault) {
        guard let token = Compact(text) else { throw Fault(words: "Invalid client_assertion") }
        let claims = token.claims
        guard token.header["alg"]?.string == key.algorithm.rawValue, token.header["typ"] == "JWT" else {
            throw Fault(words: "Invalid client_assertion algorithm or type")
        }
        guard let id = token.header["kid"]?.string else {
            throw Fault(words: "No kid found in client assertion header")
        }
        guard id == key.id else { throw Fault(words: "No matching key found for kid") }
        guard key.signed(token) else { throw Fault(words: "Invalid client assertion signature") }
        guard let identifier = claims["jti"]?.string, !identifier.isEmpty else {
            throw Fault(words: "Missing jti in client_assertion")
        }
        guard claims["iss"]?.string == policy.clientID, claims["sub"]?.string == policy.clientID else {
            throw Fault(words: "Invalid client assertion iss or sub")
        }
        guard claims["aud"]?.string == policy.audience else { throw Fault(words: "Invalid client assertion aud") }
        guard let issued = claims["iat"]?.integer, let expires = claims["exp"]?.integer,
            issued <= now + policy.skew, expires >= now - policy.skew
        else { throw Fault(words: "Expired client_assertion") }
        guard expires - issued <= policy.longest else { throw Fault(words: "client_assertion exp is too far from iat") }
        guard grants.isNew("assertion \(identifier)") else { throw Fault(words: "Duplicate client_assertion") }
        self.claims = claims
    }
}
