import Crypto

/// How a client proves itself with its key (`private_key_jwt`: RFC 7523 sections 2.2 and 3, OpenID Connect Core
/// section 9).
extension Provider {
    private static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    /// Seconds that clocks may differ, and for which an assertion may be good.
    private static let assertionSkew = 60
    private static let longestAssertion = 600

    /// - Parameter endpoint: The address that was asked: besides the issuer and the token endpoint it may be the
    ///   audience (RFC 9126 section 2).
    func checkAssertion(_ form: Parameters, _ keys: ClientKeyPairs, endpoint: String) throws(OAuthError) {
        guard form["client_assertion_type"] == Self.assertionType, let text = form["client_assertion"] else {
            throw refused("This client proves itself with private_key_jwt: client_assertion is missing.")
        }
        guard let token = Compact(text) else { throw refused("client_assertion is not one signed token.") }
        let claims = token.claims
        guard token.header["alg"] == "ES256",
            token.header["kid"].map({ $0 == .string(ClientKeyPairs.signingID) }) ?? true,
            let mark = try? P256.Signing.ECDSASignature(rawRepresentation: token.signature),
            keys.signing.publicKey.isValidSignature(mark, for: SHA256.hash(data: token.input))
        else { throw refused("client_assertion is not signed with ES256 by the key of this client.") }
        guard claims["iss"]?.string == options.clientID, claims["sub"]?.string == options.clientID else {
            throw refused("iss and sub of client_assertion must be the client_id.")
        }
        let audiences = claims["aud"]?.values.isEmpty == false ? claims["aud"]?.values ?? [] : [claims["aud"] ?? .null]
        guard audiences.count == 1, let audience = audiences.first?.string,
            [issuer, address(of: .token), endpoint].contains(audience)
        else { throw refused("aud of client_assertion must be the issuer, and nothing else.") }
        let now = options.clock()
        guard let expires = claims["exp"]?.integer, now < expires + Self.assertionSkew else {
            throw refused("client_assertion is over, or does not say when it ends.")
        }
        guard expires <= now + Self.longestAssertion else {
            throw refused("client_assertion is good for more than ten minutes.", "A client assertion lived too long.")
        }
        guard (claims["iat"]?.integer ?? now) <= now + Self.assertionSkew else {
            throw refused("client_assertion is from the future.")
        }
        guard let id = claims["jti"]?.string, !id.isEmpty else { throw refused("client_assertion has no jti.") }
        guard ledger.isNewProof("assertion " + id, lifetime: Self.longestAssertion + 2 * Self.assertionSkew) else {
            throw refused("client_assertion was used before.", "A client assertion was sent twice.")
        }
    }

    /// RFC 7521 section 4.2.1.
    private func refused(_ description: String, _ misconduct: String? = nil) -> OAuthError {
        var error = OAuthError(.invalidClient, description)
        error.misconduct = misconduct
        return error
    }
}
