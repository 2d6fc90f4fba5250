/// Codes and tokens: given out, redeemed, revoked.
extension Ledger {
    func put(_ code: CodeGrant, under text: String, lifetime: Int) {
        step { state, now in state.codes.put(code, under: text, until: now + lifetime, now: now) }
    }

    /// Takes a code. Each can be taken once; a second try revokes what the first one gave (RFC 6749 section 4.1.2).
    func redeem(code text: String) throws(OAuthError) -> CodeGrant {
        let outcome: Result<CodeGrant, OAuthError> = step { state, now in
            guard let (code, expires) = state.codes.record(text) else {
                return .failure(OAuthError(.invalidGrant, "The authorization code is not known here."))
            }
            if code.isUsed {
                Self.revoke(code.grant.family, in: &state, now: now)
                return .failure(
                    OAuthError(.invalidGrant, "The authorization code was used before. Its tokens are revoked now."))
            }
            state.codes.update(text) { $0.isUsed = true }
            if expires <= now {
                return .failure(OAuthError(.invalidGrant, "The authorization code has expired."))
            }
            return .success(code)
        }
        return try outcome.get()
    }

    func put(_ access: AccessGrant, under token: String, lifetime: Int) {
        step { state, now in state.accessTokens.put(access, under: token, until: now + lifetime, now: now) }
    }

    func put(_ refresh: RefreshGrant, under token: String, lifetime: Int) {
        step { state, now in state.refreshTokens.put(refresh, under: token, until: now + lifetime, now: now) }
    }

    /// What a valid access token allows.
    func access(_ token: String) -> AccessGrant? {
        step { state, now in
            guard let access = state.accessTokens.value(token, now: now),
                state.revokedFamilies.record(access.grant.family) == nil
            else { return nil }
            return access
        }
    }

    /// What a refresh token that can still be used allows, and when it ends.
    func refresh(_ token: String) -> (grant: RefreshGrant, expires: Int)? {
        step { state, now in
            guard let (refresh, expires) = state.refreshTokens.record(token), !refresh.isUsed, expires > now,
                state.revokedFamilies.record(refresh.grant.family) == nil
            else { return nil }
            return (refresh, expires)
        }
    }

    /// When an access token ends.
    func accessEnd(_ token: String) -> Int? {
        step { state, _ in state.accessTokens.record(token)?.expires }
    }

    /// Takes a refresh token, if `isFine` for its grant. A second use revokes the whole family.
    func redeem(
        refreshToken text: String, key: String?, isFine: @Sendable (Grant) -> OAuthError?
    ) throws(OAuthError) -> Grant {
        let outcome: Result<Grant, OAuthError> = step { state, now in
            guard let (refresh, expires) = state.refreshTokens.record(text) else {
                return .failure(OAuthError(.invalidGrant, "The refresh token is not known here."))
            }
            if refresh.isUsed {
                Self.revoke(refresh.grant.family, in: &state, now: now)
                return .failure(
                    OAuthError(
                        .invalidGrant, "The refresh token was used before. All tokens of this login are revoked now."))
            }
            guard state.revokedFamilies.record(refresh.grant.family) == nil else {
                return .failure(OAuthError(.invalidGrant, "The refresh token was revoked."))
            }
            guard expires > now else {
                return .failure(OAuthError(.invalidGrant, "The refresh token has expired."))
            }
            guard refresh.key == key else {
                return .failure(OAuthError(.invalidGrant, "The refresh token is bound to another key."))
            }
            if let error = isFine(refresh.grant) { return .failure(error) }
            state.refreshTokens.update(text) { $0.isUsed = true }
            return .success(refresh.grant)
        }
        return try outcome.get()
    }

    /// Lets a refresh token be used again that was just used: no other took its place (RFC 6749 section 6).
    func keep(refreshToken text: String) {
        step { state, _ in state.refreshTokens.update(text) { $0.isUsed = false } }
    }

    /// Revokes an access token alone, or a refresh token with all that came from it (RFC 7009 section 2.1).
    func revoke(token: String) {
        step { state, now in
            state.accessTokens.remove(token)
            if let (refresh, _) = state.refreshTokens.record(token) {
                Self.revoke(refresh.grant.family, in: &state, now: now)
            }
        }
    }

    private static func revoke(_ family: String, in state: inout State, now: Int) {
        state.revokedFamilies.put(true, under: family, until: .max, now: now)
        state.accessTokens.removeAll { $0.grant.family == family }
    }
}
