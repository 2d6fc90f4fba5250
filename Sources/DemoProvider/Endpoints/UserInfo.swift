import HTTPTypes

/// The userinfo endpoint (OpenID Connect Core 1.0 section 5.3), a protected resource (RFC 6750).
extension Provider {
    func userInfo(_ question: Question) -> Answer {
        do throws(OAuthError) {
            let token = try bearer(question)
            guard let access = ledger.access(token) else {
                throw refused(
                    .invalidToken, "The access token is not valid: unknown, expired or revoked.", .unauthorized)
            }
            guard access.scopes.contains("openid") else {
                throw refused(
                    .insufficientScope, "The access token lacks the scope openid.", .forbidden, scope: "openid")
            }
            return .json(.object(Person.claims(for: access.scopes, username: access.grant.signIn.username)))
        } catch {
            return .failure(error)
        }
    }

    /// The token of the Authorization header, the only way in which it is taken (RFC 6750 section 2.1).
    private func bearer(_ question: Question) throws(OAuthError) -> String {
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
        guard halves.count == 2, halves[0].lowercased() == "bearer", !halves[1].contains(" ") else {
            throw refused(.invalidRequest, "The Authorization header is not: Bearer and a token.", .badRequest)
        }
        return String(halves[1])
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
