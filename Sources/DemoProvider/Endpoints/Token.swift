import Crypto

/// The token endpoint (RFC 6749 section 3.2, OpenID Connect Core 1.0 sections 3.1.3 and 12).
extension Provider {
    func token(_ question: Question) -> Answer {
        do throws(OAuthError) {
            let form = try clientForm(question)
            let key = try tokenKey(question)
            switch form["grant_type"] {
            case "authorization_code": return try exchange(form, key, registeredName(question, form))
            case "refresh_token": return try refresh(form, key)
            case Self.deviceGrantType where options.offers.device != nil: return try pollDevice(form, key)
            case nil: throw OAuthError(.invalidRequest, "grant_type is missing.")
            case _: throw OAuthError(.unsupportedGrantType, "Grants here are authorization_code and refresh_token.")
            }
        } catch {
            return .failure(error)
        }
    }

    private func exchange(_ form: Parameters, _ key: String?, _ client: String?) throws(OAuthError) -> Answer {
        guard let code = form["code"] else { throw OAuthError(.invalidRequest, "code is missing.") }
        guard let redirect = form["redirect_uri"] else {
            throw OAuthError(.invalidRequest, "redirect_uri is missing. It was in the authorization request.")
        }
        guard let verifier = form["code_verifier"] else {
            throw OAuthError(.invalidRequest, "code_verifier is missing. PKCE is required here (RFC 7636).")
        }
        // From here on the code is spent, whatever is wrong with the rest.
        let granted = try ledger.redeem(code: code)
        guard granted.grant.client == client else {
            throw OAuthError(.invalidGrant, "The code was given to another client.")
        }
        guard granted.redirectURI == redirect else {
            throw OAuthError(.invalidGrant, "redirect_uri differs from the one in the authorization request.")
        }
        guard granted.key == nil || granted.key == key else {
            throw OAuthError(.invalidGrant, "The code is bound to another key than the one of the proof.")
        }
        guard Self.isVerifier(verifier) else {
            throw OAuthError(.invalidGrant, "code_verifier must be 43 to 128 characters of A-Z a-z 0-9 - . _ ~.")
        }
        guard Base64URL.encode(SHA256.hash(data: Array(verifier.utf8))) == granted.challenge else {
            throw OAuthError(.invalidGrant, "code_verifier does not fit the code_challenge.")
        }
        let grant = try narrowed(granted.grant, to: form.all("resource"))
        return tokens(grant, scopes: grant.scopes, nonce: granted.nonce, key: key)
    }

    /// Tokens for some of the resources that the person allowed, or for all (RFC 8707 section 2.2).
    private func narrowed(_ grant: Grant, to resources: [String]) throws(OAuthError) -> Grant {
        guard Set(resources).isSubset(of: grant.resources) else {
            throw OAuthError(.invalidTarget, "This resource was not in the authorization request.")
        }
        var grant = grant
        if !resources.isEmpty { grant.resources = resources }
        return grant
    }

    private func refresh(_ form: Parameters, _ key: String?) throws(OAuthError) -> Answer {
        guard let token = form["refresh_token"] else {
            throw OAuthError(.invalidRequest, "refresh_token is missing.")
        }
        let asked = form["scope"].map { $0.split(separator: " ").map(String.init) }
        let grant = try ledger.redeem(refreshToken: token, key: key) { grant in
            guard let asked, asked.isEmpty || !Set(asked).isSubset(of: grant.scopes) else { return nil }
            return OAuthError(.invalidScope, "More was asked for than the person allowed.")
        }
        // A refreshed ID token carries no nonce (OpenID Connect Core 1.0 section 12.2).
        return tokens(
            try narrowed(grant, to: form.all("resource")), scopes: asked ?? grant.scopes, nonce: nil, key: key)
    }

    /// RFC 7636 section 4.1.
    private static func isVerifier(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count)
            && text.utf8.allSatisfy(FormCoding.isUnreserved)
    }
}
