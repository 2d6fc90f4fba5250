public import OAuth

/// A provider whose metadata is known, and its keys, which are fetched while the person is busy.
public struct KnownProvider: Sendable, Equatable {
    public internal(set) var ground: Groundwork
    public internal(set) var metadata: ProviderMetadata
    public internal(set) var source = MetadataSource.fetched
    public internal(set) var keys: KeyShelf

    public var plan: LoginPlan { ground.plan }

    init(ground: Groundwork, metadata: ProviderMetadata) {
        self.ground = ground
        self.metadata = metadata
        keys = .notOffered
    }

    /// Takes the answer to the order of keys; `nil` when the answer is to something else.
    func takingKeys(_ id: EffectID, _ result: Result<HTTPReply, TransportFailure>) -> KnownProvider? {
        guard let shelf = keys.taking(id, result) else { return nil }
        var known = self
        known.ground.received(id, result)
        known.keys = shelf
        return known
    }

    /// For a new attempt: what is under way is forgotten, and keys may be looked for anew.
    var withoutOrders: KnownProvider {
        var known = self
        known.keys = .notOffered
        if known.source != .fetched { known.source = .unchecked }
        // A new attempt after a failed one is a new login: it gets a key of its own.
        known.ground.prove(with: nil)
        return known
    }

    /// Octets of randomness for an attempt and for what the login proves itself with.
    var entropyNeeded: Int {
        Material.entropyNeeded(by: plan) + (provesAnything ? Prover.entropyNeeded : 0)
    }

    /// Takes from `entropy` what the login proves itself with. One that has it already keeps it: answers to an earlier
    /// attempt of the same login are bound to that key.
    mutating func prepareProofs(_ entropy: inout Entropy) {
        guard provesAnything else { return }
        var prover = Prover(entropy: &entropy, bindsTokens: bindsTokens)
        prover.lifetime = plan.client.rules.dpop.lifetime
        if ground.proofs.prover == nil { ground.prove(with: prover) }
    }

    private var provesAnything: Bool { bindsTokens || plan.client.keys.signing != nil }

    /// Whether tokens are bound to a key of the login (RFC 9449).
    private var bindsTokens: Bool {
        switch plan.client.rules.dpop.use {
        case .never: false
        case .whenOffered: metadata.offersDPoP
        case .always: true
        }
    }

    /// The thumbprint for the authorization request, which binds the code to the key (RFC 9449 section 10).
    var announcedThumbprint: String? {
        // An assertion that confirms the key binds it too, and a provider that wants that knows no such parameter.
        let rules = plan.client.rules
        let isAnnounced = rules.dpop.announcesKey && !rules.client.assertion.confirmsDPoPKey
        return isAnnounced ? ground.proofs.prover?.thumbprint : nil
    }

    /// What userinfo about `subject` must be.
    func userInfo(about subject: String) -> UserInfoExpectation {
        let client = plan.client
        let keys: JWKSet? = if case .have(let set, _) = keys { set } else { nil }
        return UserInfoExpectation(
            subject: subject, issuer: metadata.issuer.text, clientID: client.clientID, keys: keys,
            decryptionKeys: client.keys.decryption, encryption: client.rules.encryption.user)
    }

    /// How the client proves itself here.
    var authentication: ClientAuthentication {
        let client = plan.client
        guard let key = client.keys.signing else {
            return ClientAuthentication.choose(
                secret: client.clientSecret, supported: metadata.tokenAuthMethods, rules: client.rules.client)
        }
        return .privateKeyJWT(
            AssertionSigner(
                key: key, clientID: client.clientID, issuer: metadata.issuer.text,
                tokenEndpoint: metadata.tokenEndpoint, advertised: metadata.assertionAlgorithms,
                rules: client.rules.client.assertion))
    }

    /// Takes the document that has just come in the place of the remembered one. Keys that were fetched elsewhere are
    /// fetched anew.
    mutating func taking(_ fresh: ProviderMetadata, at now: Moment) -> [FlowEffect] {
        let isElsewhere = metadata.jwksURI != fresh.jwksURI
        metadata = fresh
        source = .fetched
        guard isElsewhere else { return [] }
        let cancelling = cancellingOrders
        keys = .notOffered
        return cancelling + orderKeys(at: now)
    }

    /// Cancels what was ordered for the provider itself and is still under way.
    var cancellingOrders: [FlowEffect] {
        var ids: [EffectID] = []
        if case .checking(let id) = source { ids.append(id) }
        if case .asked(let id, _) = keys { ids.append(id) }
        return ids.map { .cancel($0) }
    }
}

/// A state in which the provider is known.
protocol KnowsProvider {
    var provider: KnownProvider { get set }
}

extension KnownProvider: KeyHolder {
    var keyAddress: Endpoint? { metadata.jwksURI }

    mutating func ordering(_ call: HTTPCall, at now: Moment) -> (id: EffectID, effect: FlowEffect) {
        ground.sending(call, at: now)
    }
}
