import OAuth

extension StoredSession {
    private static let kind = "session"
    /// 2 added keys: those of the client, and that of the login.
    private static let version = 2

    /// The session as JSON, to be encrypted at once: it has the tokens in clear.
    public var bytes: [UInt8] {
        var writer = KeptWriter(kind: Self.kind, version: Self.version)
        writer.put("generation", generation)
        writer.put("issuer", provider.issuer.text)
        writer.put("token_endpoint", provider.tokenEndpoint)
        writer.put("jwks_uri", provider.jwksURI)
        writer.put("userinfo_endpoint", provider.userinfoEndpoint)
        writer.put("revocation_endpoint", provider.revocationEndpoint)
        writer.put("end_session_endpoint", provider.endSessionEndpoint)
        writer.put("id_token_algorithms", provider.idTokenAlgorithms)
        writer.put("client_id", clientID)
        switch authentication {
        case .none:
            writer.put("client_auth", "none")
        case .basic(let secret):
            writer.put("client_auth", "client_secret_basic")
            writer.put("client_secret", secret)
        case .post(let secret):
            writer.put("client_auth", "client_secret_post")
            writer.put("client_secret", secret)
        case .privateKeyJWT(let signer):
            writer.put("client_auth", "private_key_jwt")
            writer.put("client_key", signer.kept)
        }
        writer.put("prover", prover?.kept)
        writer.put("decryption_keys", decryptionKeys.isEmpty ? nil : .array(decryptionKeys.map { $0.keptValue }))
        writer.put("requested_scopes", requestedScopes)
        writer.put("resources", resources)
        if rules != .standard { writer.put("rules", .object(rules.json)) }
        writer.put("user", user.map { .object($0) })
        writer.put("logged_in_at", loggedInAt)
        writer.put("obtained_at", obtainedAt)
        switch standing {
        case .alive(let tokens):
            var inner = KeptWriter()
            inner.put("access_token", tokens.accessToken)
            inner.put("token_type", tokens.tokenType)
            inner.put("expires_at", tokens.expiresAt)
            inner.put("scope", tokens.scope)
            inner.put("refresh_token", tokens.refreshToken)
            writer.put("tokens", inner.object)
        case .ended(let time):
            writer.put("ended_at", time)
        }
        writer.put("id_token", identity?.idToken)
        writer.put("nonce_hash", identity?.nonceHash)
        return writer.bytes
    }

    /// Reads what ``bytes`` wrote.
    public init(bytes: [UInt8]) throws(KeptFault) {
        var reader = try KeptReader(bytes, kind: Self.kind, version: Self.version)
        let generation = try reader.required("generation") { value in
            if case .number(let number) = value, let int = number.int, int > 0 { int } else { nil }
        }
        let provider = KeptProvider(
            issuer: try reader.required("issuer") { $0.string.flatMap { try? Issuer($0) } },
            tokenEndpoint: try reader.endpoint("token_endpoint"), jwksURI: try reader.optionalEndpoint("jwks_uri"),
            userinfoEndpoint: try reader.optionalEndpoint("userinfo_endpoint"),
            revocationEndpoint: try reader.optionalEndpoint("revocation_endpoint"),
            endSessionEndpoint: try reader.optionalEndpoint("end_session_endpoint"),
            idTokenAlgorithms: try reader.optionalTexts("id_token_algorithms"))
        let clientID = try reader.text("client_id")
        self.init(
            provider: provider, clientID: clientID,
            authentication: try Self.authentication(&reader, clientID, provider),
            prover: try Prover(from: &reader), decryptionKeys: try reader.decryptionKeys(),
            requestedScopes: try reader.texts("requested_scopes"), resources: try reader.texts("resources"),
            rules: try reader.optional("rules") { $0.object.flatMap { try? ProviderRules($0) } } ?? .standard,
            user: try reader.optional("user") { $0.object },
            standing: try Self.standing(&reader), identity: try Self.identity(&reader),
            loggedInAt: try reader.time("logged_in_at"), obtainedAt: try reader.time("obtained_at"),
            generation: generation)
        try reader.end()
    }

    private static func authentication(
        _ reader: inout KeptReader, _ clientID: String, _ provider: KeptProvider
    ) throws(KeptFault) -> ClientAuthentication {
        switch try reader.text("client_auth") {
        case "none": return .none
        case "client_secret_basic": return .basic(try reader.secret("client_secret"))
        case "client_secret_post": return .post(try reader.secret("client_secret"))
        case "private_key_jwt":
            return .privateKeyJWT(try AssertionSigner(from: &reader, clientID: clientID, provider: provider))
        case _: throw reader.fault("client_auth")
        }
    }

    /// Either tokens or an end, never both and never neither.
    private static func standing(_ reader: inout KeptReader) throws(KeptFault) -> Standing {
        let ended = try reader.optionalTime("ended_at")
        guard var inner = try reader.optionalObject("tokens") else {
            guard let ended else { throw reader.fault("tokens") }
            return .ended(at: ended)
        }
        guard ended == nil else { throw reader.fault("ended_at") }
        let tokens = KeptTokens(
            accessToken: try inner.secret("access_token"), tokenType: try inner.text("token_type"),
            expiresAt: try inner.optionalTime("expires_at"),
            scope: try inner.optionalTexts("scope").map { $0.map { ForeignText($0) } },
            refreshToken: try inner.optionalSecret("refresh_token"))
        try inner.end()
        return .alive(tokens)
    }

    private static func identity(_ reader: inout KeptReader) throws(KeptFault) -> KeptIdentity? {
        let nonceHash = try reader.optionalText("nonce_hash")
        guard let token = try reader.optionalSecret("id_token") else {
            guard nonceHash == nil else { throw reader.fault("nonce_hash") }
            return nil
        }
        guard let identity = KeptIdentity(idToken: token, nonceHash: nonceHash) else { throw reader.fault("id_token") }
        return identity
    }
}
