import Crypto
import FoundationEssentials
import HTTPTypes

/// A proof that the client holds the key it names (RFC 9449 section 4.2).
struct DPoPProof: Sendable {
    /// Seconds that the clock of a client may differ.
    static let tolerance = 120
    static let longest = 4096

    /// The key's thumbprint (RFC 7638), base64url.
    let thumbprint: String

    private struct Header: Decodable {
        struct Key: Decodable {
            let kty: String
            let crv: String
            let x: String
            let y: String
            let d: String?
        }

        let typ: String
        let alg: String
        let jwk: Key
    }

    private struct Claims: Decodable {
        let jti: String
        let htm: String
        let htu: String
        let iat: Double
        let ath: String?
        let nonce: String?
    }

    /// - Parameters:
    ///   - address: Of the endpoint, without a query.
    ///   - accessToken: Where one comes along, its hash has to be in the proof.
    ///   - nonces: Of which one has to be in the proof, the newest first; empty where none is demanded.
    init(
        _ text: String, method: HTTPRequest.Method, address: String, accessToken: String?, nonces: [String] = [],
        ledger: Ledger
    ) throws(OAuthError) {
        let parts = text.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, parts.count == 3,
            let header: Header = Self.read(parts[0]), let claims: Claims = Self.read(parts[1]),
            let signature = Base64URL.decode(parts[2])
        else { throw Self.fault("The DPoP header is not one signed token with the members it needs.") }
        guard header.typ == "dpop+jwt", header.alg == "ES256", header.jwk.kty == "EC", header.jwk.crv == "P-256" else {
            throw Self.fault("The proof must be a dpop+jwt, signed with ES256 and a P-256 key.")
        }
        guard header.jwk.d == nil else {
            throw Self.fault("The proof holds the private key.", "A DPoP proof held the private key.")
        }
        guard let x = Base64URL.decode(header.jwk.x), let y = Base64URL.decode(header.jwk.y), x.count == 32,
            y.count == 32, let key = try? P256.Signing.PublicKey(rawRepresentation: x + y),
            let mark = try? P256.Signing.ECDSASignature(rawRepresentation: signature),
            key.isValidSignature(mark, for: Array((parts[0] + "." + parts[1]).utf8))
        else { throw Self.fault("The signature of the proof does not fit its key.") }
        guard claims.htm == method.rawValue else { throw Self.fault("htm is not the method of this request.") }
        guard claims.htu == address else { throw Self.fault("htu is not the address of this request.") }
        guard abs(claims.iat - Double(ledger.clock())) <= Double(Self.tolerance) else {
            throw Self.fault("iat is not the time now.")
        }
        let hash = accessToken.map { Base64URL.encode(SHA256.hash(data: Array($0.utf8))) }
        guard claims.ath == hash else { throw Self.fault("ath is not the hash of the access token.") }
        if let newest = nonces.first, !nonces.contains(claims.nonce ?? "") {
            var error = OAuthError(.useDPoPNonce, "The proof needs the nonce of the field DPoP-Nonce.")
            error.nonce = newest
            throw error
        }
        guard !claims.jti.isEmpty, ledger.isNewProof(claims.jti, lifetime: 2 * Self.tolerance) else {
            throw Self.fault("The proof was used before.", "A DPoP proof was sent twice.")
        }
        let members = #"{"crv":"P-256","kty":"EC","x":"\#(Base64URL.encode(x))","y":"\#(Base64URL.encode(y))"}"#
        thumbprint = Base64URL.encode(SHA256.hash(data: Array(members.utf8)))
    }

    private static func read<Value: Decodable>(_ part: Substring) -> Value? {
        Base64URL.decode(part).flatMap { try? JSONDecoder().decode(Value.self, from: Data($0)) }
    }

    private static func fault(_ description: String, _ misconduct: String? = nil) -> OAuthError {
        var error = OAuthError(.invalidDPoPProof, description)
        error.misconduct = misconduct
        return error
    }
}

extension Provider {
    /// The key that tokens of this request are bound to; `nil` where none is asked for and none was named.
    func tokenKey(_ question: Question) throws(OAuthError) -> String? {
        guard options.offers.requiresDPoP else { return nil }
        let proofs = question.fields[values: .dpop]
        guard let proof = proofs.first, proofs.count == 1 else {
            throw OAuthError(.invalidDPoPProof, "Each token request needs one DPoP proof here (RFC 9449).")
        }
        return try DPoPProof(
            proof, method: question.method, address: address(of: .token), accessToken: nil,
            nonces: nonces(at: .token), ledger: ledger
        ).thumbprint
    }

    /// The key that the code of a pushed request is bound to (RFC 9449 section 10.1): that of a proof beside it, or the
    /// one it names.
    func pushedKey(_ question: Question, _ named: String?) throws(OAuthError) -> String? {
        guard options.offers.requiresDPoP, let proof = question.fields[values: .dpop].first else { return named }
        guard question.fields[values: .dpop].count == 1 else {
            throw OAuthError(.invalidDPoPProof, "There is more than one DPoP proof.")
        }
        let found = try DPoPProof(
            proof, method: question.method, address: address(of: .pushedRequest), accessToken: nil, ledger: ledger
        ).thumbprint
        guard named == nil || named == found else {
            throw OAuthError(.invalidDPoPProof, "dpop_jkt names another key than the proof.")
        }
        return found
    }
}
