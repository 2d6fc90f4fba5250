import HTTPTypes

/// The revocation endpoint (RFC 7009).
extension Provider {
    func revoke(_ question: Question) -> Answer {
        do throws(OAuthError) {
            let form = try clientForm(question)
            guard let token = form["token"] else { throw OAuthError(.invalidRequest, "token is missing.") }
            // token_type_hint may be wrong and is not needed: all tokens are looked up (section 2.1).
            ledger.revoke(token: token)
            return Answer(.ok)
        } catch {
            return .failure(error)
        }
    }
}
