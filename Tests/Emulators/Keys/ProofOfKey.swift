import Crypto
import DemoProvider

/// A DPoP proof (RFC 9449 section 4.2) as the systems here judge it.
struct ProofOfKey: Sendable {
    /// Why a proof is not taken, in the words of the system.
    struct Fault: Error {
        let words: String
    }

    /// What a system asks of a proof.
    struct Policy: Sendable {
        let method: String
        let address: String
        /// Where an access token comes along, its hash has to be there.
        var accessToken: String?
        /// Seconds that `exp` may lie behind `iat`; `exp` is then required.
        var longest: Int
        /// Seconds that the clocks may differ.
        var skew = 60
    }

    let thumbprint: String

    init(_ text: String, _ policy: Policy, grants: Grants, now: Int) throws(Fault) {
        guard let proof = Compact(text) else { throw Fault(words: "Invalid DPoP token") }
        let (header, claims) = (proof.header, proof.claims)
        guard header["typ"] == "dpop+jwt", header["alg"] == "ES256" else {
            throw Fault(words: "DPoP typ must be dpop+jwt and alg ES256")
        }
        guard let jwk = header["jwk"], jwk["kty"] == "EC", jwk["crv"] == "P-256", jwk["d"] == nil,
            let x = jwk["x"]?.string, let y = jwk["y"]?.string
        else { throw Fault(words: "DPoP header missing jwk") }
        guard proof.isSigned(x: x, y: y) else { throw Fault(words: "Invalid DPoP token signature") }
        guard let identifier = claims["jti"]?.string, !identifier.isEmpty, let issued = claims["iat"]?.integer,
            let expires = claims["exp"]?.integer
        else { throw Fault(words: "DPoP needs jti, iat, exp, htu and htm") }
        guard claims["htu"]?.string == policy.address else { throw Fault(words: "Invalid DPoP htu") }
        guard claims["htm"]?.string == policy.method else { throw Fault(words: "Invalid DPoP htm") }
        guard issued <= now + policy.skew, expires >= now - policy.skew else {
            throw Fault(words: "DPoP token expired or not yet valid")
        }
        guard expires - issued <= policy.longest else { throw Fault(words: "DPoP exp is too far from iat") }
        let hash = policy.accessToken.map { Base64URL.encode(SHA256.hash(data: Array($0.utf8))) }
        guard claims["ath"]?.string == hash else { throw Fault(words: "Invalid DPoP ath") }
        thumbprint = Thumbprint.of(x: x, y: y)
        guard grants.isNew("proof \(thumbprint) \(identifier)") else { throw Fault(words: "Duplicate DPoP jti") }
    }
}
