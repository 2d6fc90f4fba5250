import OAuth

/// Whoever judges signed tokens by the keys of a provider, and may order those once more: a login, a refresh.
protocol KeyHolder {
    associatedtype Effect
    var keys: KeyShelf { get set }
    /// Where the provider publishes its keys; nil when it names no place.
    var keyAddress: Endpoint? { get }
    /// Books a call and makes the order that sends it.
    mutating func ordering(_ call: HTTPCall, at now: Moment) -> (id: EffectID, effect: Effect)
}

extension KeyHolder {
    /// Orders the key set if there is one to order and the limit allows it (`Limits.keyFetches` a login or refresh).
    mutating func orderKeys(after trouble: KeysTrouble? = nil, at now: Moment) -> [Effect] {
        guard let keyAddress, keys.fetches < Limits.keyFetches, trouble?.mayPass ?? true else { return [] }
        let (id, effect) = ordering(JWKSet.call(keyAddress), at: now)
        keys = .asked(id, fetches: keys.fetches + 1)
        return [effect]
    }

    /// Judges with the keys at hand, or orders them. An unknown key is looked for once more, since the provider may
    /// have changed its keys (OpenID Connect Core section 10.1.1).
    mutating func judge<Verified>(
        at now: Moment, by rules: (JWKSet) -> TokenJudgement<Verified>
    ) -> KeyVerdict<Verified, Effect> {
        let set: JWKSet
        switch keys {
        case .asked:
            return .waiting([])
        case .failed(let trouble, _):
            let order = orderKeys(after: trouble, at: now)
            return order.isEmpty ? .withoutKeys(trouble) : .waiting(order)
        case .notOffered:
            set = JWKSet(keys: [])
        case .have(let found, _):
            set = found
        }
        let judgement = rules(set)
        switch judgement.outcome {
        case .verified(let verified):
            return .verified(verified, judgement.checks)
        case .keyUnknown(let fault):
            let order = orderKeys(at: now)
            return order.isEmpty ? .refused(fault, judgement.checks) : .waiting(order)
        case .refused(let fault):
            return .refused(fault, judgement.checks)
        }
    }
}
