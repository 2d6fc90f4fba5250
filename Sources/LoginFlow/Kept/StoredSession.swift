public import OAuth

/// A session as it is kept between two runs of pixie: least data, and never a code, verifier, state or nonce.
///
/// The client secret of a confidential client is in ``authentication``: a refresh needs it. Who keeps the bytes must
/// encrypt them.
public struct StoredSession: Sendable, Equatable {
    public let provider: KeptProvider
    public let clientID: String
    public let authentication: ClientAuthentication
    /// What a refresh and a request with the token prove themselves with; nil when nothing has to be proved.
    public internal(set) var prover: Prover?
    /// A refreshed ID token may be encrypted for one of them.
    public let decryptionKeys: [ClientKey]
    /// What the login asked for, in its order.
    public let requestedScopes: [String]
    /// RFC 8707; repeated in a refresh.
    public let resources: [String]
    /// In what the provider differs.
    @Boxed public private(set) var rules: ProviderRules
    /// What the token answer told about the person, where it does.
    public internal(set) var user: JSONObject?
    /// What the next refresh carries besides; it is not kept. See ``refreshing(with:)``.
    public internal(set) var refreshParameters: [FormPair] = []
    public internal(set) var standing: Standing
    /// Nil when `openid` was not asked for.
    public internal(set) var identity: KeptIdentity?
    public let loggedInAt: Timestamp
    /// When the tokens came: the login or the last refresh.
    public internal(set) var obtainedAt: Timestamp
    /// Grows by one with each change, from 1.
    public internal(set) var generation: Int

    /// Whether the session still has tokens.
    public enum Standing: Sendable, Equatable {
        case alive(KeptTokens)
        /// The provider refused the refresh token for good; the tokens are gone, a new login is needed.
        case ended(at: Timestamp)
    }

    init(
        provider: KeptProvider, clientID: String, authentication: ClientAuthentication, prover: Prover? = nil,
        decryptionKeys: [ClientKey] = [], requestedScopes: [String], resources: [String],
        rules: ProviderRules = .standard, user: JSONObject? = nil, standing: Standing, identity: KeptIdentity?,
        loggedInAt: Timestamp, obtainedAt: Timestamp,
        generation: Int
    ) {
        self.provider = provider
        self.clientID = clientID
        self.authentication = authentication
        self.prover = prover
        self.decryptionKeys = decryptionKeys
        self.requestedScopes = requestedScopes
        self.resources = resources
        self.rules = rules
        self.user = user
        self.standing = standing
        self.identity = identity
        self.loggedInAt = loggedInAt
        self.obtainedAt = obtainedAt
        self.generation = generation
    }

    /// Of a login that has just succeeded.
    init(_ known: KnownProvider, _ tokens: TokenSet, _ idToken: VerifiedIDToken?, at time: Timestamp) {
        let client = known.plan.client
        let metadata = known.metadata
        let identity = idToken.flatMap { verified in
            tokens.idToken.map { text in
                KeptIdentity(
                    verified, text: verified.text,
                    nonceHash: verified.claims["nonce"]?.string.map { NonceHash.of(Secret($0)) })
            }
        }
        self.init(
            provider: KeptProvider(metadata), clientID: client.clientID,
            authentication: known.authentication, prover: known.ground.proofs.prover,
            decryptionKeys: client.keys.decryption, requestedScopes: client.scopes, resources: client.resources,
            rules: client.rules, user: tokens.user,
            standing: .alive(KeptTokens(tokens, at: time)), identity: identity, loggedInAt: time,
            obtainedAt: time, generation: 1)
    }

    public var issuer: Issuer { provider.issuer }

    /// Whether only the access token tells who signed in, so that it is read and verified.
    var readsAccessToken: Bool { rules.user.isPerson && identity == nil }

    /// Nil when the session has ended.
    public var tokens: KeptTokens? {
        switch standing {
        case .alive(let tokens): tokens
        case .ended: nil
        }
    }

    /// The granted scopes, or what was asked for when the provider did not say (RFC 6749 section 5.1).
    public var grantedScopes: [ForeignText] { tokens?.scope ?? requestedScopes.map { ForeignText($0) } }

    /// The access token, when it lives for at least `seconds` more, or when nobody knows how long it lives.
    public func accessToken(for seconds: Double, at now: Timestamp) -> Secret? {
        guard let tokens, (tokens.secondsLeft(at: now) ?? .infinity) >= seconds else { return nil }
        return tokens.accessToken
    }

    /// The same session, whose next refresh carries these parameters, such as another organization.
    ///
    /// - Throws: A parameter that the provider's rules do not let a refresh carry.
    public func refreshing(with parameters: [FormPair]) throws(ClientFault) -> StoredSession {
        for pair in parameters where !rules.token.refreshParameters.contains(pair.name) {
            let known = rules.token.refreshParameters.joined(separator: ", ")
            throw .parameterRule(
                "A refresh at \(rules.name ?? "this provider") takes no parameter "
                    + "\(ForeignText(pair.name).safe(limit: 60)); it takes \(known.isEmpty ? "none" : known).")
        }
        var session = self
        session.refreshParameters = parameters
        return session
    }
}
