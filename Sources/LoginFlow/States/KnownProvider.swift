public import OAuth

/// A provider whose metadata is known, and its keys, which are fetched while the person is busy.
public struct KnownProvider: Sendable, Equatable {
    public internal(set) var ground: Groundwork
    public let metadata: ProviderMetadata
    public internal(set) var keys: KeyShelf

    public var plan: LoginPlan { ground.plan }

    init(ground: Groundwork, metadata: ProviderMetadata) {
        self.ground = ground
        self.metadata = metadata
        keys = .notOffered
    }

    /// Orders the key set if there is one to order and the limit allows it (``Limits/keyFetches`` a login).
    mutating func orderKeys(after trouble: KeysTrouble? = nil, at now: Moment) -> [FlowEffect] {
        guard let address = metadata.jwksURI, keys.fetches < Limits.keyFetches, trouble?.mayPass ?? true else {
            return []
        }
        let call = HTTPCall(.keys, .get, address, headers: [HTTPCall.Field("Accept", "application/json")])
        let (id, effect) = ground.sending(call, at: now)
        keys = .asked(id, fetches: keys.fetches + 1)
        return [effect]
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
        return known
    }

    /// Cancels an order of keys that is still under way.
    var cancellingKeys: [FlowEffect] {
        switch keys {
        case .asked(let id, _): [.cancel(id)]
        case .notOffered, .have, .failed: []
        }
    }
}

/// A state in which the provider is known.
protocol KnowsProvider {
    var provider: KnownProvider { get set }
}
