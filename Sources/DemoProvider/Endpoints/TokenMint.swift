/// Makes the tokens of an answer and remembers what they stand for.
extension Provider {
    /// - Parameter key: The thumbprint of the key that alone may use the tokens (RFC 9449 section 6).
    func tokens(_ grant: Grant, scopes: [String], nonce: String?, key: String?) -> Answer {
        let access = keys.current.token(accessClaims(grant, scopes: scopes, key: key), type: "at+jwt")
        ledger.put(
            AccessGrant(grant: grant, scopes: scopes, key: key), under: access, lifetime: options.accessTokenLifetime)

        var refresh: String?
        if grant.scopes.contains("offline_access") {
            let token = RandomText.token()
            ledger.put(RefreshGrant(grant: grant, key: key), under: token, lifetime: options.refreshTokenLifetime)
            refresh = token
        }
        let members = JSON.members([
            "access_token": .string(access),
            "token_type": key == nil ? "Bearer" : "DPoP",
            "expires_in": .integer(options.accessTokenLifetime),
            "refresh_token": refresh.map { .string($0) },
            "scope": .string(scopes.joined(separator: " ")),
        ])
        var tokens = TokenDraft(members: members)
        if scopes.contains("openid") {
            let signer = keys.current
            tokens.idToken = IDTokenDraft(
                header: signer.header(type: "JWT"), claims: idClaims(grant, nonce: nonce, accessToken: access),
                signature: .by(signer))
            tokens.idToken?.sealing = sealing(for: grant)
        }
        return .tokens(tokens)
    }

    /// What encrypts for the client; a client that registered itself gave no key.
    func sealing(for grant: Grant) -> Sealing? {
        options.offers.encrypts && grant.client == nil ? options.clientKeys?.sealing : nil
    }

    /// OpenID Connect Core 1.0 sections 2 and 3.1.3.6.
    private func idClaims(_ grant: Grant, nonce: String?, accessToken: String) -> JSON {
        let now = options.clock()
        return .members([
            "iss": .string(issuer),
            "sub": .string(Person.subject),
            "aud": .string(grant.client ?? options.clientID),
            "exp": .integer(now + options.accessTokenLifetime),
            "iat": .integer(now),
            "auth_time": .integer(grant.signIn.time),
            "nonce": nonce.map { .string($0) },
            "at_hash": .string(IDTokenDraft.hash(of: accessToken)),
            "amr": ["pwd"],
            "sid": .string(grant.signIn.id),
        ])
    }

    /// RFC 9068 section 2.2.
    private func accessClaims(_ grant: Grant, scopes: [String], key: String?) -> JSON {
        let now = options.clock()
        return .members([
            "iss": .string(issuer),
            "sub": .string(Person.subject),
            "aud": grant.resources.isEmpty ? .string(address(of: .userInfo)) : .strings(grant.resources),
            "client_id": .string(grant.client ?? options.clientID),
            "exp": .integer(now + options.accessTokenLifetime),
            "iat": .integer(now),
            "jti": .string(RandomText.token()),
            "scope": .string(scopes.joined(separator: " ")),
            "cnf": key.map { ["jkt": .string($0)] },
        ])
    }
}
