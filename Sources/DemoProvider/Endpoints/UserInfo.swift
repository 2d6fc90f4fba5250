import HTTPTypes

/// The userinfo endpoint (OpenID Connect Core 1.0 section 5.3), a protected resource (RFC 6750).
extension Provider {
    func userInfo(_ question: Question) -> Answer {
        do throws(OAuthError) {
            let (scheme, token) = try credentials(question)
            guard let access = ledger.access(token) else {
                throw refused(
                    .invalidToken, "The access token is not valid: unknown, expired or revoked.", .unauthorized)
            }
            try checkKey(access, scheme, token, question)
            guard access.scopes.contains("openid") else {
                throw refused(
                    .insufficientScope, "The access token lacks the scope openid.", .forbidden, scope: "openid")
            }
            let claims = Person.claims(for: access.scopes, username: access.grant.signIn.username)
            return sealing(for: access.grant).map { sealed(claims, $0) } ?? .json(.object(claims))
        } catch {
            return .failure(error)
        }
    }

    /// Signed and then encrypted (OpenID Connect Core 1.0 section 5.3.2).
    private func sealed(_ claims: [JSON.Member], _ sealing: Sealing) -> Answer {
        var claims = JSON.object(claims)
        claims["iss"] = .string(issuer)
        claims["aud"] = .string(options.clientID)
        let text = sealing.seal(keys.current.token(claims, type: "JWT"))
        return Answer(.ok, fields: [.contentType: "application/jwt"], body: Array(text.utf8))
    }

    /// Scheme and token of the Authorization header, the only way in which it is taken (RFC 6750 section 2.1).
    private func credentials(_ question: Question) throws(OAuthError) -> (scheme: String, token: String) {
        guard question.query.isEmpty else {
            throw refused(.invalidRequest, "Nothing belongs into the address here, least of all a token.", .badRequest)
        }
        guard let header = question.fields[.authorization] else {
            // No error code when nothing was sent that could be wrong (RFC 6750 section 3.1).
            throw OAuthError(
                .invalidRequest, "An access token is needed in the Authorization header.", status: .unauthorized,
                challenge: Self.challenge)
        }
        let halves = header.split(separator: " ", maxSplits: 1)
        let scheme = halves.first?.lowercased() ?? ""
        guard halves.count == 2, ["bearer", "dpop"].contains(scheme), !halves[1].contains(" ") else {
            throw refused(.invalidRequest, "The Authorization header is not: Bearer and a token.", .badRequest)
        }
        return (scheme, String(halves[1]))
    }

    /// A token that is bound to a key comes with a proof of that key (RFC 9449 section 7.1), any other one without.
    private func checkKey(
        _ access: AccessGrant, _ scheme: String, _ token: String, _ question: Question
    ) throws(OAuthError) {
        guard (access.key != nil) == (scheme == "dpop") else {
            throw refused(.invalidToken, "The access token is of another type than the scheme says.", .unauthorized)
        }
        guard let key = access.key else { return }
        let proofs = question.fields[values: .dpop]
        do throws(OAuthError) {
            guard let proof = proofs.first, proofs.count == 1 else {
                throw OAuthError(.invalidDPoPProof, "A token of this type comes with one DPoP proof.")
            }
            let found = try DPoPProof(
                proof, method: question.method, address: address(of: .userInfo), accessToken: token,
                nonces: nonces(at: .userInfo), ledger: ledger)
            guard found.thumbprint == key else {
                throw OAuthError(.invalidDPoPProof, "The proof is of another key than the token.")
            }
        } catch {
            var refusal = error
            refusal.status = .unauthorized
            refusal.challenge = "DPoP error=\"\(error.code.rawValue)\", algs=\"ES256\""
            throw refusal
        }
    }

    private static let challenge = "Bearer realm=\"pixie demo provider\""

    private func refused(
        _ code: OAuthError.Code, _ description: String, _ status: HTTPResponse.Status, scope: String? = nil
    ) -> OAuthError {
        var challenge = Self.challenge + ", error=\"\(code.rawValue)\", error_description=\"\(description)\""
        if let scope { challenge += ", scope=\"\(scope)\"" }
        return OAuthError(code, description, status: status, challenge: challenge)
    }
}
